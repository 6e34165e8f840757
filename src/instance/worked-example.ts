import { parisWallMs } from '../core/dates/paris-clock.ts';
import { createLocalCounters } from '../gateway/volume/counters.ts';
import type { CounterRule } from '../gateway/volume/limits.ts';
import type { WorkedCall, WorkedExample } from '../portal/shared/guide/facts.ts';

/** 10:00 in France, on a day like any other. */
const TEN = Date.UTC(2026, 5, 15, 8, 0, 0);

/** Calls of a token from 10 o'clock on, told by the very counters of the gateway: no figure of it is typed anywhere. */
export function workedExample(group: string, rule: CounterRule): WorkedExample {
  const counters = createLocalCounters();
  const { limit, windowMs } = rule;
  const call = (part: number, what: string, calls = 1): WorkedCall => {
    const now = TEN + Math.round(windowMs * part);
    let { count, endsAt } = counters.hit(rule, 'exemple', now);
    for (let more = 1; more < calls; more += 1) ({ count, endsAt } = counters.hit(rule, 'exemple', now));
    const refused = count > limit;
    return {
      at: wall(now),
      what,
      status: refused ? 429 : 200,
      limit,
      remaining: Math.max(0, limit - count),
      reset: Math.ceil(endsAt / 1000),
      resetAt: wall(endsAt),
      retryAfter: refused ? Math.max(1, Math.ceil((endsAt - now) / 1000)) : null,
    };
  };
  const calls = [
    call(0, 'le premier : il ouvre la période'),
    call(1 / 3, 'le deuxième'),
    call(1 / 2, 'le troisième'),
    ...(limit > 4 ? [call(3 / 4, `${limit - 3} de plus, d’un coup`, limit - 3)] : []),
    call(5 / 6, 'un de trop'),
    call(1, 'le premier de la période suivante'),
  ];
  return { group, calls };
}

/** « 10:00:20 », as a clock in France shows it. */
function wall(instantMs: number): string {
  return new Date(parisWallMs(instantMs)).toISOString().slice(11, 19);
}
