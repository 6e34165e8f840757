import type { Selectable } from 'kysely';
import type { OrganisationsTable } from './tables/demandes.ts';
import { storable } from './text.ts';
import type { Db } from './work.ts';

const MAX_TEXT = 500;

export type Organisation = Selectable<OrganisationsTable>;

export async function findOrganisation(db: Db, siret: string): Promise<Organisation | undefined> {
  return db.selectFrom('organisations').selectAll().where('siret', '=', siret).executeTakeFirst();
}

/** Keeps an organisation as Sirene gives it now. */
export async function keepOrganisation(db: Db, organisation: Organisation): Promise<void> {
  const nom = storable(organisation.nom, MAX_TEXT);
  const adresse = storable(organisation.adresse, MAX_TEXT);
  const { siret, ...said } = { ...organisation, nom, adresse };
  await db
    .insertInto('organisations')
    .values({ siret, ...said })
    .onConflict((conflict) => conflict.column('siret').doUpdateSet(said))
    .execute();
}
