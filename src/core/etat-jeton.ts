import { noticeDays } from './terms.ts';

/** Where a token stands in its life. `retrait_prevu`: it works until its withdrawal, whose day is settled. */
export type EtatJeton = 'actif' | 'fin_proche' | 'retrait_prevu' | 'expire' | 'retire';

interface DatesJeton {
  readonly expire_le: Date;
  /** Refused at once since then. */
  readonly revoque_le: Date | null;
  /** Refused from then on: a day that may be to come. */
  readonly banni_le: Date | null;
}

const DAY_MS = 86_400_000;

export function etatJeton({ expire_le, revoque_le, banni_le }: DatesJeton, now: number): EtatJeton {
  if (revoque_le !== null || (banni_le !== null && banni_le.getTime() <= now)) return 'retire';
  if (expire_le.getTime() <= now) return 'expire';
  if (banni_le !== null && banni_le < expire_le) return 'retrait_prevu';
  return expire_le.getTime() - now <= noticeDays[0] * DAY_MS ? 'fin_proche' : 'actif';
}

/** Whether a call with it would be let in. */
export function jetonOuvre(dates: DatesJeton, now: number): boolean {
  const etat = etatJeton(dates, now);
  return etat !== 'retire' && etat !== 'expire';
}
