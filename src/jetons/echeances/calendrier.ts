import type { Clock } from '../../core/clock.ts';
import { etatJeton } from '../../core/etat-jeton.ts';
import { newKey, printOf } from '../../core/link-key.ts';
import {
  calendrierDe,
  compteDuCalendrier,
  dropCalendrier,
  keepCalendrier,
} from '../../records/calendriers-de-jetons.ts';
import { type JetonVu, jetonsVusPar } from '../../records/jetons-de-compte.ts';
import type { Db } from '../../records/work.ts';

/** The calendar in which someone reads the ends of his tokens, at an address that only he knows. */
export interface CalendrierDesFins {
  /** Since when he has an address; null when he has none. */
  depuis(compte: string): Promise<Date | null>;
  /** The key of a new address: it is told once, and the former one opens nothing any more. */
  ouvrir(compte: string): Promise<string>;
  fermer(compte: string): Promise<void>;
  /** The tokens whose end is to be told to who has this key; null when it opens nothing. */
  lire(cle: string): Promise<readonly JetonVu[] | null>;
}

const DAY_MS = 86_400_000;
/** An end stays in the calendar for a while: what has vanished has not been read. */
const PASSES_MS = 90 * DAY_MS;

export function createCalendrier({ db, clock }: { readonly db: Db; readonly clock: Clock }): CalendrierDesFins {
  return {
    depuis: async (compte) => (await calendrierDe(db, compte))?.cree_le ?? null,
    ouvrir: async (compte) => {
      const { key, empreinte } = newKey();
      await keepCalendrier(db, { compte, empreinte, cree_le: new Date(clock.now()) });
      return key;
    },
    fermer: (compte) => dropCalendrier(db, compte),
    lire: async (cle) => {
      const compte = await compteDuCalendrier(db, printOf(cle));
      if (compte === undefined) return null;
      const now = clock.now();
      return (await jetonsVusPar(db, compte)).filter(
        (jeton) => etatJeton(jeton, now) !== 'retire' && jeton.expire_le.getTime() > now - PASSES_MS,
      );
    },
  };
}
