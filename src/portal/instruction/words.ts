import type { Annonce } from '../../habilitations/annonce.ts';
import { formulaires } from '../../habilitations/cas-usage.ts';
import type { Niveau } from '../../habilitations/eligibilite.ts';
import type { CasUsageDemande, EtatDemande, EtatHabilitation, GenreModele } from '../../records/tables/demandes.ts';

interface StateWords {
  readonly label: string;
  readonly tone: 'success' | 'warning' | 'error' | 'info' | 'plain';
}

/** The states of a request, as who instructs says them. */
export const etatWords: Readonly<Record<EtatDemande, StateWords>> = {
  brouillon: { label: 'Rouverte, en préparation', tone: 'plain' },
  envoyee: { label: 'À instruire', tone: 'info' },
  a_modifier: { label: 'Précisions attendues', tone: 'warning' },
  validee: { label: 'Validée', tone: 'success' },
  refusee: { label: 'Refusée', tone: 'error' },
  revoquee: { label: 'Révoquée', tone: 'error' },
  archivee: { label: 'Archivée', tone: 'plain' },
};

export const etatHabilitationWords: Readonly<Record<EtatHabilitation, StateWords>> = {
  active: { label: 'Active', tone: 'success' },
  obsolete: { label: 'Remplacée', tone: 'plain' },
  revoquee: { label: 'Révoquée', tone: 'error' },
};

export const niveauWords: Readonly<Record<Niveau, StateWords>> = {
  eligible: { label: 'Éligible', tone: 'success' },
  probable: { label: 'Probablement éligible', tone: 'success' },
  a_etudier: { label: 'À étudier', tone: 'warning' },
  peu_probable: { label: 'Probablement pas éligible', tone: 'warning' },
  non_eligible: { label: 'Non éligible', tone: 'error' },
};

export const genreWords: Readonly<Record<GenreModele, string>> = {
  precisions: 'Demande de précisions',
  refus: 'Refus',
  validation: 'Validation',
  message: 'Message',
};

/** What was done, in the history. A token is prolonged without the desk: it is an event of its request all the same. */
export const acteWords: Readonly<Record<Annonce['acte'] | 'prolonger', string>> = {
  creer: 'Brouillon créé',
  modifier: 'Demande modifiée',
  envoyer: 'Demande envoyée',
  demander_precisions: 'Précisions demandées',
  valider: 'Demande validée',
  refuser: 'Demande refusée',
  archiver: 'Demande archivée',
  rouvrir: 'Demande rouverte',
  prolonger: 'Jeton prolongé par son demandeur',
  annuler_reouverture: 'Réouverture annulée',
  revoquer: 'Habilitation révoquée',
  ecrire: 'Message',
  demander_avis: 'Avis demandé',
  transferer: 'Demande transférée',
  rendre_avis: 'Avis rendu',
  retirer_avis: 'Demande d’avis retirée',
  relancer_brouillon: 'Rappel envoyé',
  relancer_precisions: 'Rappel envoyé',
};

/** Another act than those of today, in an older event, is said as it is kept. */
export function acteDit(acte: string): string {
  return new Map<string, string>(Object.entries(acteWords)).get(acte) ?? acte;
}

export const casUsageWords: ReadonlyMap<CasUsageDemande, string> = new Map(
  formulaires.map(({ cle, titre }) => [cle, titre]),
);

const DAY_MS = 86_400_000;

/** How long one has waited, in days: « aujourd’hui », « 1 jour », « 12 jours ». */
export function ageWords(since: Date, now: Date): string {
  const days = Math.floor(Math.max(0, now.getTime() - since.getTime()) / DAY_MS);
  if (days === 0) return 'moins d’un jour';
  return `${days}\u00a0jour${days > 1 ? 's' : ''}`;
}

/** A length given in seconds, in days: « 3,5 jours ». */
export function daysWords(seconds: number): string {
  const days = Math.round((seconds * 1000 * 10) / DAY_MS) / 10;
  return `${days.toLocaleString('fr-FR')}\u00a0jour${days >= 2 ? 's' : ''}`;
}
