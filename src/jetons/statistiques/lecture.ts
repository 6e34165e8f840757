import type { Clock } from '../../core/clock.ts';
import { comptesDeJeton } from '../../records/appels-de-jetons.ts';
import { type JetonVu, jetonVuPar } from '../../records/jetons-de-compte.ts';
import type { Trace } from '../../records/traces.ts';
import { dernieresTraces } from '../../records/traces-de-jetons.ts';
import type { Db } from '../../records/work.ts';
import { type Bilan, type BilanDEndpoint, type BilanDeTranche, bilanDe, parEndpoint, parTranche } from './bilan.ts';
import { type Periode, tranchesDe, uniteDe } from './periodes.ts';

/** How the calls of a token went over a period. */
export interface StatistiquesDeJeton {
  readonly jeton: JetonVu;
  readonly periode: Periode;
  readonly maintenant: Date;
  readonly total: Bilan;
  readonly tranches: readonly BilanDeTranche[];
  readonly endpoints: readonly BilanDEndpoint[];
}

export interface LectureStatistiques {
  /** Null when the token is not this account's to see. */
  deJeton(compte: string, jti: string, periode: Periode): Promise<StatistiquesDeJeton | null>;
  /** Its last calls, whatever the period, the latest first. */
  derniersAppels(jeton: JetonVu): Promise<readonly Trace[]>;
}

export const DERNIERS_APPELS = 50;

export function createLectureStatistiques(db: Db, clock: Clock): LectureStatistiques {
  return {
    deJeton: async (compte, jti, periode) => {
      const jeton = await jetonVuPar(db, compte, jti);
      if (jeton === undefined) return null;
      const now = clock.now();
      const debuts = tranchesDe(periode, now);
      const etendue = { jti: jeton.jti, from: debuts[0] ?? new Date(now), unite: uniteDe(periode) };
      const comptes = await comptesDeJeton(db, etendue);
      return {
        ...{ jeton, periode, maintenant: new Date(now) },
        total: bilanDe(comptes.tranches),
        tranches: parTranche(comptes.tranches, debuts),
        endpoints: parEndpoint(comptes.endpoints),
      };
    },
    derniersAppels: ({ jti }) => dernieresTraces(db, jti, DERNIERS_APPELS),
  };
}
