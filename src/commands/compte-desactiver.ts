import { deactivateCompte } from '../records/comptes.ts';
import { holdAdministrators } from '../records/comptes-administres.ts';
import { addActe } from '../records/journal-administration.ts';
import { together } from '../records/work.ts';
import { type Command, CommandError } from './command.ts';
import { namedCompte } from './named-compte.ts';

const LAST =
  'C’est le dernier administrateur en activité : donnez d’abord ce rôle à un autre compte (voir « compte creer »).';

export const compteDesactiver: Command = {
  name: 'compte desactiver',
  usage: 'EMAIL',
  purpose: 'Désactive un compte du portail et ferme ses sessions : il ne peut plus se connecter.',
  async *run(args, { db, clock }) {
    const { id, email, roles, desactive_le } = await namedCompte(args, db);
    const at = new Date(clock.now());
    const done = await together(db, async (work) => {
      const isAdministrator = roles.includes('administrateur') && desactive_le === null;
      if (isAdministrator && (await holdAdministrators(work)) <= 1) throw new CommandError(LAST);
      const deactivated = await deactivateCompte(work, id, at);
      if (deactivated) await addActe(work, { auteur: 'apie', acte: 'compte.desactive', cible: email }, at);
      return deactivated;
    });
    yield done ? `Compte ${email} désactivé, ses sessions sont fermées.` : `Compte ${email} déjà désactivé.`;
  },
};
