import type { Clock } from '../../core/clock.ts';
import { Outdated, Refused } from '../../core/refused.ts';
import { insertIncidentPoint } from '../../records/incident-points.ts';
import { findIncident, type Incident, insertIncident, updateIncident } from '../../records/incidents.ts';
import { addActe } from '../../records/journal-administration.ts';
import type { EtatIncident, Gravite } from '../../records/tables/watching.ts';
import { type Db, together, type Work } from '../../records/work.ts';
import type { Notice, Tell } from '../notice.ts';
import type { Decision } from './changes.ts';

export interface DeskOptions {
  readonly db: Db;
  readonly clock: Clock;
  /** Address of the public door, for the links that are sent. */
  readonly publicUrl: string;
  readonly tell: Tell;
  /** Told after each change, once it is kept. */
  readonly changed: () => Promise<void>;
}

export interface OpenInput {
  readonly titre: string;
  readonly gravite: Gravite;
  readonly etat: Exclude<EtatIncident, 'resolu'>;
  readonly endpoints: readonly string[];
  readonly texte: string;
  readonly prochaineAction: string;
  readonly finPrevueLe: Date | null;
  readonly brouillon: boolean;
}

/** What is being changed: which incident, and the version of it that the author has read. */
export interface Seen {
  readonly id: string;
  readonly version: number;
}

export interface IncidentDesk {
  /** Opens an incident, published or not; gives its name. */
  open(input: OpenInput, author: string): Promise<string>;
  /** Changes one. Throws `Refused` when it cannot be, `Outdated` when it is no longer as its author read it. */
  change(seen: Seen, decide: Decision, author: string): Promise<void>;
}

/** Where incidents are written: each change with its point of the timeline and what subscribers are told, or none of it. */
export function createIncidentDesk({ db, clock, publicUrl, tell, changed }: DeskOptions): IncidentDesk {
  async function told(work: Work, incident: Incident, kind: Notice['kind'], text: string): Promise<void> {
    const { id, titre: title, gravite: severity, endpoints, version } = incident;
    const at = new Date(clock.now());
    const url = `${publicUrl}/incidents/${id}`;
    await tell(work, { id, kind, version, title, severity, endpoints, url, text, window: null, at });
  }

  return {
    open: async (input, author) => {
      const id = await together(db, async (work) => {
        const opened = await openWithin(work, { input, origin: 'operateur', author, at: new Date(clock.now()) });
        await addActe(
          work,
          { auteur: author, acte: 'incident.ouvert', cible: opened.id, raison: input.texte },
          opened.ouvert_le,
        );
        if (!input.brouillon) await told(work, opened, 'incident.ouvert', input.texte);
        return opened.id;
      });
      await changed();
      return id;
    },
    change: async ({ id, version }, decide, author) => {
      await together(db, async (work) => {
        const incident = await found(work, id);
        if (incident.version !== version) throw new Outdated();
        const at = new Date(clock.now());
        const { update, point, notice } = decide(incident, at);
        const kept = await updateIncident(work, incident, { ...update, modifie_le: at, modifie_par: author });
        if (!kept) throw new Outdated();
        const detail = { avant: incident.etat, apres: update.etat ?? incident.etat };
        await addActe(
          work,
          { auteur: author, acte: 'incident.modifie', cible: id, raison: point?.texte ?? '', detail },
          at,
        );
        if (point !== null) await insertIncidentPoint(work, { ...point, incident: id, le: at, auteur: author });
        if (notice !== null) await told(work, await found(work, id), notice, point?.texte ?? '');
      });
      await changed();
    },
  };
}

interface Opening {
  readonly input: OpenInput;
  readonly origin: Incident['origine'];
  readonly author: string;
  readonly at: Date;
}

/** Keeps a new incident and its first point. */
export async function openWithin(work: Work, { input, origin, author, at }: Opening): Promise<Incident> {
  const { titre, gravite, etat, endpoints, texte, brouillon } = input;
  const id = await insertIncident(work, {
    titre,
    gravite,
    etat,
    brouillon,
    endpoints,
    prochaine_action: input.prochaineAction,
    fin_prevue_le: input.finPrevueLe,
    ecarte_le: null,
    ouvert_le: at,
    resolu_le: null,
    origine: origin,
    cree_par: author,
    modifie_le: at,
    modifie_par: author,
  });
  await insertIncidentPoint(work, { incident: id, etat, texte, le: at, auteur: author });
  return found(work, id);
}

async function found(db: Db, id: string): Promise<Incident> {
  const incident = await findIncident(db, id);
  if (incident === undefined) throw new Refused('Cet incident n’existe pas.');
  return incident;
}
