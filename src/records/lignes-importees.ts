import { type Kysely, sql } from 'kysely';
import type { Finding, Lookup } from '../core/handed-file.ts';
import { jsonBatches } from './json-rows.ts';
import type { Schema } from './schema.ts';

/** A line ready to be kept: its place in the file, its key, what it says. */
export interface LigneLue {
  readonly ligne: number;
  readonly cle: string;
  readonly valeur: object;
}

/** A line whose key was already given by another. */
export interface Doublon {
  readonly ligne: number;
  readonly cle: string;
  readonly premiere: number;
}

/** Keeps lines of a version; gives those whose key another line had taken. */
export async function insertLignes(
  db: Kysely<Schema>,
  version: number,
  lignes: readonly LigneLue[],
): Promise<Doublon[]> {
  let kept = 0n;
  for (const batch of jsonBatches(lignes)) {
    const { numAffectedRows = 0n } = await sql`
      insert into lignes_importees (version, cle, ligne, valeur)
      select ${version}::bigint, cle, ligne, valeur
      from json_to_recordset(${batch}::json) as ligne (cle text, ligne int, valeur jsonb)
      on conflict do nothing`.execute(db);
    kept += numAffectedRows;
  }
  return kept === BigInt(lignes.length) ? [] : findDoublons(db, version, lignes);
}

async function findDoublons(db: Kysely<Schema>, version: number, lignes: readonly LigneLue[]): Promise<Doublon[]> {
  const keys = JSON.stringify(lignes.map(({ cle }) => cle));
  const { rows } = await sql<{ cle: string; ligne: number }>`
    select cle, ligne from lignes_importees
    where version = ${version}::bigint and cle in (select json_array_elements_text(${keys}::json))`.execute(db);
  const first = new Map(rows.map(({ cle, ligne }) => [cle, ligne]));
  return lignes.flatMap(({ cle, ligne }) => {
    const premiere = first.get(cle) ?? ligne;
    return premiere === ligne ? [] : [{ ligne, cle, premiere }];
  });
}

/** Above every character that a key may hold. */
const LAST = '\u{10FFFF}';

/** What the file served for this provider says: one statement, so that a change of file is seen whole or not at all. */
export async function findLigne(db: Kysely<Schema>, fournisseur: string, lookup: Lookup): Promise<Finding> {
  const [from, to] =
    'key' in lookup ? [lookup.key, lookup.key] : [lookup.lastStartingWith, lookup.lastStartingWith + LAST];
  const { rows } = await sql<{ valeur: unknown }>`
    select (
      select valeur from lignes_importees
      where version = fichier.version and cle between ${from} and ${to}
      order by cle desc limit 1
    ) as valeur
    from fichiers_importes as fichier
    where fournisseur = ${fournisseur} and etat = 'servi'`.execute(db);
  const [row] = rows;
  return row === undefined ? { isServed: false } : { isServed: true, value: row.valeur };
}
