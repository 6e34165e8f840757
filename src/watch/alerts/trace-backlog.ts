import type { AlertKind } from './alert-kind.ts';
import { ofThisNode } from './node-finding.ts';
import { counted, lasting } from './words.ts';

/** Under a heavy load some tens of segments wait without harm (gateway/trace/shipper.ts). */
const SEGMENTS_MAX = 100;
const AGE_MAX_MS = 3_600_000;

/** Traces that stay in the journal of a node instead of reaching the database. */
export const traceBacklog: AlertKind = {
  genre: 'traces',
  label: 'Traces en attente',
  seenBy: 'gateway',
  perNode: true,
  gatherMs: 0,
  tellsEnd: true,
  look: (input) =>
    ofThisNode(input, ({ segments, oldestSegmentMs }) => {
      if (segments < SEGMENTS_MAX && oldestSegmentMs < AGE_MAX_MS) return null;
      return {
        texte: `${counted(segments, 'segment')} de traces en attente, le plus ancien depuis ${lasting(oldestSegmentMs)}`,
        depuis: new Date(input.now.getTime() - oldestSegmentMs),
      };
    }),
  title: ({ started }) => (started.length > 0 ? 'Traces en attente d’expédition' : 'Traces expédiées de nouveau'),
  ending: 'plus de retard',
  toLookAt:
    'la base de données (joignable, place libre), puis « traces : expédition retardée » dans les journaux. Les appels continuent, rien n’est perdu tant que VAR_DIR/traces a de la place.',
  endsWhen: 'les segments sont expédiés ; un message le dira.',
};
