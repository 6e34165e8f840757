import { deactivateCompte } from '../records/comptes.ts';
import { together } from '../records/work.ts';
import type { Command } from './command.ts';
import { namedCompte } from './named-compte.ts';

export const compteDesactiver: Command = {
  name: 'compte desactiver',
  usage: 'EMAIL',
  purpose: 'Désactive un compte du portail et ferme ses sessions : il ne peut plus se connecter.',
  async *run(args, { db, clock }) {
    const { id, email } = await namedCompte(args, db);
    const done = await together(db, (work) => deactivateCompte(work, id, new Date(clock.now())));
    yield done ? `Compte ${email} désactivé, ses sessions sont fermées.` : `Compte ${email} déjà désactivé.`;
  },
};
