import { type History, history } from './history.ts';
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
}

/** Read anew at each page: some hundreds of rows, whatever the traffic. */
export function statusSource(options: WatchOptions): StatusSource {
  return {
    now: () => new Date(options.clock.now()),
    states: () => serviceStates(options),
    history: () => history(options),
    year: () => yearRate(options),
  };
}
