import type { Clock } from '../../core/clock.ts';
import { findLienDeJeton } from '../../records/liens-de-jetons.ts';
import type { Db } from '../../records/work.ts';
import { etatLien } from './etat-lien.ts';

/** What deliveries ask of the mail of a link: whether the link still opens something. */
export function createLienOwner(clock: Clock) {
  return {
    wants: async (db: Db, id: string): Promise<boolean> => {
      const lien = await findLienDeJeton(db, { id });
      return lien !== undefined && etatLien(lien, clock.now()) === 'vivant';
    },
    secretOf: async (): Promise<null> => null,
    delivered: async (): Promise<void> => undefined,
    lost: async (): Promise<void> => undefined,
  };
}
