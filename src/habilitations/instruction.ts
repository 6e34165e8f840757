import type { Clock } from '../core/clock.ts';
import { Outdated } from '../core/refused.ts';
import { type Compte, comptesDeRole } from '../records/comptes.ts';
import { type AvisAttendu, avisAttendusDe } from '../records/demande-avis.ts';
import { type CourrielDemande, courrielsDe } from '../records/demande-courriels.ts';
import { markRead } from '../records/demande-messages.ts';
import { type DemandePiece, demandePieces, findDemandePiece } from '../records/demande-pieces.ts';
import { type Demande, demandesDuSiren, findDemande, findLiveCopy } from '../records/demandes.ts';
import {
  countFile,
  countMessagesNonLus,
  countParEtat,
  type FiltreFile,
  fileInstruction,
  type LigneFile,
} from '../records/file-instruction.ts';
import {
  countHabilitations,
  type FiltreHabilitations,
  type LigneHabilitation,
  listHabilitations,
} from '../records/habilitations-accordees.ts';
import { addActe } from '../records/journal-administration.ts';
import {
  deleteModele,
  insertModele,
  type ModeleReponse,
  modelesReponse,
  updateModele,
} from '../records/modeles-reponse.ts';
import type { Piece } from '../records/pieces.ts';
import { findRattachement } from '../records/rattachements.ts';
import type { EtatDemande, GenreModele } from '../records/tables/demandes.ts';
import { type Db, together } from '../records/work.ts';
import { type Acteur, nomDe } from './acteurs.ts';
import { readStatistiques, type Statistiques } from './statistiques.ts';

const PER_PAGE = 25;
/** A file that a spreadsheet opens, and a memory that holds it. */
const EXPORT_MAX = 10_000;

