import { type Kysely, type Selectable, sql } from 'kysely';
import { sqlStateOf } from '../platform/database/sql-error.ts';
import type { Schema } from './schema.ts';
import type { FichiersImportesTable } from './tables/imported-files.ts';
import { storable } from './text.ts';

const UNIQUE_VIOLATION = '23505';
const MAX_TEXT = 255;
/** An instance that loads says so every few seconds: one silent for so long has died. */
const SILENCE_S = 60;

export type FichierImporte = Selectable<FichiersImportesTable>;

/** Thrown when the version being loaded is not ours to load any more: it was taken for dead. */
export class ImportAbandoned extends Error {}

interface NewFichier {
  readonly fournisseur: string;
  readonly nom: string;
  readonly instance: string;
  readonly at: Date;
}

/** Begins a version, unseen until it is served; null when another load of this provider is under way. */
export async function beginFichier(db: Kysely<Schema>, { at, nom, ...fichier }: NewFichier): Promise<number | null> {
  try {
    return await db.transaction().execute(async (transaction) => {
      const { version } = await transaction
        .insertInto('fichiers_importes')
        .values({
          ...fichier,
          nom: storable(nom, MAX_TEXT),
          etat: 'en_cours',
          lignes: 0,
          vu_le: sql<Date>`now()`,
          commence_le: at,
          servi_le: null,
        })
        .returning('version')
        .executeTakeFirstOrThrow();
      await createPartition(transaction, version);
      return version;
    });
  } catch (error) {
    if (sqlStateOf(error) === UNIQUE_VIOLATION) return null;
    throw error;
  }
}

/** Says that the load of this version goes on, and how far it is. */
export async function touchFichier(db: Kysely<Schema>, version: number, lignes: number): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('fichiers_importes')
    .set({ vu_le: sql`now()`, lignes })
    .where('version', '=', version)
    .where('etat', '=', 'en_cours')
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new ImportAbandoned();
}

/** Serves a version in place of the former one: before, every reader sees the one; after, the other. */
export async function serveFichier(
  db: Kysely<Schema>,
  { version, fournisseur, lignes, at }: Pick<FichierImporte, 'version' | 'fournisseur' | 'lignes'> & { at: Date },
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await retireFichier(transaction, fournisseur);
    const { numUpdatedRows } = await transaction
      .updateTable('fichiers_importes')
      .set({ etat: 'servi', servi_le: at, lignes, vu_le: sql`now()` })
      .where('version', '=', version)
      .where('etat', '=', 'en_cours')
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new ImportAbandoned();
  });
}

/** The file of this provider is served no more; false when none was. */
export async function retireFichier(db: Kysely<Schema>, fournisseur: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('fichiers_importes')
    .set({ etat: 'perime' })
    .where('fournisseur', '=', fournisseur)
    .where('etat', '=', 'servi')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Gives up a version being loaded. */
export async function abandonFichier(db: Kysely<Schema>, version: number): Promise<void> {
  await db
    .updateTable('fichiers_importes')
    .set({ etat: 'perime' })
    .where('version', '=', version)
    .where('etat', '=', 'en_cours')
    .execute();
}

/** Gives up the loads of instances that have died, and of this one before it started again. */
export async function abandonDeadFichiers(db: Kysely<Schema>, restarted: string | null): Promise<void> {
  await sql`
    update fichiers_importes set etat = 'perime'
    where etat = 'en_cours'
      and (instance = ${restarted}::text or vu_le < now() - make_interval(secs => ${SILENCE_S}))`.execute(db);
}

/** Drops, one after the other, the versions that nobody reads any more; gives how many. */
export async function dropStaleFichiers(db: Kysely<Schema>): Promise<number> {
  const stale = await db.selectFrom('fichiers_importes').select('version').where('etat', '=', 'perime').execute();
  for (const { version } of stale) {
    await dropPartition(db, version);
    await db.deleteFrom('fichiers_importes').where('version', '=', version).execute();
  }
  return stale.length;
}

/** The files that are served and those being loaded, by provider. */
export function listFichiers(db: Kysely<Schema>): Promise<FichierImporte[]> {
  return db
    .selectFrom('fichiers_importes')
    .selectAll()
    .where('etat', '!=', 'perime')
    .orderBy('fournisseur')
    .orderBy('version')
    .execute();
}

/** The providers of which a file is served. */
export async function listFournisseursServis(db: Kysely<Schema>): Promise<string[]> {
  const rows = await db.selectFrom('fichiers_importes').select('fournisseur').where('etat', '=', 'servi').execute();
  return rows.map(({ fournisseur }) => fournisseur);
}

// Made apart then attached: attaching does not stop readers, as `create table … partition of` does.
async function createPartition(db: Kysely<Schema>, version: number): Promise<void> {
  const name = partitionOf(version);
  await sql`do ${sql.lit(`begin
    create table ${name} (like lignes_importees including all);
    alter table lignes_importees attach partition ${name} for values in (${version});
  end`)}`.execute(db);
}

async function dropPartition(db: Kysely<Schema>, version: number): Promise<void> {
  // Bounded: while a drop waits behind a long reading, every reading waits behind the drop.
  await sql`do ${sql.lit(`begin
    perform set_config('lock_timeout', '5s', true);
    execute 'drop table if exists ${partitionOf(version)}';
  end`)}`.execute(db);
}

function partitionOf(version: number): string {
  return `lignes_importees_${version}`;
}
