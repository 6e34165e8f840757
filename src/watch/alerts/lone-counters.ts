import type { AlertKind } from './alert-kind.ts';
import { ofThisNode } from './node-finding.ts';
import { momentOf } from './words.ts';

/** A node that counts calls without the others: each then lets through as much as all should together. */
export const loneCounters: AlertKind = {
  genre: 'compteurs',
  label: 'Compteurs partagés injoignables',
  seenBy: 'gateway',
  perNode: true,
  gatherMs: 0,
  tellsEnd: true,
  look: (input) =>
    ofThisNode(input, ({ countsAloneSince: since }) =>
      since === null ? null : { texte: `compte seul depuis le ${momentOf(since)}`, depuis: since },
    ),
  title: ({ started }) =>
    started.length > 0 ? 'Compteurs partagés injoignables' : 'Compteurs partagés joints de nouveau',
  ending: 'compte de nouveau avec les autres nœuds',
  toLookAt:
    'le serveur de REDIS_URL (joignable, mémoire libre) et sa lenteur. Les appels continuent : chaque nœud compte seul, puis rend ses comptes.',
  endsWhen: 'le serveur répond ; un message le dira.',
};