/** A part of a list, and how much there is in all. */
export interface Tranche<Item> {
  readonly items: readonly Item[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

/** What stands around a request for who instructs it. */
export interface Alentours {
  readonly autres: readonly Demande[];
  /** The request that it renews, and the one under way that renews it. */
  readonly origine: Demande | null;
  readonly copie: Demande | null;
  readonly pieces: readonly DemandePiece[];
  /** Who may be asked for an opinion. */
  readonly rapporteurs: readonly Compte[];
  readonly modeles: readonly ModeleReponse[];
  /** Mails about it that nobody has read. */
  readonly courrielsPerdus: readonly CourrielDemande[];
  /** Whether it is verified that the applicant acts for this organisation. */
  readonly membreVerifie: boolean;
}

export interface ModeleEcrit {
  readonly genre: GenreModele;
  readonly titre: string;
  readonly corps: string;
}

/** What the pages of instruction read, and the ready answers that they keep. Requests themselves are written by the bureau. */
export interface Instruction {
  file(filtre: FiltreFile, page: number): Promise<Tranche<LigneFile>>;
  /** The whole of it, bounded. */
  export(filtre: FiltreFile): Promise<readonly LigneFile[]>;
  compteurs(): Promise<ReadonlyMap<EtatDemande, number>>;
  messagesNonLus(): Promise<number>;
  avisAttendusDe(compte: string): Promise<readonly AvisAttendu[]>;
  alentours(demande: Demande, lecteur: NonNullable<Acteur>): Promise<Alentours>;
  /** What the applicant has written is read. */
  lu(demande: string): Promise<void>;
  piece(demande: string, piece: string): Promise<Piece | undefined>;
  habilitations(filtre: FiltreHabilitations, page: number): Promise<Tranche<LigneHabilitation>>;
  modeles(): Promise<readonly ModeleReponse[]>;
  ajouterModele(acteur: NonNullable<Acteur>, modele: ModeleEcrit): Promise<void>;
  /** Throws `Outdated` when someone has changed it meanwhile. */
  changerModele(vu: ModeleVu, acteur: NonNullable<Acteur>, modele: ModeleEcrit): Promise<void>;
  supprimerModele(vu: ModeleVu, acteur: NonNullable<Acteur>): Promise<void>;
  statistiques(): Promise<Statistiques>;
  readonly now: () => Date;
}

type ModeleVu = Pick<ModeleReponse, 'id' | 'version'>;

export function createInstruction({ db, clock }: { readonly db: Db; readonly clock: Clock }): Instruction {
  const now = () => new Date(clock.now());
  return {
    now,
    file: async (filtre, asked) => {
      const total = await countFile(db, filtre);
      return tranche(total, asked, (part) => fileInstruction(db, filtre, part));
    },
    export: (filtre) => fileInstruction(db, filtre, { offset: 0, limit: EXPORT_MAX }),
    compteurs: () => countParEtat(db),
    messagesNonLus: () => countMessagesNonLus(db),
    avisAttendusDe: (compte) => avisAttendusDe(db, compte),
    alentours: (demande, lecteur) => alentoursDe(db, demande, lecteur),
    lu: (demande) => markRead(db, demande, 'demandeur', now()),
    piece: (demande, piece) => findDemandePiece(db, demande, piece),
    habilitations: async (filtre, asked) => {
      const total = await countHabilitations(db, filtre);
      return tranche(total, asked, (part) => listHabilitations(db, filtre, part));
    },
    modeles: () => modelesReponse(db),
    ajouterModele: (acteur, modele) =>
      together(db, async (work) => {
        await insertModele(work, { ...modele, par: nomDe(acteur), le: now() });
        await addActe(work, { auteur: acteur.email, acte: 'modele.ajoute', cible: modele.titre }, now());
      }),
    changerModele: (vu, acteur, modele) =>
      together(db, async (work) => {
        if (!(await updateModele(work, vu, { ...modele, par: nomDe(acteur), le: now() }))) throw new Outdated();
        await addActe(work, { auteur: acteur.email, acte: 'modele.change', cible: modele.titre }, now());
      }),
    supprimerModele: (vu, acteur) =>
      together(db, async (work) => {
        const modele = (await modelesReponse(work)).find(({ id }) => id === vu.id);
        if (!(await deleteModele(work, vu))) throw new Outdated();
        await addActe(work, { auteur: acteur.email, acte: 'modele.supprime', cible: modele?.titre ?? '' }, now());
      }),
    statistiques: () => readStatistiques(db, now()),
  };
}

async function tranche<Item>(
  total: number,
  asked: number,
  read: (part: { offset: number; limit: number }) => Promise<Item[]>,
): Promise<Tranche<Item>> {
  const pages = Math.max(1, Math.ceil(total / PER_PAGE));
  const page = Math.min(Math.max(asked, 1), pages);
  return { items: await read({ offset: (page - 1) * PER_PAGE, limit: PER_PAGE }), total, page, pages };
}

async function alentoursDe(db: Db, demande: Demande, lecteur: NonNullable<Acteur>): Promise<Alentours> {
  const { id, siret, copie_de, demandeur } = demande;
  const [autres, origine, copie, pieces, rapporteurs, modeles, courriels, membre] = await Promise.all([
    siret === null ? [] : demandesDuSiren(db, siret.slice(0, 9), id),
    copie_de === null ? undefined : findDemande(db, copie_de),
    findLiveCopy(db, id),
    demandePieces(db, id),
    comptesDeRole(db, 'rapporteur'),
    modelesReponse(db),
    courrielsDe(db, id),
    siret === null ? undefined : findRattachement(db, demandeur, siret),
  ]);
  return {
    autres: autres.filter(({ etat }) => etat !== 'archivee' || lecteur.roles.includes('administrateur')),
    origine: origine ?? null,
    copie: copie ?? null,
    pieces,
    rapporteurs: rapporteurs.filter((one) => one.id !== demandeur && one.id !== lecteur.id),
    modeles,
    courrielsPerdus: courriels.filter(({ perdu_le }) => perdu_le !== null),
    membreVerifie: (membre?.verifie_le ?? null) !== null,
  };
}
