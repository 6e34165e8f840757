import type { EtatJeton } from '../../../core/etat-jeton.ts';
import { tokenLifeMonths } from '../../../core/terms.ts';
import { type Empechement, PROLONGER_JOURS } from '../../../jetons/prolongation/regle.ts';
import type { EnvoiAvis } from '../../../records/avis-de-jetons.ts';
import type { EtatDemande } from '../../../records/tables/demandes.ts';

type Tone = 'success' | 'warning' | 'error' | 'info' | 'plain';
interface Words {
  readonly tone: Tone;
  readonly label: string;
}

export const etatWords: Readonly<Record<EtatJeton, Words>> = {
  actif: { tone: 'success', label: 'Actif' },
  fin_proche: { tone: 'warning', label: 'Fin proche' },
  retrait_prevu: { tone: 'warning', label: 'Retrait prévu' },
  expire: { tone: 'error', label: 'Expiré' },
  retire: { tone: 'error', label: 'Refusé' },
};

/** What became of a mail. */
export const envoiWords: Readonly<Record<EnvoiAvis['etat'], Words>> = {
  parti: { tone: 'success', label: 'Remis au serveur' },
  en_attente: { tone: 'info', label: 'En attente' },
  perdu: { tone: 'error', label: 'Non remis' },
  sans_objet: { tone: 'plain', label: 'Retenu\u00a0: sans objet' },
  oublie: { tone: 'plain', label: 'Suivi effacé' },
};

/** Why a token is not prolonged, and the way out. */
export const empechementSentences: Readonly<Record<Empechement, string>> = {
  pas_demandeur: 'Seule la personne qui a demandé ce jeton peut le prolonger.',
  remplace: 'Ce jeton est déjà remplacé\u00a0: il n’y a plus rien à prolonger.',
  retire: 'Ce jeton est refusé\u00a0: il ne se prolonge plus.',
  retrait_prevu: 'Le retrait de ce jeton est prévu\u00a0: il ne se prolonge pas.',
  expire: 'Ce jeton a expiré\u00a0: il ne se prolonge plus. Renouvelez-le par une demande.',
  habilitation: 'L’habilitation de ce jeton n’est plus en vigueur\u00a0: elle ne se prolonge pas.',
  reouverte:
    'Vous avez rouvert la demande de ce jeton\u00a0: ce que vous y changez est examiné, et donnera un nouveau jeton.',
  trop_tot: `Trop tôt\u00a0: un jeton se prolonge dans ses ${PROLONGER_JOURS} derniers jours. Vous serez prévenu.`,
};

/** How far a renewal is, and from whom something is awaited. */
export const suiteSentences: Readonly<Partial<Record<EtatDemande, string>>> = {
  brouillon: 'Il est en brouillon\u00a0: personne ne l’examine tant que vous ne l’avez pas envoyé.',
  envoyee: 'Il est en cours d’examen\u00a0: vous n’avez rien à faire pour le moment.',
  a_modifier: 'Il attend vos précisions\u00a0: personne ne l’examine tant que vous n’avez pas répondu.',
};

/** « 90 jours avant », « 1 jour avant », « À la fin ». */
export function palierWords(palier: number): string {
  if (palier === 0) return 'À la fin';
  return `${palier}\u00a0jour${palier > 1 ? 's' : ''} avant`;
}

export const doneSentences: Readonly<Record<string, string>> = {
  prolonge: `C’est fait\u00a0: un nouveau jeton de ${tokenLifeMonths} mois fonctionne à côté de celui-ci`,
};
