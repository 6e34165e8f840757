import { existsSync } from 'node:fs';
import { cp, rename, rm } from 'node:fs/promises';
import { lockDirectory } from './directory-lock.ts';
import { PgliteWorker } from './pglite-worker.ts';
import { messageOf } from './sql-error.ts';

/** Opens the embedded database of a directory, made from the template (or from nothing, slower) when it is not there. */
export async function openEmbedded(
  directory: string,
  onError: (error: Error) => void,
  template?: string,
): Promise<{ worker: PgliteWorker; unlock: () => void }> {
  const unlock = lockDirectory(directory);
  try {
    if (!existsSync(directory)) await create(directory, template);
    return { worker: await start(directory, onError), unlock };
  } catch (error) {
    unlock();
    throw new Error(`La base embarquée ${directory} ne s'ouvre pas : ${messageOf(error)}`, { cause: error });
  }
}

// Made aside, then renamed: a first start cut in the middle must not leave half a database behind.
async function create(directory: string, template: string | undefined): Promise<void> {
  const aside = `${directory}.en-creation`;
  await rm(aside, { recursive: true, force: true });
  if (template !== undefined && existsSync(template)) {
    await cp(template, aside, { recursive: true });
  } else {
    const worker = await start(aside, () => undefined);
    await worker.close();
  }
  await rename(aside, directory);
}

async function start(directory: string, onError: (error: Error) => void): Promise<PgliteWorker> {
  const worker = new PgliteWorker(directory, onError);
  try {
    await worker.run('select 1', []);
    return worker;
  } catch (error) {
    await worker.kill();
    throw error;
  }
}
