import { isProbe } from './is-probe.ts';
import type { Step } from './step.ts';

/** Thrown to end the connection without a byte. */
export class Banned extends Error {}

/** 1. A banned address is not answered at all. */
export const refuseBanned: Step = (call, house) => {
  if (house.bans.isBanned(call.address, call.receivedAt) && !isProbe(call, house)) throw new Banned();
};
