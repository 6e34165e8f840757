import type { Clock } from '../core/clock.ts';
import type { Consulter } from './consulter.ts';
import type { Issue } from './issue.ts';

/** How long the answer of a form is there for who sends it again: a double click, a page reloaded. */
const KEPT_MS = 60_000;

interface Derniere {
  readonly envoi: string;
  readonly issue: Promise<Issue>;
  readonly jusqua: number;
}

/**
 * The same form sent again gets the same answer, from the first sending: nothing is called twice. The last one of each agent is
 * held, in memory and for a minute; later, or on another node, the database still knows that it was taken.
 */
export function uneFois(consulter: Consulter, clock: Clock): Consulter {
  const dernieres = new Map<string, Derniere>();
  return (consultation, ouverte) => {
    const now = clock.now();
    for (const [agent, { jusqua }] of dernieres) if (jusqua <= now) dernieres.delete(agent);
    const { agent, envoi } = consultation;
    const cle = `${agent} ${ouverte.habilitation.id}`;
    const derniere = dernieres.get(cle);
    if (derniere?.envoi === envoi) return derniere.issue;
    const issue = consulter(consultation, ouverte);
    dernieres.set(cle, { envoi, issue, jusqua: now + KEPT_MS });
    issue.catch(() => dernieres.delete(cle));
    return issue;
  };
}
