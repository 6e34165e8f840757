import { parseSiret } from '../core/identifiers/siret.ts';
import { addActe } from '../records/journal-administration.ts';
import { addRattachement } from '../records/rattachements.ts';
import { together } from '../records/work.ts';
import { type Command, CommandError } from './command.ts';
import { namedCompte } from './named-compte.ts';
import { readArguments } from './options.ts';

export const compteRattacher: Command = {
  name: 'compte rattacher',
  usage: 'EMAIL SIRET',
  purpose:
    'Rattache un compte à une organisation, vérifiée : il en voit les demandes, et peut y inviter ses collègues.',
  async *run(args, { db, clock }) {
    const { rest } = readArguments(args, [], 2);
    const { id, email } = await namedCompte(rest.slice(0, 1), db);
    const siret = parseSiret(rest[1] ?? '');
    if (siret === null) throw new CommandError(`« ${rest[1]} » n'est pas un SIRET : 14 chiffres, clé comprise.`);
    const at = new Date(clock.now());
    await together(db, async (work) => {
      await addRattachement(work, { compte: id, siret, origine: 'operateur', at, verified: true });
      const acte = { auteur: 'apie', acte: 'compte.rattachement_verifie', cible: email, detail: { siret } };
      await addActe(work, acte, at);
    });
    yield `Compte ${email} rattaché à ${siret}.`;
  },
};
