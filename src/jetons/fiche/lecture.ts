import type { Clock } from '../../core/clock.ts';
import { type EtatJeton, etatJeton, jetonOuvre } from '../../core/etat-jeton.ts';
import { affichagesDe, insertAffichage } from '../../records/affichages-de-jetons.ts';
import { type Demandeur, demandeurDuJeton } from '../../records/demandeurs-de-jetons.ts';
import { findHabilitation, type Habilitation } from '../../records/habilitations.ts';
import type { JetonRow } from '../../records/jetons.ts';
import {
  type JetonDeCompte,
  type JetonVu,
  jetonDeCompte,
  jetonsVusPar,
  jetonVuPar,
} from '../../records/jetons-de-compte.ts';
import { type UsageDeJeton, usageDeJetons } from '../../records/usage-de-jetons.ts';
import { type Db, together } from '../../records/work.ts';

/** A token in a few facts. */
export interface Carte {
  readonly jeton: JetonVu;
  readonly etat: EtatJeton;
  /** When it stops, or has stopped: its own end, or its withdrawal. */
  readonly fin: Date;
  readonly usage: UsageDeJeton;
  /** The token that takes its place, when this account sees it too. */
  readonly remplacant: JetonVu | null;
}

export interface ListeDeJetons {
  /** Those that work first, the nearest to its end before the others; then those that have ended, the last first. */
  readonly cartes: readonly Carte[];
  readonly maintenant: Date;
  readonly page: number;
  readonly pages: number;
  /** In all, those of other pages included. */
  readonly vivants: number;
  readonly finis: number;
}

/** All there is to know of a token before looking at its calls. */
export interface Fiche extends Carte {
  readonly habilitation: Habilitation;
  readonly demandeur: Demandeur;
  /** When its value was shown, and to whom: for the requester alone. */
  readonly affichages: Awaited<ReturnType<typeof affichagesDe>>;
  readonly maintenant: Date;
}

export interface LectureDeJetons {
  deCompte(compte: string, page: number, parPage?: number): Promise<ListeDeJetons>;
  /** Null when it is not his to see. */
  fiche(compte: string, jti: string): Promise<Fiche | null>;
  /** One that he asked for himself; null for any other. */
  dontDemandeur(compte: string, jti: string): Promise<JetonDeCompte | null>;
  /** The value, for its requester alone, and that it was shown is kept; null for anyone else, and for a token that has ended. */
  afficher(compte: string, jti: string, adresse: string): Promise<string | null>;
}

interface LectureOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly valeurDe: (jeton: JetonRow) => string;
}

export const USAGE_JOURS = 7;
const JETONS_PAR_PAGE = 10;
const AFFICHAGES_LUS = 10;

export function createLectureDeJetons({ db, clock, valeurDe }: LectureOptions): LectureDeJetons {
  async function cartesOf(shown: readonly JetonVu[], all: readonly JetonVu[], now: Date): Promise<Carte[]> {
    const usages = await usageDeJetons(
      db,
      shown.map(({ jti }) => jti),
      { now, jours: USAGE_JOURS },
    );
    return shown.map((jeton) => {
      const usage = usages.get(jeton.jti);
      if (usage === undefined) throw new Error(`no use was read of token ${jeton.jti}`);
      const remplacant = all.find(({ jti }) => jti === jeton.remplace_par) ?? null;
      return { jeton, etat: etatJeton(jeton, now.getTime()), fin: finDe(jeton), usage, remplacant };
    });
  }

  return {
    deCompte: async (compte, asked, parPage = JETONS_PAR_PAGE) => {
      const maintenant = new Date(clock.now());
      const all = await jetonsVusPar(db, compte);
      const isLive = (jeton: JetonVu) => jetonOuvre(jeton, maintenant.getTime());
      const live = all.filter(isLive).sort((a, b) => +finDe(a) - +finDe(b));
      const ended = all.filter((jeton) => !isLive(jeton)).sort((a, b) => +finDe(b) - +finDe(a));
      const pages = Math.max(1, Math.ceil(all.length / parPage));
      const page = Math.min(asked, pages);
      const shown = [...live, ...ended].slice((page - 1) * parPage, page * parPage);
      const cartes = await cartesOf(shown, all, maintenant);
      return { cartes, maintenant, page, pages, vivants: live.length, finis: ended.length };
    },
    fiche: async (compte, jti) => {
      const jeton = await jetonVuPar(db, compte, jti);
      if (jeton === undefined) return null;
      const maintenant = new Date(clock.now());
      const remplacant = jeton.remplace_par === null ? undefined : await jetonVuPar(db, compte, jeton.remplace_par);
      const all = remplacant === undefined ? [] : [remplacant];
      const [[carte], habilitation, demandeur, affichages] = await Promise.all([
        cartesOf([jeton], all, maintenant),
        findHabilitation(db, jeton.habilitation ?? ''),
        demandeurDuJeton(db, jti),
        affichagesDe(db, jti, AFFICHAGES_LUS),
      ]);
      if (carte === undefined || habilitation === undefined || demandeur === undefined) return null;
      return { ...carte, habilitation, demandeur, affichages, maintenant };
    },
    dontDemandeur: async (compte, jti) => (await jetonDeCompte(db, compte, jti)) ?? null,
    afficher: (compte, jti, adresse) =>
      together(db, async (work) => {
        const jeton = await jetonDeCompte(work, compte, jti);
        if (jeton === undefined || !jetonOuvre(jeton, clock.now())) return null;
        await insertAffichage(work, { jti, compte, lien: null, le: new Date(clock.now()), adresse });
        return valeurDe(jeton);
      }),
  };
}

function finDe({ expire_le, revoque_le, banni_le }: JetonVu): Date {
  return new Date(Math.min(...[expire_le, revoque_le, banni_le].flatMap((date) => (date === null ? [] : [+date]))));
}
