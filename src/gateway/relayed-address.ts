import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** For whom our own portal calls, sealed: the address of its visitor, then the seal. */
export const RELAYED_FOR = 'x-appel-pour';

/** Seals the address of a visitor on the call made for him: it is his address that is counted, banned and traced. */
export type Relay = (address: string, authorization: string) => string;

/**
 * Makes, and believes, what a portal says of its visitor. The seal covers the token of the call, and the nodes alone have its keys
 * (the first seals, all are believed): nobody else can call under the address of another. It has no end, since clocks of sandbox
 * nodes differ: taken on its way, it lets its thief make, with the token beside it, calls that count for that same visitor.
 */
export function createRelay(keys: readonly string[]) {
  const [first = ''] = keys;
  const relay: Relay = (address, authorization) =>
    `${address} ${sealOf(first, address, authorization).toString('base64url')}`;

  /** The visitor's address where the seal is good, what the connection says otherwise. */
  function relayed(addressOf: (request: IncomingMessage) => string): (request: IncomingMessage) => string {
    return (request) => {
      const told = request.headers[RELAYED_FOR];
      if (typeof told !== 'string') return addressOf(request);
      const [address = '', seal = ''] = told.split(' ');
      const given = Buffer.from(seal, 'base64url');
      const isOurs = keys.some((key) => isSame(given, sealOf(key, address, request.headers.authorization ?? '')));
      return isOurs ? address : addressOf(request);
    };
  }

  return { relay, relayed };
}

function sealOf(key: string, address: string, authorization: string): Buffer {
  return createHmac('sha256', key).update(`${address}\n${authorization}`).digest();
}

const isSame = (given: Buffer, expected: Buffer): boolean =>
  given.length === expected.length && timingSafeEqual(given, expected);
