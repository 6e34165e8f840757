import { streamTraces } from '../records/traces.ts';
import type { Command } from './command.ts';
import { readArguments, readInstant } from './options.ts';

export const tracesExporter: Command = {
  name: 'traces exporter',
  usage: '[--depuis ISO] [--jusqu-a ISO]',
  purpose: 'Exporte les traces des appels, un objet JSON par ligne, de la plus ancienne à la plus récente.',
  async *run(args, { db, shipTraces }) {
    const { options } = readArguments(args, ['depuis', 'jusqu-a'], 0);
    const depuis = readInstant(options.depuis, 'depuis');
    const jusqua = readInstant(options['jusqu-a'], 'jusqu-a');
    await shipTraces();
    for await (const trace of streamTraces(db, { depuis, jusqua })) yield JSON.stringify(trace);
  },
};
