import { createHash, randomInt } from 'node:crypto';

const COUNT = 10;
const GROUPS = 4;
/** Without the letters that are taken for digits. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Ten codes of 80 bits, as `4K7T-9QXZ-02MD-WB5H`. */
export function newRecoveryCodes(): string[] {
  const group = () => Array.from({ length: 4 }, () => SIGNS[randomInt(SIGNS.length)]).join('');
  return Array.from({ length: COUNT }, () => Array.from({ length: GROUPS }, group).join('-'));
}

/** What is kept of a code, however it is typed; null when it has not the form of one. */
export function printOfCode(typed: string, compte: string): string | null {
  const plain = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (plain.length !== GROUPS * 4) return null;
  // 80 bits chosen by chance need no slow hash.
  return createHash('sha256').update(`code de secours ${compte} ${plain}`).digest('base64url');
}
