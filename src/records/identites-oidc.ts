import type { Selectable } from 'kysely';
import type { IdentitesOidcTable } from './tables/accounts.ts';
import type { Work } from './work.ts';

export type IdentiteOidc = Selectable<IdentitesOidcTable>;

/** The account of who is this for that provider; seen now. */
export async function meetIdentite(
  work: Work,
  { emetteur, sujet }: Pick<IdentiteOidc, 'emetteur' | 'sujet'>,
  now: Date,
): Promise<string | undefined> {
  const row = await work
    .updateTable('identites_oidc')
    .set({ vue_le: now })
    .where('emetteur', '=', emetteur)
    .where('sujet', '=', sujet)
    .returning('compte')
    .executeTakeFirst();
  return row?.compte;
}

export async function linkIdentite(work: Work, identite: IdentiteOidc): Promise<void> {
  await work
    .insertInto('identites_oidc')
    .values(identite)
    .onConflict((conflict) => conflict.columns(['emetteur', 'sujet']).doNothing())
    .execute();
}
