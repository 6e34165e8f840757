import { parisLocal } from '../../../core/dates/paris-local.ts';
import type { Endpoint } from '../../../core/endpoint.ts';
import type { Incident } from '../../../records/incidents.ts';
import { textOf } from '../../shared/form-body.ts';
import { FormReading } from '../../shared/form-reading.ts';
import { readServices } from '../service-choices.tsx';
import type { IncidentValues } from './fields.tsx';

export const emptyValues: IncidentValues = {
  titre: '',
  gravite: '',
  endpoints: [],
  etat: 'investigation',
  texte: '',
  prochaineAction: '',
  finPrevue: '',
};

/** The fields as the incident is: its message alone is to be written. */
export function keptValues(incident: Incident): IncidentValues {
  const { titre, gravite, endpoints, etat, prochaine_action, fin_prevue_le } = incident;
  const finPrevue = fin_prevue_le === null ? '' : parisLocal(fin_prevue_le);
  return { titre, gravite, endpoints, etat, texte: '', prochaineAction: prochaine_action, finPrevue };
}

/** The fields as they were sent, right or wrong. */
export function sentValues(body: unknown, endpoints: readonly Endpoint[]): IncidentValues {
  const one = <Value extends string>(field: string, known: readonly Value[]): Value | '' =>
    known.find((value) => value === textOf(body, field)) ?? '';
  return {
    titre: textOf(body, 'titre'),
    gravite: one('gravite', ['mineure', 'majeure', 'critique']),
    endpoints: readServices(new FormReading(body), endpoints),
    etat: one('etat', ['investigation', 'identifie', 'surveillance', 'resolu']),
    texte: textOf(body, 'texte'),
    prochaineAction: textOf(body, 'prochaine_action'),
    finPrevue: textOf(body, 'fin_prevue'),
  };
}
