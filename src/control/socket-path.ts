import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Linux refuses longer socket addresses. */
const PATH_MAX_BYTES = 100;

/** Where a process (the instance, or the simulator alone) listens to its operator: in the state folder, or in the temporary one when that path is too long. */
export function controlSocketPath(varDir: string, listener: 'apie' | 'simulateur' = 'apie'): string {
  const directory = resolve(varDir);
  const path = join(directory, `${listener}.sock`);
  if (Buffer.byteLength(path) <= PATH_MAX_BYTES) return path;
  return join(tmpdir(), `${listener}-${createHash('sha256').update(directory).digest('hex').slice(0, 24)}.sock`);
}
