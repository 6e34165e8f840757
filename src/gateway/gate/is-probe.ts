import type { Call } from '../call.ts';
import type { House } from '../house.ts';

/** The call carries the very token that our own prober was recognised by; anything else a client sends is a client's. */
export function isProbe(call: Call, { prober }: House): boolean {
  return prober.authorization !== undefined && call.request.headers.authorization === prober.authorization;
}
