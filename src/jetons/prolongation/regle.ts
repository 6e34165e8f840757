import { etatJeton } from '../../core/etat-jeton.ts';
import { noticeDays } from '../../core/terms.ts';
import type { SituationDuJeton } from '../../records/prolongations.ts';

/** From there on before its end a token may be prolonged, in days. */
export const PROLONGER_JOURS = noticeDays[0];

/** Why a token may not be prolonged now. */
export type Empechement =
  | 'pas_demandeur'
  | 'remplace'
  | 'retire'
  | 'retrait_prevu'
  | 'expire'
  | 'habilitation'
  | 'reouverte'
  | 'trop_tot';

/** What keeps this person from prolonging this token; null when nothing does. */
export function empechement(situation: SituationDuJeton, compte: string, now: number): Empechement | null {
  if (situation.demandeur !== compte) return 'pas_demandeur';
  if (situation.remplace_par !== null) return 'remplace';
  const etat = etatJeton(situation, now);
  if (etat === 'retire' || etat === 'retrait_prevu' || etat === 'expire') return etat;
  if (situation.reouverture) return 'reouverte';
  if (situation.habilitation_etat !== 'active' || situation.demande_etat !== 'validee') return 'habilitation';
  return etat === 'actif' ? 'trop_tot' : null;
}
