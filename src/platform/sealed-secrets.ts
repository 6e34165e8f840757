import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** Texts kept so that the database alone does not tell them. */
export interface Sealer {
  /** `about` binds it to what it is for: sealed for one, it opens for no other. */
  seal(text: string, about: string): string;
  /** Null when it was sealed for something else, changed since, or under a secret that is no longer known. */
  open(sealed: string, about: string): string | null;
  /** False for what a former secret has sealed: to be sealed again while it is known. */
  isCurrent(sealed: string): boolean;
}

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;

/**
 * AES-256-GCM, under keys derived from these secrets. The first seals and all open: each sealed text names its key, so that
 * changing the secret leaves what was kept readable for as long as the former one is given.
 */
export function createSealer(secrets: readonly { readonly kid: string; readonly secret: string }[]): Sealer {
  // Derived, not the same: what seals must never pass for what signs a jeton.
  const keys = secrets.map(({ kid, secret }) => ({
    name: Buffer.from(kid).toString('base64url'),
    key: createHmac('sha256', secret).update('secrets au repos').digest(),
  }));
  const [current] = keys;
  if (current === undefined) throw new Error('Sealing takes at least one secret.');

  return {
    seal: (text, about) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, current.key, iv).setAAD(Buffer.from(about));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [current.name, ...[iv, cipher.getAuthTag(), body].map((part) => part.toString('base64url'))].join('.');
    },
    isCurrent: (sealed) => sealed.startsWith(`${current.name}.`),
    open: (sealed, about) => {
      const [name, ...parts] = sealed.split('.');
      const [iv, tag, body] = parts.map((part) => Buffer.from(part, 'base64url'));
      const key = keys.find((one) => one.name === name)?.key;
      if (key === undefined || iv === undefined || tag?.length !== 16 || body === undefined) return null;
      try {
        const decipher = createDecipheriv(CIPHER, key, iv).setAAD(Buffer.from(about)).setAuthTag(tag);
        return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
      } catch {
        // The only way this fails: it is not what was sealed.
        return null;
      }
    },
  };
}
