import { generalFailure } from '../../core/failure.ts';
import { countOfAddress } from '../volume/count.ts';
import { isProbe } from './is-probe.ts';
import type { Step } from './step.ts';

/** 2. The ceiling of an address: going over it is answered 429 once, and bans. */
export const limitAddress: Step = (call, house) => {
  if (isProbe(call, house)) return;
  const { count, endsAt } = countOfAddress(call, house);
  if (count <= house.addressRule.limit) return;
  house.bans.ban(call.address, 'plafond', call.receivedAt);
  throw generalFailure('00429', { retryAfterSeconds: Math.max(1, Math.ceil((endsAt - call.receivedAt) / 1000)) });
};
