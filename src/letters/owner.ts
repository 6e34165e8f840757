import { changeListes, countEchecLettre, findAbonneLettres } from '../records/abonnes-lettres.ts';
import type { Db } from '../records/work.ts';

/** So many sendings lost one after the other, each after all its tries, and nobody is there any more. */
const LOST_IN_A_ROW = 5;

/** What deliveries ask and tell of the mails of letters; their owner is called after the subscriber and his list. */
export const letterOwner = {
  wants: async (db: Db, name: string): Promise<boolean> => {
    const [id = '', liste] = name.split(':');
    const abonne = await findAbonneLettres(db, id);
    return abonne?.listes.some((one) => one === liste) ?? false;
  },
  secretOf: async (): Promise<null> => null,
  delivered: async (db: Db, name: string): Promise<void> => {
    await countEchecLettre(db, idOf(name), false);
  },
  lost: async (db: Db, name: string, { now }: { readonly now: Date }): Promise<void> => {
    const lost = await countEchecLettre(db, idOf(name), true);
    if (lost >= LOST_IN_A_ROW) await changeListes(db, idOf(name), [], now);
  },
};

const idOf = (name: string): string => name.split(':')[0] ?? '';
