import { existsSync } from 'node:fs';
import { openEmbedded } from './embedded.ts';

// Run by the build: an empty embedded database for first starts to copy, since making one takes seconds.
const [directory = ''] = process.argv.slice(2);
if (!existsSync(directory)) {
  const { worker, unlock } = await openEmbedded(directory, (error) => {
    throw error;
  });
  await worker.close();
  unlock();
}
