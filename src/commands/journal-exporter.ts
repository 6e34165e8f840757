import { actesInOrder } from '../records/journal-chain.ts';
import type { Command } from './command.ts';
import { readArguments } from './options.ts';

export const journalExporter: Command = {
  name: 'journal exporter',
  usage: '',
  purpose: 'Écrit le journal d’administration : un acte en JSON par ligne, le plus ancien d’abord, avec son empreinte.',
  async *run(args, { db }) {
    readArguments(args, [], 0);
    for await (const { rang, le, ...acte } of actesInOrder(db)) yield JSON.stringify({ rang, le, ...acte });
  },
};
