import type { Call } from '../call.ts';
import type { House } from '../house.ts';
import type { Count } from './counters.ts';
import type { CounterRule } from './limits.ts';

/** How many calls its address has made, this one included. */
export function countOfAddress(call: Call, house: House): Count {
  return call.ahead?.address ?? countHere(call, house, house.addressRule, call.address);
}

/** How many calls its token has made in this window, this one included. */
export function countOfWindow(call: Call, house: House, rule: CounterRule, jti: string): Count {
  return call.ahead?.window ?? countHere(call, house, rule, jti);
}

/** Told to the other nodes later, when there are some. */
function countHere(call: Call, { counters, shared }: House, rule: CounterRule, key: string): Count {
  shared?.alone({ rule, key });
  return counters.hit(rule, key, call.receivedAt);
}
