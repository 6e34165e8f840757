import { randomUUID } from 'node:crypto';
import { type ExpressionBuilder, type Selectable, sql } from 'kysely';
import { lastPrint, printOf } from './journal-chain.ts';
import type { Schema } from './schema.ts';
import type { JournalAdministrationTable } from './tables/accounts.ts';
import { containing, storable } from './text.ts';
import type { Db, Work } from './work.ts';

const MAX_RAISON = 2000;

/** Something that an administrator has done, to whom and why. */
export type ActeAdministration = Selectable<JournalAdministrationTable>;

export interface NewActe {
  /** The e-mail of who does it, or « apie » from the machine. */
  readonly auteur: string;
  /** As `compte.desactive`. */
  readonly acte: string;
  /** Whom or what it is done to, as people name it. */
  readonly cible: string;
  readonly raison?: string;
  /** What more is worth knowing; never a secret. */
  readonly detail?: Readonly<Record<string, string | readonly string[]>>;
}

/** Keeps an act, in the transaction of what it does, after the last one of the chain. */
export async function addActe(work: Work, { raison = '', detail = {}, ...said }: NewActe, at: Date): Promise<void> {
  const texts = { cible: storable(said.cible, MAX_RAISON), raison: storable(raison, MAX_RAISON) };
  const acte = { ...said, ...texts, id: randomUUID(), le: at, detail };
  const precedente = await lastPrint(work);
  await work
    .insertInto('journal_administration')
    .values({
      ...acte,
      precedente,
      empreinte: printOf({ ...acte, precedente }),
      detail: sql`${JSON.stringify(detail)}::jsonb`,
    })
    .execute();
}

export interface ActesAsked {
  /** An act, or empty for all. */
  readonly acte: string;
  /** A part of the name of who did it, or of what it was done to. */
  readonly words: string;
}

/** Newest first. */
export function listActes(
  db: Db,
  asked: ActesAsked,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<ActeAdministration[]> {
  return db
    .selectFrom('journal_administration')
    .selectAll()
    .where(matches(asked))
    .orderBy('le', 'desc')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute();
}

export async function countActes(db: Db, asked: ActesAsked): Promise<number> {
  const { total } = await db
    .selectFrom('journal_administration')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where(matches(asked))
    .executeTakeFirstOrThrow();
  return Number(total);
}

/** The acts that there are, to choose among. */
export async function namedActes(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('journal_administration').select('acte').distinct().orderBy('acte').execute();
  return rows.map(({ acte }) => acte);
}

export async function dropActesBefore(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('journal_administration').where('le', '<', before).execute();
}

function matches({ acte, words }: ActesAsked) {
  const part = containing(words);
  return (row: ExpressionBuilder<Schema, 'journal_administration'>) =>
    row.and([
      ...(acte === '' ? [] : [row('acte', '=', acte)]),
      ...(words === '' ? [] : [row.or([row('auteur', 'ilike', part), row('cible', 'ilike', part)])]),
    ]);
}
