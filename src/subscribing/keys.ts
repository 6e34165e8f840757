import { createHmac, timingSafeEqual } from 'node:crypto';

const PREFERENCES = /^([\w-]{22})([\w-]{43})$/;

/** The keys by which subscribers change what they chose: every mail has one, and none is kept. */
export interface PreferenceKeys {
  of(id: string): string;
  /** The subscription that a key opens; null when we did not make it. */
  read(key: string): string | null;
}

/**
 * The first secret signs, all verify: changing it leaves the links of past mails working. A key of one `kind` of subscription
 * opens none of another.
 */
export function createPreferenceKeys(kind: 'abonnement' | 'lettres', secrets: readonly string[]): PreferenceKeys {
  const sign = (secret: string, id: string): string =>
    createHmac('sha256', secret).update(`${kind}/preferences/${id}`).digest('base64url');

  return {
    of: (id) => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url') + sign(secrets[0] ?? '', id),
    read: (key) => {
      const [, packed = '', mac = ''] = PREFERENCES.exec(key) ?? [];
      if (mac === '') return null;
      const id = Buffer.from(packed, 'base64url')
        .toString('hex')
        .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
      const given = Buffer.from(mac);
      return secrets.some((secret) => timingSafeEqual(Buffer.from(sign(secret, id)), given)) ? id : null;
    },
  };
}
