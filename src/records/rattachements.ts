import type { Selectable } from 'kysely';
import { type Compte, columns } from './comptes.ts';
import type { OrigineRattachement, RattachementsTable } from './tables/accounts.ts';
import { isUuid } from './text.ts';
import type { Db, Work } from './work.ts';

/** Who belongs to an organisation: said by the person alone, or verified by another. */
export type Rattachement = Selectable<RattachementsTable>;

interface NewRattachement {
  readonly compte: string;
  readonly siret: string;
  readonly origine: OrigineRattachement;
  readonly at: Date;
  readonly verified: boolean;
}

/** Attaches someone to an organisation. What is verified stays so: saying it again takes nothing back. */
export async function addRattachement(
  db: Db,
  { compte, siret, origine, at, verified }: NewRattachement,
): Promise<Rattachement> {
  const verifie_le = verified ? at : null;
  return db
    .insertInto('rattachements')
    .values({ compte, siret, origine, cree_le: at, verifie_le })
    .onConflict((conflict) =>
      conflict.columns(['compte', 'siret']).doUpdateSet(({ fn, ref, eb }) => ({
        verifie_le: fn.coalesce('rattachements.verifie_le', 'excluded.verifie_le'),
        origine: eb
          .case()
          .when(eb.and([eb('rattachements.verifie_le', 'is', null), eb('excluded.verifie_le', 'is not', null)]))
          .then(ref('excluded.origine'))
          .else(ref('rattachements.origine'))
          .end(),
      })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function findRattachement(db: Db, compte: string, siret: string): Promise<Rattachement | undefined> {
  if (!isUuid(compte)) return undefined;
  return db
    .selectFrom('rattachements')
    .selectAll()
    .where('compte', '=', compte)
    .where('siret', '=', siret)
    .executeTakeFirst();
}

/** The organisations of someone, oldest first. */
export async function rattachementsOf(db: Db, compte: string): Promise<Rattachement[]> {
  if (!isUuid(compte)) return [];
  return db
    .selectFrom('rattachements')
    .selectAll()
    .where('compte', '=', compte)
    .orderBy('cree_le')
    .orderBy('siret')
    .execute();
}

/** Who says that he belongs to this organisation, verified or not. */
export async function rattachementsTo(db: Db, siret: string): Promise<Rattachement[]> {
  return db
    .selectFrom('rattachements')
    .selectAll()
    .where('siret', '=', siret)
    .orderBy('cree_le')
    .orderBy('compte')
    .execute();
}

/** Who belongs to this organisation for sure, and may still log in; by name. */
export async function membersOf(db: Db, siret: string): Promise<Compte[]> {
  return db
    .selectFrom('comptes')
    .select(columns)
    .where('desactive_le', 'is', null)
    .where('id', 'in', (sub) =>
      sub
        .selectFrom('rattachements')
        .select('compte')
        .where('siret', '=', siret)
        .where('rattachements.verifie_le', 'is not', null),
    )
    .orderBy('nom')
    .orderBy('prenom')
    .orderBy('email')
    .execute();
}

/** False when there is none such, or it already is verified. */
export async function verifyRattachement(
  db: Db,
  { compte, siret }: Pick<Rattachement, 'compte' | 'siret'>,
  at: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('rattachements')
    .set({ verifie_le: at, origine: 'operateur' })
    .where('compte', '=', compte)
    .where('siret', '=', siret)
    .where('verifie_le', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Takes someone out of an organisation, and those he had invited there but who have not come. False when he was not in. */
export async function removeRattachement(
  work: Work,
  { compte, siret }: Pick<Rattachement, 'compte' | 'siret'>,
): Promise<boolean> {
  await work.deleteFrom('invitations').where('invite_par', '=', compte).where('siret', '=', siret).execute();
  const { numDeletedRows } = await work
    .deleteFrom('rattachements')
    .where('compte', '=', compte)
    .where('siret', '=', siret)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** What an identity provider said of someone before, and no longer does: he has changed organisations. */
export async function dropOtherOidc(
  work: Work,
  { compte, siret }: Pick<Rattachement, 'compte' | 'siret'>,
): Promise<void> {
  const others = await work
    .selectFrom('rattachements')
    .select('siret')
    .where('compte', '=', compte)
    .where('siret', '<>', siret)
    .where('origine', '=', 'oidc')
    .execute();
  for (const other of others) await removeRattachement(work, { compte, siret: other.siret });
}
