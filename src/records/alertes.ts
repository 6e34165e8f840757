import { type Insertable, type Kysely, type Selectable, sql } from 'kysely';
import type { Schema } from './schema.ts';
import type { AlertesTable } from './tables/watching.ts';

export type Alerte = Selectable<AlertesTable>;

export interface NouvelleAlerte
  extends Omit<
    Insertable<AlertesTable>,
    'id' | 'endpoints' | 'vue_le' | 'annoncee_le' | 'close_le' | 'fin_annoncee_le'
  > {
  readonly endpoints: readonly string[];
}

/** Any number of ours: the rounds of all nodes take it in turn. */
const LOCK = 4_200_801;

/** The right to judge and tell until the end of this transaction; false when another node has it. */
export async function lockAlertes(transaction: Kysely<Schema>): Promise<boolean> {
  const { rows } = await sql<{ ours: boolean }>`select pg_try_advisory_xact_lock(${LOCK}) as ours`.execute(transaction);
  return rows[0]?.ours ?? false;
}

/** Open, or over without its end being settled. */
export async function liveAlertes(db: Kysely<Schema>): Promise<Alerte[]> {
  return db
    .selectFrom('alertes')
    .selectAll()
    .where((row) => row.or([row('close_le', 'is', null), row('fin_annoncee_le', 'is', null)]))
    .orderBy('ouverte_le')
    .orderBy('id')
    .execute();
}

interface Opening {
  /** The same form of the same thing, once told, is not told again. */
  readonly once: boolean;
}

/** Opens an alert, unless one is open about the same thing. */
export async function openAlerte(db: Kysely<Schema>, alerte: NouvelleAlerte, { once }: Opening): Promise<void> {
  const { genre, objet, forme, ouverte_le } = alerte;
  const told = once
    ? sql<Date | null>`(select max(annoncee_le) from alertes where genre = ${genre} and objet = ${objet} and forme = ${forme})`
    : null;
  await db
    .insertInto('alertes')
    .values({
      ...alerte,
      endpoints: [...alerte.endpoints],
      vue_le: ouverte_le,
      annoncee_le: told,
      close_le: null,
      fin_annoncee_le: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Ends an alert. One that nobody was told of, or that is to end in silence, is settled at once. */
export async function closeAlerte(db: Kysely<Schema>, id: number, now: Date, silent: boolean): Promise<void> {
  await db
    .updateTable('alertes')
    .set({
      close_le: now,
      fin_annoncee_le: silent ? now : sql`case when annoncee_le is null then ${now}::timestamptz end`,
    })
    .where('id', '=', id)
    .where('close_le', 'is', null)
    .execute();
}

/** What there is to say of an open alert has changed. */
export async function touchAlerte(db: Kysely<Schema>, id: number, texte: string, now: Date): Promise<void> {
  await db.updateTable('alertes').set({ texte, vue_le: now }).where('id', '=', id).execute();
}

/** The beginnings and the ends that a message has told, or that need no word. */
export async function settleAlertes(
  db: Kysely<Schema>,
  { begun, over }: { readonly begun: readonly number[]; readonly over: readonly number[] },
  now: Date,
): Promise<void> {
  if (begun.length > 0) await db.updateTable('alertes').set({ annoncee_le: now }).where('id', 'in', begun).execute();
  if (over.length > 0) await db.updateTable('alertes').set({ fin_annoncee_le: now }).where('id', 'in', over).execute();
}

/** Opened or closed from an instant on, digests apart, oldest first. */
export async function alertesSince(db: Kysely<Schema>, from: Date): Promise<Alerte[]> {
  return db
    .selectFrom('alertes')
    .selectAll()
    .where('genre', '<>', BILAN)
    .where((row) => row.or([row('ouverte_le', '>=', from), row('close_le', '>=', from)]))
    .orderBy('ouverte_le')
    .execute();
}

const BILAN = 'bilan';

/** The last digest that was due; null before the first. */
export async function lastBilan(db: Kysely<Schema>): Promise<Alerte | null> {
  const row = await db
    .selectFrom('alertes')
    .selectAll()
    .where('genre', '=', BILAN)
    .orderBy('objet', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Keeps a digest, told or not; false when it is kept already. */
export async function insertBilan(
  db: Kysely<Schema>,
  {
    day,
    sujet,
    texte,
    told,
  }: { readonly day: string; readonly sujet: string; readonly texte: string; readonly told: boolean },
  now: Date,
): Promise<boolean> {
  const kept = await db
    .insertInto('alertes')
    .values({
      genre: BILAN,
      objet: day,
      forme: BILAN,
      groupe: BILAN,
      sujet,
      texte,
      endpoints: [],
      depuis: now,
      ouverte_le: now,
      vue_le: now,
      annoncee_le: told ? now : null,
      close_le: now,
      fin_annoncee_le: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return kept !== undefined;
}

/** Over, digests apart, the latest first. */
export async function listAlertesCloses(
  db: Kysely<Schema>,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<Alerte[]> {
  return db
    .selectFrom('alertes')
    .selectAll()
    .where('close_le', 'is not', null)
    .where('genre', '<>', BILAN)
    .orderBy('close_le', 'desc')
    .orderBy('id', 'desc')
    .offset(offset)
    .limit(limit)
    .execute();
}

export async function countAlertesCloses(db: Kysely<Schema>): Promise<number> {
  const { nombre } = await db
    .selectFrom('alertes')
    .select((row) => row.fn.countAll<string>().as('nombre'))
    .where('close_le', 'is not', null)
    .where('genre', '<>', BILAN)
    .executeTakeFirstOrThrow();
  return Number(nombre);
}

/** Forgets what ended long ago. */
export async function dropAlertesBefore(db: Kysely<Schema>, before: Date): Promise<void> {
  await db.deleteFrom('alertes').where('close_le', '<', before).where('fin_annoncee_le', 'is not', null).execute();
}
