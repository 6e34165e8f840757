import { reactivateCompte } from '../records/comptes.ts';
import type { Command } from './command.ts';
import { namedCompte } from './named-compte.ts';

export const compteReactiver: Command = {
  name: 'compte reactiver',
  usage: 'EMAIL',
  purpose: 'Rouvre un compte désactivé, avec son mot de passe et ses rôles.',
  async *run(args, { db }) {
    const { id, email } = await namedCompte(args, db);
    yield (await reactivateCompte(db, id)) ? `Compte ${email} réactivé.` : `Compte ${email} déjà actif.`;
  },
};
