import { type Compte, changeMotDePasse } from '../records/comptes.ts';
import { queueMail } from '../records/envois.ts';
import type { Work } from '../records/work.ts';
import type { Addresses } from './addresses.ts';
import { passwordChangedMail } from './mails.ts';

interface NewPassword {
  readonly motDePasse: string;
  readonly at: Date;
  readonly addresses: Addresses;
}

/** Puts another password in force, closes what the old one had opened, and tells its holder. */
export async function putPassword(
  work: Work,
  { id, email }: Pick<Compte, 'id' | 'email'>,
  { motDePasse, at, addresses }: NewPassword,
): Promise<void> {
  await changeMotDePasse(work, id, motDePasse);
  await queueMail(work, passwordChangedMail(email, addresses), at);
}
