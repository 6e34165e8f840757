import type { EtatIncident, Gravite } from '../../records/tables/watching.ts';
import type { Phase } from '../../watch/maintenances/phase.ts';

/** The words of incidents and maintenances, the same on every page and in every feed. */
export const severityWords: Readonly<Record<Gravite, string>> = {
  mineure: 'Mineur',
  majeure: 'Majeur',
  critique: 'Critique',
};

export const severityTones = { mineure: 'info', majeure: 'warning', critique: 'error' } as const;

export const incidentStateWords: Readonly<Record<EtatIncident, string>> = {
  investigation: 'En cours d’analyse',
  identifie: 'Cause identifiée',
  surveillance: 'Corrigé, sous surveillance',
  resolu: 'Résolu',
};

export const phaseWords: Readonly<Record<Phase, string>> = {
  a_venir: 'À venir',
  en_cours: 'En cours',
  terminee: 'Terminée',
  annulee: 'Annulée',
};

export const phaseTones = { a_venir: 'info', en_cours: 'warning', terminee: 'success', annulee: 'plain' } as const;

/** What a window does to calls. */
export function cutSentence(coupure: boolean): string {
  return coupure
    ? 'Pendant la maintenance, ces services répondent 503 et disent quand réessayer (en-tête Retry-After).'
    : 'Les services restent ouverts ; des lenteurs ou de brèves interruptions sont possibles.';
}
