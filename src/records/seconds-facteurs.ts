import type { Selectable } from 'kysely';
import type { SecondsFacteursTable } from './tables/accounts.ts';
import type { Db, Work } from './work.ts';

export type SecondFacteur = Omit<Selectable<SecondsFacteursTable>, 'dernier_pas'>;

export function findSecondFacteur(db: Db, compte: string): Promise<SecondFacteur | undefined> {
  return db
    .selectFrom('seconds_facteurs')
    .select(['compte', 'secret', 'cree_le', 'actif_le'])
    .where('compte', '=', compte)
    .executeTakeFirst();
}

/** Keeps a secret to be confirmed, in place of another that was not; one in force is not touched, and false. */
export async function proposeSecret(
  db: Db,
  { compte, secret, cree_le }: Pick<SecondFacteur, 'compte' | 'secret' | 'cree_le'>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto('seconds_facteurs')
    .values({ compte, secret, cree_le, actif_le: null })
    .onConflict((conflict) =>
      conflict.column('compte').doUpdateSet({ secret, cree_le }).where('seconds_facteurs.actif_le', 'is', null),
    )
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

/** Takes the code of this interval as used: false when it, or a later one, already was. Of two at once, one is true. */
export async function acceptStep(db: Db, compte: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('seconds_facteurs')
    .set({ dernier_pas: step })
    .where('compte', '=', compte)
    .where('dernier_pas', '<', step)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The same secret, sealed otherwise. */
export async function resealSecret(db: Db, compte: string, secret: string): Promise<void> {
  await db.updateTable('seconds_facteurs').set({ secret }).where('compte', '=', compte).execute();
}

/** Puts the proposed secret in force: false when there is none such. */
export async function activateSecret(work: Work, compte: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await work
    .updateTable('seconds_facteurs')
    .set({ actif_le: at })
    .where('compte', '=', compte)
    .where('actif_le', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Forgets the second factor and its recovery codes; the sessions that it had opened are worth a password again. */
export async function removeSecondFacteur(work: Work, compte: string): Promise<boolean> {
  const { numDeletedRows } = await work.deleteFrom('seconds_facteurs').where('compte', '=', compte).executeTakeFirst();
  await work
    .updateTable('sessions')
    .set(({ fn, val }) => ({ facteurs: fn('array_remove', ['facteurs', val('totp')]) }))
    .where('compte', '=', compte)
    .execute();
  return numDeletedRows > 0n;
}

export async function replaceCodes(work: Work, compte: string, prints: readonly string[]): Promise<void> {
  await work.deleteFrom('codes_secours').where('compte', '=', compte).execute();
  await work
    .insertInto('codes_secours')
    .values(prints.map((empreinte) => ({ compte, empreinte, utilise_le: null })))
    .execute();
}

/** Uses a recovery code: false when it is unknown, or already used. */
export async function takeCode(db: Db, compte: string, empreinte: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('codes_secours')
    .set({ utilise_le: at })
    .where('compte', '=', compte)
    .where('empreinte', '=', empreinte)
    .where('utilise_le', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function countCodesLeft(db: Db, compte: string): Promise<number> {
  const { left } = await db
    .selectFrom('codes_secours')
    .select(({ fn }) => fn.countAll<number>().as('left'))
    .where('compte', '=', compte)
    .where('utilise_le', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(left);
}
