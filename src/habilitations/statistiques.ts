import { delaisDepuis } from '../records/demandes.ts';
import {
  type DelaisDuMois,
  delaisParMois,
  type IssueDecisions,
  issuesDepuis,
  type Volume,
  volumes,
} from '../records/demandes-chiffres.ts';
import type { Db } from '../records/work.ts';

/** The window of the delays told to the public, in months. */
export const moisDuDelai = 6;

export interface Delai {
  /** In seconds, from the first sending to the first decision. */
  readonly median: number;
  readonly p80: number;
  /** How many decisions it is made of. */
  readonly nombre: number;
}

export interface Statistiques {
  /** Null when nothing was decided. */
  readonly delai: Delai | null;
  readonly parMois: readonly DelaisDuMois[];
  readonly volumes: readonly Volume[];
  readonly issues: IssueDecisions;
}

export async function readStatistiques(db: Db, now: Date): Promise<Statistiques> {
  const since = monthsBefore(now, moisDuDelai);
  const [delai, parMois, all, issues] = await Promise.all([
    delaisDepuis(db, since),
    delaisParMois(db, since),
    volumes(db),
    issuesDepuis(db, since),
  ]);
  return { delai, parMois, volumes: all, issues };
}

function monthsBefore(now: Date, months: number): Date {
  const then = new Date(now);
  then.setUTCMonth(then.getUTCMonth() - months);
  return then;
}
