import type { Selectable } from 'kysely';
import type { GenreModele, ModelesReponseTable } from './tables/demandes.ts';
import { storable } from './text.ts';
import type { Db } from './work.ts';

const MAX_TITRE = 50;
const MAX_CORPS = 10_000;

export type ModeleReponse = Selectable<ModelesReponseTable>;

interface Written {
  readonly genre: GenreModele;
  readonly titre: string;
  readonly corps: string;
  readonly par: string;
  readonly le: Date;
}

/** Every ready answer, by kind, then title. */
export async function modelesReponse(db: Db): Promise<ModeleReponse[]> {
  return db.selectFrom('modeles_reponse').selectAll().orderBy('genre').orderBy('titre').execute();
}

export async function insertModele(db: Db, { par, le, titre, corps, genre }: Written): Promise<void> {
  const texts = { titre: storable(titre, MAX_TITRE), corps: storable(corps, MAX_CORPS) };
  await db
    .insertInto('modeles_reponse')
    .values({ genre, ...texts, version: 1, modifie_le: le, modifie_par: par })
    .execute();
}

/** Changes a ready answer that is still at this version; false when someone has changed it meanwhile. */
export async function updateModele(
  db: Db,
  { id, version }: Pick<ModeleReponse, 'id' | 'version'>,
  { par, le, titre, corps, genre }: Written,
): Promise<boolean> {
  const texts = { titre: storable(titre, MAX_TITRE), corps: storable(corps, MAX_CORPS) };
  const { numUpdatedRows } = await db
    .updateTable('modeles_reponse')
    .set({ genre, ...texts, version: version + 1, modifie_le: le, modifie_par: par })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function deleteModele(db: Db, { id, version }: Pick<ModeleReponse, 'id' | 'version'>): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('modeles_reponse')
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
