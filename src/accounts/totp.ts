import { Secret, TOTP } from 'otpauth';

const PERIOD_S = 30;
const SECRET_BYTES = 20;
/** Clocks of phones drift, and people type slowly: the code before and the one after are right too. */
const WINDOW = 1;
const CODE = /^\d{6}$/;

export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What an application of codes reads: as a picture, or as a link on a phone. */
export function totpUri(
  secret: string,
  { issuer, email }: { readonly issuer: string; readonly email: string },
): string {
  return new TOTP({ ...settings(secret), issuer, label: email }).toString();
}

/** The interval of 30 s whose code this is; null when it is of none near this instant. */
export function stepOf(secret: string, typed: string, at: number): number | null {
  const code = typed.replace(/\s/g, '');
  if (!CODE.test(code)) return null;
  const delta = new TOTP(settings(secret)).validate({ token: code, timestamp: at, window: WINDOW });
  return delta === null ? null : Math.floor(at / 1000 / PERIOD_S) + delta;
}

/** What every application supports. */
function settings(secret: string) {
  return { secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: PERIOD_S };
}
