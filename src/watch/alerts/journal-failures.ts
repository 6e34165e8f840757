import type { AlertKind } from './alert-kind.ts';
import { ofThisNode } from './node-finding.ts';
import { momentOf } from './words.ts';

/** Without a new failure for so long, traces are written again. */
const QUIET_MS = 5 * 60_000;

/** A trace that cannot be written holds the answer back: callers get 500s. */
export const journalFailures: AlertKind = {
  genre: 'journal',
  label: 'Traces impossibles à écrire',
  seenBy: 'gateway',
  perNode: true,
  gatherMs: 0,
  tellsEnd: true,
  look: (input) =>
    ofThisNode(input, ({ journalFailedAt: failedAt }) => {
      if (failedAt === null || input.now.getTime() - failedAt.getTime() > QUIET_MS) return null;
      return { texte: `traces impossibles à écrire, dernier échec le ${momentOf(failedAt)}`, depuis: failedAt };
    }),
  title: ({ started }) =>
    started.length > 0 ? 'Traces impossibles à écrire : les appels reçoivent 500' : 'Traces écrites de nouveau',
  ending: 'plus d’échec d’écriture depuis 5 min',
  toLookAt: 'la place et les droits de VAR_DIR/traces, et le disque. Aucune donnée ne part sans sa trace.',
  endsWhen: 'cinq minutes passent sans échec ; un message le dira.',
};
