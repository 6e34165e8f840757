import type { EtatDemande, EtatHabilitation } from '../../records/tables/demandes.ts';

interface StateWords {
  readonly label: string;
  readonly tone: 'success' | 'warning' | 'error' | 'info' | 'plain';
  /** What happens next, and from whom. */
  readonly next: string;
}

export const etatWords: Readonly<Record<EtatDemande, StateWords>> = {
  brouillon: {
    label: 'Brouillon',
    tone: 'warning',
    next: 'C’est à vous : terminez-la, puis envoyez-la. Personne ne l’examine avant.',
  },
  envoyee: {
    label: 'En cours d’instruction',
    tone: 'info',
    next: 'C’est à nous : un instructeur va la lire. Vous serez prévenu par courriel.',
  },
  a_modifier: {
    label: 'À modifier',
    tone: 'warning',
    next: 'C’est à vous : répondez à ce qui est demandé, puis renvoyez la demande.',
  },
  validee: { label: 'Validée', tone: 'success', next: 'L’accès est accordé. Rien n’est attendu de vous.' },
  refusee: {
    label: 'Refusée',
    tone: 'error',
    next: 'La demande est close. Vous pouvez la reprendre dans une nouvelle demande.',
  },
  revoquee: { label: 'Révoquée', tone: 'error', next: 'L’accès est retiré, et ses jetons sont refusés.' },
  archivee: { label: 'Archivée', tone: 'plain', next: 'La demande est rangée. Elle n’est plus examinée.' },
};

/** What a reopened request says besides: what was granted before is still there. */
export const REOPENED = 'L’habilitation accordée auparavant reste en vigueur, et son jeton fonctionne.';

export const habilitationWords: Readonly<Record<EtatHabilitation, Omit<StateWords, 'next'>>> = {
  active: { label: 'En vigueur', tone: 'success' },
  obsolete: { label: 'Remplacée', tone: 'plain' },
  revoquee: { label: 'Révoquée', tone: 'error' },
};

const acts: Readonly<Record<string, string>> = {
  creer: 'Demande ouverte',
  envoyer: 'Demande envoyée',
  demander_precisions: 'Précisions demandées',
  valider: 'Demande validée',
  refuser: 'Demande refusée',
  archiver: 'Demande archivée',
  rouvrir: 'Demande rouverte',
  annuler_reouverture: 'Réouverture annulée',
  revoquer: 'Habilitation révoquée',
  prolonger: 'Jeton prolongé : rien n’avait changé',
  transferer: 'Demande confiée à quelqu’un d’autre',
  demander_avis: 'Avis demandé',
  rendre_avis: 'Avis rendu',
  retirer_avis: 'Demande d’avis retirée',
  relancer_brouillon: 'Rappel envoyé : brouillon en attente',
  relancer_precisions: 'Rappel envoyé : précisions attendues',
};

export function acteWords(acte: string): string {
  return acts[acte] ?? acte;
}

/** Between the operator's people: nothing of it is shown to the applicant. */
export function isInternal(acte: string): boolean {
  return acte.endsWith('_avis');
}

/** What has just been done, told once, on the page that follows. */
export const doneSentences: Readonly<Record<string, string>> = {
  envoyee: 'Votre demande est envoyée',
  rouverte: 'La demande est rouverte : modifiez-la, puis renvoyez-la',
  'reouverture-annulee': 'La réouverture est annulée : l’habilitation reste comme elle était',
  archivee: 'La demande est archivée',
  transferee: 'La demande est confiée à votre collègue, qui en est prévenu par courriel',
  renouvelee: 'Une nouvelle demande est ouverte, avec tout ce que contenait la précédente',
  message: 'Votre message est envoyé',
};

/** « 1re », « 2e ». */
export function ordinal(rank: number): string {
  return rank === 1 ? '1re' : `${rank}e`;
}

export function days(count: number): string {
  return count === 1 ? '1 jour' : `${count} jours`;
}
