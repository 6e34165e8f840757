import type { Clock } from '../../core/clock.ts';
import { insertIncidentPoint } from '../../records/incident-points.ts';
import { type Incident, incidentsUnderWay, updateIncident } from '../../records/incidents.ts';
import { type Db, together, type Work } from '../../records/work.ts';
import { openWithin } from './desk.ts';
import { BURST_ERRORS, BURST_WINDOW_MS } from './error-bursts.ts';

interface DraftOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly titleOf: (endpoint: string) => string;
}

/** Who signs what nobody typed. */
const AUTHOR = 'passerelle';
/** One cause often shows on one endpoint after the other: they join the draft it has opened. */
const JOINS_MS = 60 * 60_000;

/**
 * Opens a draft on endpoints that fail by our fault, for operators to look at; nothing when drafts or open incidents cover them.
 * Several nodes may see the same burst: the first one opens. Gives the draft's name, or null.
 */
export function draftFromErrors(
  { db, clock, titleOf }: DraftOptions,
  endpoints: readonly string[],
): Promise<string | null> {
  return together(db, async (work) => {
    const now = new Date(clock.now());
    const underWay = await incidentsUnderWay(work);
    const covered = new Set(underWay.flatMap((incident) => incident.endpoints));
    const fresh = endpoints.filter((endpoint) => !covered.has(endpoint));
    if (fresh.length === 0) return null;
    const draft = underWay.find((incident) => joinable(incident, now));
    if (draft !== undefined) return join(work, draft, { fresh, now, titleOf });
    const opened = await openWithin(work, {
      input: {
        titre: titled(fresh, titleOf),
        gravite: 'majeure',
        etat: 'investigation',
        endpoints: fresh,
        texte: sentence(fresh, titleOf),
        prochaineAction: '',
        finPrevueLe: null,
        brouillon: true,
      },
      origin: 'erreurs_500',
      author: AUTHOR,
      at: now,
    });
    return opened.id;
  });
}

function joinable({ brouillon, origine, ouvert_le }: Incident, now: Date): boolean {
  return brouillon && origine === 'erreurs_500' && now.getTime() - ouvert_le.getTime() < JOINS_MS;
}

interface Joining {
  readonly fresh: readonly string[];
  readonly now: Date;
  readonly titleOf: (endpoint: string) => string;
}

async function join(work: Work, draft: Incident, { fresh, now, titleOf }: Joining): Promise<string> {
  const endpoints = [...draft.endpoints, ...fresh];
  // A title that an operator has written is left as it is.
  const titre = draft.titre === titled(draft.endpoints, titleOf) ? titled(endpoints, titleOf) : draft.titre;
  await updateIncident(work, draft, { titre, endpoints, modifie_le: now, modifie_par: AUTHOR });
  const texte = sentence(fresh, titleOf);
  await insertIncidentPoint(work, { incident: draft.id, etat: draft.etat, texte, le: now, auteur: AUTHOR });
  return draft.id;
}

function titled(endpoints: readonly string[], titleOf: (endpoint: string) => string): string {
  const [first = ''] = endpoints.toSorted();
  const others = endpoints.length - 1;
  if (others === 0) return `Erreurs internes sur ${titleOf(first)}`;
  return `Erreurs internes sur ${titleOf(first)} et ${others} autre${others > 1 ? 's' : ''} service${others > 1 ? 's' : ''}`;
}

function sentence(endpoints: readonly string[], titleOf: (endpoint: string) => string): string {
  const minutes = BURST_WINDOW_MS / 60_000;
  return `Au moins ${BURST_ERRORS} erreurs internes (500) en ${minutes} minutes : ${endpoints.map(titleOf).join(', ')}.`;
}
