import type { Clock } from '../../core/clock.ts';
import { type EtatJeton, etatJeton } from '../../core/etat-jeton.ts';
import { noticeDays } from '../../core/terms.ts';
import { type Avis, avisDuJeton } from '../../records/avis-de-jetons.ts';
import { type JetonVu, jetonVuPar } from '../../records/jetons-de-compte.ts';
import { type SituationDuJeton, situationDuJeton } from '../../records/prolongations.ts';
import type { Db } from '../../records/work.ts';
import { type Empechement, empechement } from '../prolongation/regle.ts';
import { joursRestants } from './jours.ts';

/** A step that is to come, and when its notice leaves. */
interface AvisAVenir {
  readonly palier: number;
  readonly le: Date;
}

/** The end of a token, as someone who looks after it reads it. */
export interface FinDeJeton {
  readonly maintenant: Date;
  readonly jeton: JetonVu;
  readonly etat: EtatJeton;
  readonly jours: number;
  readonly situation: SituationDuJeton;
  /** The token that takes its place, when he may see it. */
  readonly successeur: JetonVu | null;
  readonly avis: readonly Avis[];
  readonly aVenir: readonly AvisAVenir[];
  /** Why it may not be prolonged now; null when it may, if the operator lets tokens be. */
  readonly empechement: Empechement | null;
}

export interface LectureFin {
  /** Null when the token is not his to see. */
  de(compte: string, jti: string): Promise<FinDeJeton | null>;
}

const DAY_MS = 86_400_000;

export function createLectureFin({ db, clock }: { readonly db: Db; readonly clock: Clock }): LectureFin {
  return {
    de: async (compte, jti) => {
      const jeton = await jetonVuPar(db, compte, jti);
      const situation = jeton === undefined ? undefined : await situationDuJeton(db, jti);
      if (jeton === undefined || situation === undefined) return null;
      const maintenant = new Date(clock.now());
      const { remplace_par } = situation;
      const etat = etatJeton(jeton, maintenant.getTime());
      return {
        maintenant,
        jeton,
        etat,
        jours: joursRestants(jeton.expire_le, maintenant),
        situation,
        successeur: remplace_par === null ? null : ((await jetonVuPar(db, compte, remplace_par)) ?? null),
        avis: await avisDuJeton(db, jti),
        aVenir: remplace_par === null && (etat === 'actif' || etat === 'fin_proche') ? aVenir(jeton, maintenant) : [],
        empechement: empechement(situation, compte, maintenant.getTime()),
      };
    },
  };
}

function aVenir({ expire_le }: JetonVu, now: Date): AvisAVenir[] {
  return noticeDays
    .map((palier) => ({ palier, le: new Date(expire_le.getTime() - palier * DAY_MS) }))
    .filter(({ le }) => le > now);
}
