import type { EndpointCount } from '../records/appels-cumules.ts';

/** Calls made with a valid token, by what became of them. Our own probes are not among them. */
export interface Tally {
  readonly calls: number;
  /** 200 and 206: a piece of information was given, that nobody was asked for. */
  readonly answered: number;
  /** 404, 451 and 301: the provider was there, and has none to give at this number. */
  readonly without: number;
  /** The other 4xx: the call was not as it should be, or came too often. */
  readonly refused: number;
  /** 5xx: the provider, or we, did not do our part. */
  readonly failed: number;
}

/** Those of one month (`AAAA-MM`) or one day (`AAAA-MM-JJ`). */
export interface PeriodTally extends Tally {
  readonly period: string;
}

const WITHOUT: ReadonlySet<number> = new Set([301, 404, 451]);

type Outcome = Exclude<keyof Tally, 'calls'>;

function outcomeOf(status: number): Outcome {
  if (status >= 500) return 'failed';
  if (WITHOUT.has(status)) return 'without';
  return status < 300 ? 'answered' : 'refused';
}

export function tallyOf(counts: readonly Pick<EndpointCount, 'statut' | 'nombre'>[]): Tally {
  const tally = { calls: 0, answered: 0, without: 0, refused: 0, failed: 0 };
  for (const { statut, nombre } of counts) {
    tally.calls += nombre;
    tally[outcomeOf(statut)] += nombre;
  }
  return tally;
}

/** One tally a period, in their order; a period without a call has its own all the same. */
export function byPeriod(counts: readonly EndpointCount[], periods: readonly string[]): PeriodTally[] {
  return periods.map((period) => ({ period, ...tallyOf(counts.filter(({ periode }) => periode === period)) }));
}

/** Those of several endpoints together. */
export function summed(tallies: readonly Tally[]): Tally {
  const total = { calls: 0, answered: 0, without: 0, refused: 0, failed: 0 };
  for (const { calls, answered, without, refused, failed } of tallies) {
    total.calls += calls;
    total.answered += answered;
    total.without += without;
    total.refused += refused;
    total.failed += failed;
  }
  return total;
}

/** Share of the calls that were given what they asked for, in percent to two decimals, rounded down; null without a call. */
export function successRate({ calls, answered }: Tally): number | null {
  return calls === 0 ? null : Math.floor((answered / calls) * 10_000) / 100;
}
