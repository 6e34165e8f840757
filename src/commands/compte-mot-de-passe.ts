import { changeMotDePasse } from '../records/comptes.ts';
import { addActe } from '../records/journal-administration.ts';
import { together } from '../records/work.ts';
import type { Command } from './command.ts';
import { drawPassword, readPassword } from './compte-creer.ts';
import { namedCompte } from './named-compte.ts';
import { readArguments } from './options.ts';

export const compteMotDePasse: Command = {
  name: 'compte mot-de-passe',
  usage: 'EMAIL [--mot-de-passe Y]',
  purpose:
    'Donne un nouveau mot de passe à un compte et ferme ses sessions. Sans --mot-de-passe, en tire un au sort et l’affiche.',
  async *run(args, { db, clock, sandbox, hashPassword }) {
    const { options, rest } = readArguments(args, ['mot-de-passe'], 1);
    const { id, email } = await namedCompte(rest, db);
    const given = options['mot-de-passe'];
    const password = given === undefined ? drawPassword() : readPassword(given, email, sandbox);
    const motDePasse = await hashPassword(password);
    await together(db, async (work) => {
      await changeMotDePasse(work, id, motDePasse);
      const acte = { auteur: 'apie', acte: 'compte.mot_de_passe', cible: email };
      await addActe(work, acte, new Date(clock.now()));
    });
    yield `Mot de passe de ${email} changé, ses sessions sont fermées.`;
    if (given === undefined) yield `Mot de passe : ${password}`;
  },
};
