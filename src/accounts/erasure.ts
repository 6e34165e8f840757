import type { Clock } from '../core/clock.ts';
import { keptSince } from '../core/conservation.ts';
import type { Compte } from '../records/comptes.ts';
import { holdAdministrators } from '../records/comptes-administres.ts';
import {
  comptesAEffacer,
  comptesAPrevenir,
  eachTogether,
  eraseCompte,
  holdEnded,
  markPrevenu,
  type Obstacle,
  obstacleA,
} from '../records/comptes-effaces.ts';
import { forgetRequestsOf, type Personnes } from '../records/demandes-oubliees.ts';
import { type DonneesDeCompte, donneesDeCompte } from '../records/donnees-de-compte.ts';
import { queueMail } from '../records/envois.ts';
import { type Db, together, type Work } from '../records/work.ts';
import type { Addresses } from './addresses.ts';
import { erasedMail, unusedMail } from './erasure-mails.ts';

/** At each look; the others wait for the next one. */
const AT_ONCE = 200;
const DAY_MS = 86_400_000;

/** All that is kept about someone, and how it ends: when he asks, or when he has not come for long. */
export interface ErasureDesk {
  /** Everything about someone that he may take away; nothing that opens anything. */
  takeAway(compte: Compte): Promise<DonneesDeCompte>;
  /** What keeps this account from being erased; null when nothing does. */
  obstacle(compte: Compte): Promise<Obstacle | null>;
  /** Erases it, unless something keeps it. */
  erase(compte: Compte): Promise<Obstacle | 'erased'>;
  /** Tells who has not come for long, then erases his account. */
  sweep(): Promise<{ readonly told: number; readonly erased: number }>;
}

interface ErasureOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly addresses: Addresses;
  readonly personnes: Personnes;
}

export function createErasureDesk({ db, clock, addresses, personnes }: ErasureOptions): ErasureDesk {
  const now = () => new Date(clock.now());

  async function forget(work: Work, compte: Pick<Compte, 'id' | 'email'>, at: Date): Promise<Obstacle | 'erased'> {
    // Of two last administrators who leave at once, the second sees that the first has.
    await holdAdministrators(work);
    const obstacle = await obstacleA(work, compte.id, at);
    if (obstacle !== null) return obstacle;
    await forgetRequestsOf(work, compte.id, personnes, at);
    await eraseCompte(work, compte, at);
    return 'erased';
  }

  return {
    takeAway: ({ id }) => donneesDeCompte(db, id, now()),
    obstacle: ({ id }) => obstacleA(db, id, now()),
    erase: (compte) =>
      together(db, async (work) => {
        const outcome = await forget(work, compte, now());
        if (outcome === 'erased') await queueMail(work, erasedMail(compte.email), now());
        return outcome;
      }),
    sweep: async () => {
      const at = now();
      const seenBefore = keptSince('compte_inutilise', at);
      const toldBefore = keptSince('preavis_compte', at);
      const ends = { seenBefore, toldBefore };
      const erased = await eachTogether(db, await comptesAEffacer(db, ends, at, AT_ONCE), async (work, compte) => {
        if (!(await holdEnded(work, compte.id, ends))) return false;
        return (await forget(work, compte, at)) === 'erased';
      });
      // Told so that the end comes when it is due: the notice is part of it.
      const soon = new Date(seenBefore.getTime() + (at.getTime() - toldBefore.getTime()));
      const told = await eachTogether(
        db,
        await comptesAPrevenir(db, soon, at, AT_ONCE),
        async (work, { id, email }) => {
          if (!(await markPrevenu(work, id, soon, at))) return false;
          return queueMail(work, { ...unusedMail(email, at, addresses), key: `inutilise:${id}:${dayOf(at)}` }, at);
        },
      );
      return { told, erased };
    },
  };
}

const dayOf = (at: Date): number => Math.floor(at.getTime() / DAY_MS);
