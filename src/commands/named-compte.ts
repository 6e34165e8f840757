import type { Kysely } from 'kysely';
import { canonicalEmail } from '../core/email.ts';
import { type Compte, findCompteByEmail } from '../records/comptes.ts';
import type { Schema } from '../records/schema.ts';
import { CommandError } from './command.ts';
import { readArguments } from './options.ts';

/** The account that the only argument names. */
export async function namedCompte(args: readonly string[], db: Kysely<Schema>): Promise<Compte> {
  const { rest } = readArguments(args, [], 1);
  const email = canonicalEmail(rest[0] ?? '');
  const compte = email === null ? undefined : await findCompteByEmail(db, email);
  if (compte === undefined) throw new CommandError(`Aucun compte pour « ${rest[0]} » (voir « compte lister »).`);
  return compte;
}
