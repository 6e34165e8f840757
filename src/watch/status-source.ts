import { type History, history } from './history.ts';
import { type MonthCalls, monthlyCalls } from './monthly-calls.ts';
import type { Ongoing } from './ongoing.ts';
import { type ServiceState, serviceStates } from './service-states.ts';
import type { WatchOptions } from './watch-options.ts';
import { type YearRate, yearRate } from './year-rate.ts';

/** What the pages of status show. */
export interface StatusSource {
  now(): Date;
  states(): Promise<readonly ServiceState[]>;
  history(): Promise<History>;
  /** Twelve months in one figure. */
  year(): Promise<YearRate | null>;
  /** Calls of the last six months of an endpoint. */
  calls(endpoint: string): Promise<readonly MonthCalls[]>;
  /** What explains them: open incidents and announced maintenances. */
  readonly ongoing: Ongoing;
}

/** Read anew at each page: some hundreds of rows, whatever the traffic. */
export function statusSource(options: WatchOptions, ongoing: Ongoing): StatusSource {
  return {
    ongoing,
    now: () => new Date(options.clock.now()),
    states: () => serviceStates(options),
    history: () => history(options),
    year: () => yearRate(options),
    calls: (endpoint) => monthlyCalls(options, endpoint),
  };
}
