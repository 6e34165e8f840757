import type { Clock } from '../../core/clock.ts';
import { keptSince } from '../../core/conservation.ts';
import { type JetonVu, jetonVuPar } from '../../records/jetons-de-compte.ts';
import type { Trace } from '../../records/traces.ts';
import { chercherTraces, type FiltreTraces, type Repere, traceDeJeton } from '../../records/traces-de-jetons.ts';
import type { Db } from '../../records/work.ts';

/** What is looked for; without a date, as far as traces are kept. */
export type Recherche = Omit<FiltreTraces, 'from' | 'before'> & {
  readonly from: Date | null;
  readonly before: Date | null;
};

/** A page of what was found, the latest first. */
export interface Trouvailles {
  readonly traces: readonly Trace[];
  /** Where the next page begins; null when all was looked at. */
  readonly suite: Repere | null;
  /** The search stopped before it had looked at all: what is older than `suite` is not known yet. */
  readonly arretee: boolean;
}

export interface LectureTraces {
  /** Null when the token is not this account's to see. */
  jeton(compte: string, jti: string): Promise<JetonVu | null>;
  chercher(jti: string, recherche: Recherche, after: Repere | null): Promise<Trouvailles>;
  /** All that is found, a few at a time: it may be long. Throws when the database does not follow. */
  toutes(jti: string, recherche: Recherche): AsyncGenerator<Trace>;
  appel(jti: string, requestId: string): Promise<Trace | null>;
  /** The oldest that is kept. */
  debut(): Date;
}

interface LectureOptions {
  readonly db: Db;
  readonly clock: Clock;
  /** How long a page may be looked for. */
  readonly patienceMs?: number;
  /** How many traces are looked at in one statement. */
  readonly examine?: number;
}

const PAR_PAGE = 50;
/** A few tens of milliseconds on the embedded database, which does nothing else meanwhile. */
const EXAMINE = 10_000;
const PATIENCE_MS = 3000;
const PAR_EXPORT = 1000;

export function createLectureTraces({
  db,
  clock,
  patienceMs = PATIENCE_MS,
  examine = EXAMINE,
}: LectureOptions): LectureTraces {
  const debut = () => keptSince('trace', new Date(clock.now()));

  /** Nothing that is asked goes further back than what is kept, nor further on than now. */
  const filtreOf = ({ from, before, ...rest }: Recherche): FiltreTraces => {
    const oldest = debut();
    return {
      ...rest,
      from: from !== null && from > oldest ? from : oldest,
      before: before ?? new Date(clock.now() + 1),
    };
  };

  return {
    debut,
    jeton: async (compte, jti) => (await jetonVuPar(db, compte, jti)) ?? null,
    appel: async (jti, requestId) => (await traceDeJeton(db, jti, requestId)) ?? null,

    chercher: async (jti, recherche, after) => {
      const filtre = filtreOf(recherche);
      const until = clock.now() + patienceMs;
      const traces: Trace[] = [];
      let suite = after;
      do {
        const asked = { examine: looksAtAll(recherche) ? PAR_PAGE - traces.length + 1 : examine };
        const lot = { ...asked, found: PAR_PAGE - traces.length, timeoutMs: patienceMs };
        const read = await chercherTraces(db, { jti, filtre, after: suite }, lot);
        if (read === null) return { traces, suite, arretee: true };
        traces.push(...read.traces);
        suite = read.dernier;
        if (suite === null || traces.length === PAR_PAGE) return { traces, suite, arretee: false };
      } while (clock.now() < until);
      return { traces, suite, arretee: true };
    },

    async *toutes(jti, recherche) {
      const filtre = filtreOf(recherche);
      let suite: Repere | null = null;
      do {
        const lot = { examine: looksAtAll(recherche) ? PAR_EXPORT : examine, found: PAR_EXPORT, timeoutMs: EXPORT_MS };
        const read = await chercherTraces(db, { jti, filtre, after: suite }, lot);
        if (read === null) throw new Error('The database took too long for a part of an export of traces.');
        yield* read.traces;
        suite = read.dernier;
      } while (suite !== null);
    },
  };
}

const EXPORT_MS = 20_000;

/** Nothing but dates is asked: what is looked at is what is found. */
function looksAtAll({ endpoint, identifiant, recipient, object, code }: Recherche): boolean {
  return [endpoint, identifiant, recipient, object, code].every((asked) => asked === null);
}
