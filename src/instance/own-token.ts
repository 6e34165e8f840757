import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Clock } from '../core/clock.ts';
import type { NewJeton } from '../gateway/jetons/signing.ts';
import { insertJetons } from '../records/jetons.ts';
import type { Schema } from '../records/schema.ts';

const DAY_MS = 86_400_000;
const LIFE_MS = 7 * DAY_MS;

interface OwnTokenOptions {
  readonly db: Kysely<Schema>;
  readonly clock: Clock;
  readonly sign: (jeton: NewJeton) => string;
  /** Resolves once every gate knows the new token. */
  readonly believed: () => Promise<void>;
  readonly subject: string;
  readonly roles: readonly string[];
  /** What the register says of it: `sonde`, `preremplissage_ouvert`. */
  readonly usage: string;
}

/** Gives a token that this instance calls itself with, which never leaves this process; a new one before its end. */
export function ownToken({ db, clock, sign, believed, subject, roles, usage }: OwnTokenOptions): () => Promise<string> {
  let current: { token: Promise<string>; renewAt: number } | null = null;

  async function make(): Promise<string> {
    const issuedAt = new Date(clock.now());
    const expiresAt = new Date(issuedAt.getTime() + LIFE_MS);
    const jeton: NewJeton = { jti: randomUUID(), uid: randomUUID(), subject, roles, issuedAt, expiresAt };
    const { jti, uid } = jeton;
    const dates = { cree_le: issuedAt, expire_le: expiresAt, revoque_le: null, banni_le: null };
    await insertJetons(db, [{ jti, uid, sujet: subject, roles: [...roles], ...dates, usage }]);
    await believed();
    return sign(jeton);
  }

  return () => {
    if (current === null || clock.now() >= current.renewAt) {
      const token = make();
      current = { token, renewAt: clock.now() + LIFE_MS - DAY_MS };
      token.catch(() => {
        current = null;
      });
    }
    return current.token;
  };
}
