import { type Compte, columns, type Personne, storablePerson } from './comptes.ts';
import type { Db, Work } from './work.ts';

/** Says that the e-mail of an account is its holder's: nothing when it is no longer that one, or deactivated. */
export function verifyEmail(
  work: Work,
  { compte, email }: { readonly compte: string; readonly email: string },
  now: Date,
): Promise<Compte | undefined> {
  return work
    .updateTable('comptes')
    .set(({ fn, val }) => ({ verifie_le: fn.coalesce('verifie_le', val(now)) }))
    .where('id', '=', compte)
    .where('email', '=', email)
    .where('desactive_le', 'is', null)
    .returning(columns)
    .executeTakeFirst();
}

/** Another sign-up on an e-mail that no one has proved: what was said last holds. False when it was proved meanwhile. */
export async function replaceUnverified(
  work: Work,
  id: string,
  { motDePasse, now, ...person }: Personne & { readonly motDePasse: string; readonly now: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await work
    .updateTable('comptes')
    .set({ ...storablePerson(person), mot_de_passe: motDePasse, cree_le: now })
    .where('id', '=', id)
    .where('verifie_le', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function changePersonne(db: Db, id: string, person: Personne): Promise<void> {
  await db.updateTable('comptes').set(storablePerson(person)).where('id', '=', id).execute();
}

/** False when another account has this e-mail. */
export async function changeEmail(work: Work, id: string, email: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await work
    .updateTable('comptes')
    .set({ email, verifie_le: now })
    .where('id', '=', id)
    .where('desactive_le', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('comptes as autre').select('autre.id').where('autre.email', '=', email))),
    )
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Forgets the accounts opened before then whose e-mail was never proved; says how many. */
export async function dropUnverified(db: Db, before: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('comptes')
    .where('verifie_le', 'is', null)
    .where('desactive_le', 'is', null)
    .where('cree_le', '<=', before)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/**
 * An identity provider answers for this e-mail. Whoever had signed up with it without proving it had perhaps borrowed it: the
 * password chosen then opens nothing.
 */
export async function vouchForEmail(work: Work, id: string, now: Date): Promise<void> {
  const { numUpdatedRows } = await work
    .updateTable('comptes')
    .set({ verifie_le: now, mot_de_passe: null })
    .where('id', '=', id)
    .where('verifie_le', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) await work.deleteFrom('liens_compte').where('compte', '=', id).execute();
}
