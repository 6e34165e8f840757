import { changeMotDePasse } from '../records/comptes.ts';
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
  async *run(args, { db, sandbox, hashPassword }) {
    const { options, rest } = readArguments(args, ['mot-de-passe'], 1);
    const { id, email } = await namedCompte(rest, db);
    const given = options['mot-de-passe'];
    const password = given === undefined ? drawPassword() : readPassword(given, email, sandbox);
    const motDePasse = await hashPassword(password);
    await together(db, (work) => changeMotDePasse(work, id, motDePasse));
    yield `Mot de passe de ${email} changé, ses sessions sont fermées.`;
    if (given === undefined) yield `Mot de passe : ${password}`;
  },
};
