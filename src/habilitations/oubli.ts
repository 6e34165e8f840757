import type { Clock } from '../core/clock.ts';
import { keptSince } from '../core/conservation.ts';
import { dropOldRequests, dropReplacedPieces, eraseOldPeople, type Personnes } from '../records/demandes-oubliees.ts';
import { type Db, together } from '../records/work.ts';
import { contacts, nobody } from './contenu.ts';

/** Who a request names. */
export const personnesDesDemandes: Personnes = { champs: contacts, personne: nobody };

/** How many were forgotten. */
interface Oublies {
  readonly demandes: number;
  readonly personnes: number;
  readonly pieces: number;
}

/** Forgets what has been kept of requests long enough (`core/conservation.ts`). */
export function createOubli(db: Db, clock: Clock): () => Promise<Oublies> {
  return () =>
    together(db, async (work) => {
      const now = new Date(clock.now());
      const fins = {
        brouillonsAvant: keptSince('brouillon', now),
        personnesAvant: keptSince('personnes_demande', now),
        demandesAvant: keptSince('demande', now),
        piecesAvant: keptSince('piece_remplacee', now),
      };
      const demandes = await dropOldRequests(work, fins);
      const personnes = await eraseOldPeople(work, fins, personnesDesDemandes, now);
      return { demandes, personnes, pieces: await dropReplacedPieces(work, fins) };
    });
}
