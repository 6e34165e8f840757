import { actesInOrder, followChain } from '../records/journal-chain.ts';
import { type Command, CommandError } from './command.ts';
import { readArguments } from './options.ts';

export const journalVerifier: Command = {
  name: 'journal verifier',
  usage: '[--contient EMPREINTE]',
  purpose:
    'Vérifie que nul acte du journal d’administration n’a été changé, ajouté ou retiré ; avec une empreinte gardée ailleurs, que la fin n’a pas été retirée.',
  async *run(args, { db }) {
    const { options } = readArguments(args, ['contient'], 0);
    const { contient } = options;
    let found = contient === undefined;
    const report = await followChain(actesInOrder(db), (print) => {
      found ||= print === contient;
    });
    if (!report.whole) {
      const { rang, le, acte, cible } = report.at;
      const what = report.why === 'changed' ? 'a été changé' : 'ne suit pas celui qui le précède : il en manque un';
      throw new CommandError(`Journal rompu : l’acte ${rang} (${le.toISOString()}, ${acte}, ${cible}) ${what}.`);
    }
    if (!found) throw new CommandError('Journal tronqué : aucun acte ne porte cette empreinte.');
    const { actes, unlinked, last } = report;
    yield `Journal entier : ${actes} acte${actes > 1 ? 's' : ''} lié${actes > 1 ? 's' : ''}${last === '' ? '' : `, dernière empreinte ${last}`}.`;
    if (unlinked > 0) yield `${unlinked} acte(s) d’avant la chaîne ne se vérifient pas.`;
  },
};
