import type { Call } from '../call.ts';
import { tokenOf } from '../gate/authenticate.ts';
import { isProbe } from '../gate/is-probe.ts';
import type { House } from '../house.ts';
import type { Counted, CountsAhead, SharedCounters } from './shared-counters.ts';

/**
 * Counts a call where all nodes count, before the gate walks it: one exchange for its address and its token. Null when there is
 * nothing to wait for: the gate refuses it before counting it, or counts it here.
 */
export function countAhead(call: Call, house: House, shared: SharedCounters): Promise<CountsAhead | null> | null {
  if (shared.isAway || isProbe(call, house) || house.bans.isBanned(call.address, call.receivedAt)) return null;
  return shared.count({ rule: house.addressRule, key: call.address }, windowOf(call, house));
}

/** The window that the gate will count this call in, should its address have the right to make it; it judges nothing. */
function windowOf(call: Call, house: House): Counted | null {
  const { method } = call.request;
  if (method !== 'GET' && method !== 'HEAD') return null;
  const route = house.routeOf(call.path);
  if (route === null || 'instead' in route || route.needs === 'nothing') return null;
  try {
    const token = tokenOf(call);
    const jeton = token === null ? null : house.jetonOf(token);
    return jeton === null || jeton.isProbe ? null : { rule: route.counter, key: jeton.jti };
  } catch {
    // Whatever is wrong with it, the gate meets it again in its place and tells it.
    return null;
  }
}
