import { CannotBackUp, writeBackup } from '../platform/backup/write-backup.ts';
import { type Command, CommandError } from './command.ts';
import { readArguments } from './options.ts';

export const sauvegarder: Command = {
  name: 'sauvegarder',
  usage: 'DOSSIER',
  purpose: [
    "Écrit tout ce que l'instance garde dans un dossier nouveau, sans l'arrêter : la base d'un seul instant, embarquée ou",
    '      PostgreSQL, les documents, les traces en attente, le secret des jetons. La sauvegarde contient donc des secrets.',
    '      Voir docs/exploitation/sauvegarde.md.',
  ].join('\n'),
  locate: (args, absolute) => args.map((word) => (word.startsWith('-') ? word : absolute(word))),
  async *run(args, { backup, clock }, caller) {
    const [folder = ''] = readArguments(args, [], 1).rest;
    const report = (text: string, part: number) => caller.report({ part, text });
    try {
      const { base, etat, secret_des_jetons } = await writeBackup(backup, {
        folder,
        now: new Date(clock.now()),
        report,
      });
      const rows = base.tables.reduce((sum, table) => sum + table.rows, 0);
      yield `Sauvegarde écrite dans ${folder} : ${base.tables.length} tables (${rows} lignes), ${etat.length} fichiers.`;
      yield 'Elle contient des données personnelles et des secrets : gardez-la chiffrée, hors de portée.';
      if (secret_des_jetons === 'configuration')
        yield "JETON_SECRET vient de la configuration et n'y est pas : sans lui, les jetons restaurés seraient refusés. Gardez-le à part.";
    } catch (error) {
      throw error instanceof CannotBackUp ? new CommandError(error.message) : error;
    }
  },
};
