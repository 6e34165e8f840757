import { type Selectable, sql } from 'kysely';
import { jsonBatches } from './json-rows.ts';
import type { FenetresEnCoursTable } from './tables/calls.ts';
import { storable } from './text.ts';
import type { Db } from './work.ts';

const MAX_KEY = 128;

export type FenetreEnCours = Selectable<FenetresEnCoursTable>;

/** Keeps the windows under way of a node, as they are now. */
export async function keepFenetres(db: Db, noeud: string, fenetres: readonly Omit<FenetreEnCours, 'noeud'>[]) {
  const rows = fenetres.map((fenetre) => ({ ...fenetre, cle: storable(fenetre.cle, MAX_KEY) }));
  for (const batch of jsonBatches(rows)) {
    await sql`
      insert into fenetres_en_cours (noeud, compteur, cle, nombre, fin)
      select ${noeud}::uuid, compteur, cle, nombre, fin
      from json_to_recordset(${batch}::json) as f (compteur text, cle text, nombre int, fin timestamptz)
      on conflict (noeud, compteur, cle) do update set nombre = excluded.nombre, fin = excluded.fin`.execute(db);
  }
}

/** The windows of other nodes for these keys (tokens, addresses) that are not over. */
export async function fenetresDesAutres(
  db: Db,
  noeud: string,
  cles: readonly string[],
  now: Date,
): Promise<FenetreEnCours[]> {
  if (cles.length === 0) return [];
  return db
    .selectFrom('fenetres_en_cours')
    .selectAll()
    .where('cle', 'in', [...cles])
    .where('noeud', '<>', noeud)
    .where('fin', '>', now)
    .execute();
}

export async function dropFenetresFinies(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('fenetres_en_cours').where('fin', '<=', now).execute();
}
