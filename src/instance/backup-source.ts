import type { BackupSource } from '../platform/backup/write-backup.ts';
import type { Config } from '../platform/config-shape.ts';
import type { Schema } from '../records/schema.ts';
import type { Kept } from './kept.ts';

/** What `apie sauvegarder` takes from this instance. */
export function backupSource({ varDir, jetonSecrets }: Config, { db, journal, shipper }: Kept): BackupSource<Schema> {
  return {
    db,
    varDir,
    secret: jetonSecrets === null ? 'sauvegarde' : 'configuration',
    heldTraces: async () => {
      // What the database cannot take now stays in its files, which are copied.
      await shipper.drain().catch(() => undefined);
      journal.rotate();
      return journal.finishedSegments();
    },
  };
}
