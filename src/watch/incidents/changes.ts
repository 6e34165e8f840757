import { Refused } from '../../core/refused.ts';
import type { Incident, IncidentUpdate } from '../../records/incidents.ts';
import type { EtatIncident, Gravite } from '../../records/tables/watching.ts';
import type { Notice } from '../notice.ts';
import { nextStates } from './states.ts';

/** What becomes of an incident: what is kept, the point of its timeline, what subscribers are told (null: nothing). */
export interface Change {
  readonly update: IncidentUpdate;
  readonly point: { readonly etat: EtatIncident; readonly texte: string } | null;
  readonly notice: Notice['kind'] | null;
}

/** Decides what becomes of an incident as it is now; throws `Refused` when it cannot be. */
export type Decision = (incident: Incident, now: Date) => Change;

export interface PointInput {
  readonly etat: EtatIncident;
  readonly texte: string;
  readonly prochaineAction: string;
  readonly finPrevueLe: Date | null;
}

/** Something new to say, in the same state or another one; resolves and reopens too. */
export function addPoint({ etat, texte, prochaineAction, finPrevueLe }: PointInput): Decision {
  return (incident, now) => {
    refuseDiscarded(incident);
    if (!nextStates(incident).includes(etat))
      throw new Refused('Cet état ne peut pas suivre l’état actuel de l’incident.');
    const resolved = etat === 'resolu';
    const update = resolved
      ? { etat, resolu_le: now, prochaine_action: '', fin_prevue_le: null }
      : { etat, resolu_le: null, prochaine_action: prochaineAction, fin_prevue_le: finPrevueLe };
    const notice = resolved ? 'incident.resolu' : 'incident.point';
    return { update, point: { etat, texte }, notice: incident.brouillon ? null : notice };
  };
}

/** A draft shows from now on. */
export function publish(texte: string): Decision {
  return (incident) => {
    refuseDiscarded(incident);
    if (!incident.brouillon) throw new Refused('Cet incident est déjà publié.');
    return { update: { brouillon: false }, point: { etat: incident.etat, texte }, notice: 'incident.ouvert' };
  };
}

/** A draft is set aside: it never shows, and no longer keeps errors from opening another one. */
export function discard(): Decision {
  return (incident, now) => {
    refuseDiscarded(incident);
    if (!incident.brouillon)
      throw new Refused('Un incident publié ne s’écarte plus : résolvez-le, en disant pourquoi.');
    return { update: { ecarte_le: now }, point: null, notice: null };
  };
}

export interface EditInput {
  readonly titre: string;
  readonly gravite: Gravite;
  readonly endpoints: readonly string[];
}

/** What it is about changes. Subscribers are told when more, or something worse, is concerned; the timeline tells the rest. */
export function edit({ titre, gravite, endpoints }: EditInput, titleOf: (endpoint: string) => string): Decision {
  return (incident) => {
    refuseDiscarded(incident);
    const added = endpoints.filter((endpoint) => !incident.endpoints.includes(endpoint));
    const removed = incident.endpoints.filter((endpoint) => !endpoints.includes(endpoint));
    const graver = gravite !== incident.gravite;
    const said = [
      titre === incident.titre ? '' : 'Titre précisé.',
      graver ? `Gravité : ${gravite}.` : '',
      added.length === 0 ? '' : `Services ajoutés : ${added.map(titleOf).join(', ')}.`,
      removed.length === 0 ? '' : `Services retirés : ${removed.map(titleOf).join(', ')}.`,
    ].filter((sentence) => sentence !== '');
    if (said.length === 0) throw new Refused('Rien n’a changé : modifiez un champ, ou revenez à l’incident.');
    const worthTelling = !incident.brouillon && (graver || added.length > 0);
    return {
      update: { titre, gravite, endpoints },
      point: { etat: incident.etat, texte: said.join(' ') },
      notice: worthTelling ? 'incident.point' : null,
    };
  };
}

function refuseDiscarded({ ecarte_le }: Incident): void {
  if (ecarte_le !== null) throw new Refused('Ce brouillon a été écarté.');
}
