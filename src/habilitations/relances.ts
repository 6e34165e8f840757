import type { Clock } from '../core/clock.ts';
import { Outdated } from '../core/refused.ts';
import { insertDemandeEvenement } from '../records/demande-evenements.ts';
import {
  brouillonsOublies,
  type Demande,
  holdDemande,
  precisionsOubliees,
  relancesSansReponse,
  updateDemande,
} from '../records/demandes.ts';
import { type Db, together } from '../records/work.ts';
import { nomDe } from './acteurs.ts';
import type { Annonce, Annoncer } from './annonce.ts';
import type { Bureau } from './bureau.ts';
import { brouillonOublieAvant, precisionsOublieesAvant, relanceSansReponseAvant } from './delais-relance.ts';

/** At each look; the others wait for the next one. */
const AT_ONCE = 200;

type Relance = Extract<Annonce['acte'], 'relancer_brouillon' | 'relancer_precisions'>;

interface RelancesOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly bureau: Pick<Bureau, 'agir'>;
  readonly annoncer: Annoncer;
}

/** How many were recalled or put away. */
interface Relances {
  readonly relancees: number;
  readonly archivees: number;
}

/** Recalls what sleeps, once each, and puts away what has been recalled in vain. A reopening is never put away. */
export function createRelances({ db, clock, bureau, annoncer }: RelancesOptions): () => Promise<Relances> {
  /** False when its applicant has come back meanwhile, or it is no longer there. */
  const relancer = ({ id, version }: Demande, acte: Relance): Promise<boolean> =>
    together(db, async (work) => {
      const held = await holdDemande(work, id);
      const at = new Date(clock.now());
      if (held?.version !== version || !(await updateDemande(work, held, { relancee_le: at }))) return false;
      const demande = { ...held, version: version + 1, relancee_le: at };
      const event = { demande: id, acte, auteur: null, auteurNom: nomDe(null), le: at, de: held.etat, vers: held.etat };
      await insertDemandeEvenement(work, { ...event, motif: '', changements: [] });
      await annoncer(work, { acte, demande, acteur: null, at, motif: '', changements: [], destinataire: null });
      return true;
    });

  /** As `relancer`. */
  const archiver = async ({ id, version }: Demande): Promise<boolean> => {
    try {
      await bureau.agir({ id, version }, null, 'archiver');
      return true;
    } catch (error) {
      if (error instanceof Outdated) return false;
      throw error;
    }
  };

  return async () => {
    const now = new Date(clock.now());
    const drafts = await brouillonsOublies(db, brouillonOublieAvant(now), AT_ONCE);
    const waiting = await precisionsOubliees(db, precisionsOublieesAvant(now), AT_ONCE);
    const silent = await relancesSansReponse(db, relanceSansReponseAvant(now), AT_ONCE);
    const recalled = [
      ...(await each(drafts, (demande) => relancer(demande, 'relancer_brouillon'))),
      ...(await each(waiting, (demande) => relancer(demande, 'relancer_precisions'))),
    ];
    const archived = await each(silent, archiver);
    return { relancees: recalled.filter(Boolean).length, archivees: archived.filter(Boolean).length };
  };
}

async function each<T>(demandes: readonly Demande[], act: (demande: Demande) => Promise<T>): Promise<T[]> {
  const done: T[] = [];
  for (const demande of demandes) done.push(await act(demande));
  return done;
}
