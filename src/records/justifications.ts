import { type ExpressionBuilder, type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { Schema } from './schema.ts';
import type { EtatJustification, JustificationMessagesTable, JustificationsTable } from './tables/justifications.ts';
import { containing, storable } from './text.ts';
import type { Db, Work } from './work.ts';

const MAX_NUMERO = 40;
const MAX_TEXT = 8000;

/** What an operator asks of the calls of a token, and the name of that token. */
export type Justification = Selectable<JustificationsTable> & { readonly sujet: string };
export type JustificationMessage = Selectable<JustificationMessagesTable>;

const asked = (db: Db) =>
  db
    .selectFrom('justifications')
    .innerJoin('jetons', 'jetons.jti', 'justifications.jti')
    .selectAll('justifications')
    .select('jetons.sujet');

/** Keeps a demand, and gives its number: the year in Paris, then a number that no other has (`J-2026-000012`). */
export async function insertJustification(
  work: Work,
  { motif, volume, ...rest }: Omit<Insertable<JustificationsTable>, 'numero' | 'version'>,
): Promise<string> {
  const { numero } = await work
    .insertInto('justifications')
    .values({
      ...rest,
      motif: storable(motif, MAX_TEXT),
      volume: storable(volume, MAX_TEXT),
      numero: sql<string>`'J-' || to_char(${rest.ouverte_le}::timestamptz at time zone 'Europe/Paris', 'YYYY-')
        || to_char(nextval('justifications_numero'), 'FM999999000000')`,
    })
    .returning('numero')
    .executeTakeFirstOrThrow();
  return numero;
}

/** Changes one that is still at this version; false when someone has changed it meanwhile. */
export async function updateJustification(
  work: Work,
  { numero, version }: Pick<Justification, 'numero' | 'version'>,
  update: Omit<Updateable<JustificationsTable>, 'numero' | 'version'>,
): Promise<boolean> {
  const { numUpdatedRows } = await work
    .updateTable('justifications')
    .set({ ...update, version: version + 1 })
    .where('numero', '=', numero)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function findJustification(db: Db, numero: string): Promise<Justification | undefined> {
  return asked(db).where('numero', '=', storable(numero, MAX_NUMERO)).executeTakeFirst();
}

export async function insertJustificationMessage(
  work: Work,
  { texte, ...message }: Omit<Insertable<JustificationMessagesTable>, 'id'>,
): Promise<void> {
  await work
    .insertInto('justification_messages')
    .values({ ...message, texte: storable(texte, MAX_TEXT) })
    .execute();
}

/** What was said of one, the oldest first. */
export async function justificationMessages(db: Db, numero: string): Promise<JustificationMessage[]> {
  return db
    .selectFrom('justification_messages')
    .selectAll()
    .where('justification', '=', numero)
    .orderBy('id')
    .execute();
}

export interface FiltreJustifications {
  readonly etat: EtatJustification | null;
  /** A part of the number, of the token, of its name or of the reason; empty for all. */
  readonly texte: string;
  /** Of these tokens alone; null for all. */
  readonly jtis: readonly string[] | null;
}

/** Those that wait for an operator first, then for holders, then the rest; the latest first. */
export async function listJustifications(
  db: Db,
  filtre: FiltreJustifications,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<Justification[]> {
  return asked(db)
    .where(matches(filtre))
    .orderBy(sql`array_position(array['repondue', 'attendue', 'close'], etat)`)
    .orderBy('ouverte_le', 'desc')
    .orderBy('numero')
    .limit(limit)
    .offset(offset)
    .execute();
}

export async function countJustifications(db: Db, filtre: FiltreJustifications): Promise<number> {
  const { total } = await db
    .selectFrom('justifications')
    .innerJoin('jetons', 'jetons.jti', 'justifications.jti')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where(matches(filtre))
    .executeTakeFirstOrThrow();
  return Number(total);
}

/** Whatever their state: what was never closed ends too. */
export async function dropJustificationsBefore(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('justifications').where('modifiee_le', '<', before).execute();
}

function matches({ etat, texte, jtis }: FiltreJustifications) {
  const part = containing(texte);
  return (row: ExpressionBuilder<Schema, 'justifications' | 'jetons'>) =>
    row.and([
      ...(etat === null ? [] : [row('justifications.etat', '=', etat)]),
      ...(jtis === null ? [] : [sql<boolean>`justifications.jti = any(${sql.val([...jtis])}::uuid[])`]),
      ...(texte === ''
        ? []
        : [
            row.or([
              row('justifications.numero', 'ilike', part),
              row('justifications.motif', 'ilike', part),
              row('jetons.sujet', 'ilike', part),
              sql<boolean>`justifications.jti::text ilike ${part}`,
            ]),
          ]),
    ]);
}
