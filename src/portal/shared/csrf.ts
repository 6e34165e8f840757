import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../../core/clock.ts';

const VISITOR = 'visiteur';
const VISITOR_LIFE_MS = 12 * 3_600_000;
const FORM = /^([0-9a-z]{1,11})\.([\w-]{22})\.([\w-]{43})$/;

/** Tokens of forms: bound to the session of who is logged in, to the hour for anyone else. Nothing is kept of them. */
export interface FormTokens {
  make(session: string | null): string;
  accepts(token: string, session: string | null): boolean;
}

/** The first secret signs, all verify: changing it does not refuse the forms already open. */
export function createFormTokens(secrets: readonly string[], clock: Clock): FormTokens {
  const sign = (secret: string, session: string | null, time: string, salt: string): string =>
    createHmac('sha256', secret)
      .update(`${session ?? VISITOR} ${time} ${salt}`)
      .digest('base64url');

  return {
    make: (session) => {
      const time = clock.now().toString(36);
      // Salted: a page compressed on its way would otherwise let its constant part be guessed.
      const salt = randomBytes(16).toString('base64url');
      return `${time}.${salt}.${sign(secrets[0] ?? '', session, time, salt)}`;
    },
    accepts: (token, session) => {
      const [, time = '', salt = '', mac = ''] = FORM.exec(token) ?? [];
      if (mac === '') return false;
      const age = clock.now() - Number.parseInt(time, 36);
      if (session === null && !(age >= 0 && age <= VISITOR_LIFE_MS)) return false;
      return secrets.some((secret) => equal(sign(secret, session, time, salt), mac));
    },
  };
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * Where a browser says that a form comes from. `Origin` is often `null` here, since our pages ask that no address be told
 * (`Referrer-Policy`), and `Sec-Fetch-Site` is only sent to a secure address: `unknown` is ordinary, and asks for a token.
 */
export function senderOf(headers: IncomingHttpHeaders, publicOrigin: string): 'own' | 'foreign' | 'unknown' {
  const site = headers['sec-fetch-site'];
  if (site === 'same-origin') return 'own';
  if (site === 'cross-site' || site === 'same-site') return 'foreign';
  const { origin } = headers;
  if (origin === undefined || origin === 'null') return 'unknown';
  if (origin === publicOrigin) return 'own';
  return URL.canParse(origin) && new URL(origin).host === headers.host ? 'own' : 'foreign';
}
