import { randomBytes } from 'node:crypto';
import argon2 from 'argon2';

/** OWASP's floor for argon2id: 19 MiB, two passes, one lane; some 30 ms of a core. */
const COST = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1, hashLength: 32 } as const;
/** About three seconds of work: beyond, waiting is worse than being told to come back. */
const MAX_WAITING = 100;

export interface Passwords {
  hash(password: string): Promise<string>;
  /** Costs the same whether there is a hash to compare with or not. */
  verify(hash: string | undefined, password: string): Promise<boolean>;
}

/** Too many passwords to check at once; whoever asks may come back in a moment. */
export class TooManyPasswords extends Error {
  readonly statusCode = 503;
}

/**
 * Hashes on libuv's threads, one at a time: the journal of traces writes on the same threads, and a flood of logins must
 * not make calls wait for them.
 */
export function createPasswords(): Passwords {
  const unmatched = hashOfNothing();
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (waiting >= MAX_WAITING) return Promise.reject(new TooManyPasswords('trop de mots de passe à vérifier'));
    waiting++;
    const result = last.then(work).finally(() => {
      waiting--;
    });
    last = result.catch(() => undefined);
    return result;
  }

  return {
    hash: (password) => inTurn(() => argon2.hash(composed(password), COST)),
    verify: async (hash, password) => {
      const matches = await inTurn(() => argon2.verify(hash ?? unmatched, composed(password)));
      return matches && hash !== undefined;
    },
  };
}

/** The same accented letter has two encodings, and keyboards do not agree on one. */
function composed(password: string): string {
  return password.normalize('NFC');
}

/** Has the form and the cost of a hash, and is that of no known password. */
function hashOfNothing(): string {
  const [salt, hash] = [16, COST.hashLength].map((bytes) => randomBytes(bytes).toString('base64').replace(/=+$/, ''));
  return `$argon2id$v=19$m=${COST.memoryCost},t=${COST.timeCost},p=${COST.parallelism}$${salt}$${hash}`;
}
