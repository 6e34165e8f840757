import { etapeDe } from '../../records/demande-evenements.ts';
import type { Db } from '../../records/work.ts';

/** What deliveries ask of the mails about requests: whether the request is still where it was when they were written. */
export const demandesOwner = {
  wants: async (db: Db, id: string): Promise<boolean> => {
    const [demande = '', etape = ''] = id.split('/');
    return String(await etapeDe(db, demande)) === etape;
  },
  secretOf: async (): Promise<null> => null,
  delivered: async (): Promise<void> => undefined,
  lost: async (): Promise<void> => undefined,
};
