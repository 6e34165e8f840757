import type { EtatEcheance, Ligne } from '../../editeurs/lecture.ts';
import type { FinDelegation } from '../../records/tables/editeurs.ts';

export const CLIENTS = '/editeur/habilitations';
export const DELEGATIONS = '/editeur/delegations';
export const MAILS = '/editeur/courriels';

export const editorTrail: readonly (readonly [string, string])[] = [
  ['/', 'Accueil'],
  ['/compte', 'Mon compte'],
];

interface StateWords {
  readonly label: string;
  readonly tone: 'success' | 'warning' | 'error' | 'plain';
}

export const etatWords: Readonly<Record<EtatEcheance, StateWords>> = {
  actif: { label: 'En service', tone: 'success' },
  fin_proche: { label: 'Fin proche', tone: 'warning' },
  fini: { label: 'Jeton fini', tone: 'error' },
  sans_jeton: { label: 'Sans jeton', tone: 'plain' },
};

/** How a delegation ended, for its editor. */
export const endings: Readonly<Record<FinDelegation, string>> = {
  client: 'Retirée par le client',
  editeur: 'Rendue par vous',
  habilitation: 'Finie avec l’habilitation',
  fermeture: 'Finie : l’éditeur a été fermé',
  delai: 'Sans réponse',
};

const digits = new Intl.NumberFormat('fr-FR');
export const count = (number: number): string => digits.format(number);

const percents = new Intl.NumberFormat('fr-FR', { style: 'percent', maximumFractionDigits: 1 });

/** « 2,5 % » of all; a dash when there is nothing to divide. */
export function shareOf(part: number, all: number): string {
  return all === 0 ? '–' : percents.format(part / all);
}

/** « dans 12 jours », « demain », « aujourd’hui ». */
export function daysLeft(jours: number): string {
  if (jours === 0) return 'dans moins de 24 heures';
  return jours === 1 ? 'dans 1 jour' : `dans ${count(jours)} jours`;
}

export const clientOf = ({ organisation, siret }: Pick<Ligne, 'organisation' | 'siret'>): string =>
  organisation ?? siret ?? 'Organisation inconnue';
