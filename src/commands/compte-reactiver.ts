import { reactivateCompte } from '../records/comptes.ts';
import { addActe } from '../records/journal-administration.ts';
import { together } from '../records/work.ts';
import type { Command } from './command.ts';
import { namedCompte } from './named-compte.ts';

export const compteReactiver: Command = {
  name: 'compte reactiver',
  usage: 'EMAIL',
  purpose: 'Rouvre un compte désactivé, avec son mot de passe et ses rôles.',
  async *run(args, { db, clock }) {
    const { id, email } = await namedCompte(args, db);
    const at = new Date(clock.now());
    const done = await together(db, async (work) => {
      const reactivated = await reactivateCompte(work, id);
      if (reactivated) await addActe(work, { auteur: 'apie', acte: 'compte.reactive', cible: email }, at);
      return reactivated;
    });
    yield done ? `Compte ${email} réactivé.` : `Compte ${email} déjà actif.`;
  },
};
