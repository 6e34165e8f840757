import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Linux refuses longer socket addresses. */
const PATH_MAX_BYTES = 100;

/** Where an instance listens to its operator: in its state folder, or in the temporary one when that path is too long. */
export function controlSocketPath(varDir: string): string {
  const directory = resolve(varDir);
  const path = join(directory, 'apie.sock');
  if (Buffer.byteLength(path) <= PATH_MAX_BYTES) return path;
  return join(tmpdir(), `apie-${createHash('sha256').update(directory).digest('hex').slice(0, 24)}.sock`);
}
