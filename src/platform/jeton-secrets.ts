import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The secret made on first start, when the configuration gives none; readable by its owner alone. */
export function ownSecret(varDir: string): { kid: string; secret: string } {
  const file = join(varDir, 'secret-jetons');
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  return { kid: '1', secret: readFileSync(file, 'utf8').trim() };
}
