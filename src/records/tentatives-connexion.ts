import { type Kysely, sql } from 'kysely';
import type { Schema } from './schema.ts';

/** Far above any limit, so that a flood never overflows the column. */
const MAX_NOMBRE = 1_000_000;

export interface Tentatives {
  /** When the first of them was made. */
  readonly debut: Date;
  /** How many since, this one counted. */
  readonly nombre: number;
}

/** Counts one more attempt under this key; those begun before `since` are forgotten. Exact, however many come at once. */
export async function countTentative(
  db: Kysely<Schema>,
  cle: string,
  { now, since }: { now: Date; since: Date },
): Promise<Tentatives> {
  const { rows } = await sql<Tentatives>`
    insert into tentatives_connexion as t (cle, debut, nombre) values (${cle}, ${now}, 1)
    on conflict (cle) do update set
      nombre = case when t.debut <= ${since} then 1 else least(t.nombre + 1, ${MAX_NOMBRE}::int) end,
      debut = case when t.debut <= ${since} then excluded.debut else t.debut end
    returning debut, nombre`.execute(db);
  const [counted] = rows;
  if (counted === undefined) throw new Error('The database did not count the attempt.');
  return counted;
}

/** A login that succeeds was no attempt on its address, and clears its account. */
export async function forgiveTentatives(
  db: Kysely<Schema>,
  { compte, adresse }: { compte: string; adresse: string },
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('tentatives_connexion').where('cle', '=', compte).execute();
    await transaction
      .updateTable('tentatives_connexion')
      .set((row) => ({ nombre: row('nombre', '-', 1) }))
      .where('cle', '=', adresse)
      .where('nombre', '>', 0)
      .execute();
  });
}

export async function dropTentativesBefore(db: Kysely<Schema>, before: Date): Promise<void> {
  await db.deleteFrom('tentatives_connexion').where('debut', '<=', before).execute();
}
