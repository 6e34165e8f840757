import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../core/clock.ts';
import { countTentative } from '../records/tentatives-connexion.ts';
import type { Db } from '../records/work.ts';

export const HOUR_MS = 3_600_000;
const MAILS_AN_HOUR = 3;
const REQUESTS_AN_HOUR = 20;
/** Longer than a mail takes to be kept. */
const ANSWER_MS = 150;

/** What anyone may ask that makes a mail leave: bounded by who asks, and by who would receive it. */
export interface Requests {
  /** False when this network has asked too often. */
  admits(address: string): Promise<boolean>;
  /** False when this e-mail has been sent enough: nothing tells so to who asks for another. */
  mayMail(email: string): Promise<boolean>;
  /** Answers as late whether there was something to do or not: the time of an answer never says who has an account. */
  evenly<T>(work: () => Promise<T>): Promise<T>;
}

export function createRequests(db: Db, clock: Clock): Requests {
  async function count(what: string): Promise<number> {
    const cle = createHash('sha256').update(what).digest('hex');
    const now = clock.now();
    const { nombre } = await countTentative(db, cle, { now: new Date(now), since: new Date(now - HOUR_MS) });
    return nombre;
  }
  return {
    admits: async (address) => (await count(`demande ${address}`)) <= REQUESTS_AN_HOUR,
    mayMail: async (email) => (await count(`courriel ${email}`)) <= MAILS_AN_HOUR,
    evenly: async (work) => (await Promise.all([work(), delay(ANSWER_MS)]))[0],
  };
}
