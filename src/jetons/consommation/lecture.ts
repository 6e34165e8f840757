import type { Clock } from '../../core/clock.ts';
import { jetonOuvre } from '../../core/etat-jeton.ts';
import { bannissementsDe } from '../../records/bannissements.ts';
import { type AdresseVue, adressesVues, compteRefus } from '../../records/consommation.ts';
import { type JetonVu, jetonsVusPar, jetonVuPar } from '../../records/jetons-de-compte.ts';
import type { Db } from '../../records/work.ts';
import { ADRESSE, type FenetresDe, type Jauge, type JaugeDeGroupe, jauge, jaugesDe, type Regles } from './compteurs.ts';

/** What one token consumes now. */
export interface JetonConsomme {
  readonly jeton: JetonVu;
  readonly jauges: readonly JaugeDeGroupe[];
  /** Answers 429 of the last 24 hours. */
  readonly refus: number;
}

/** An address that calls with one's tokens. */
export interface AdresseTenue {
  readonly adresse: string;
  readonly appels: number;
  readonly refus: number;
  readonly premierLe: Date;
  readonly dernierLe: Date;
  readonly jetons: readonly JetonVu[];
  readonly plafond: Jauge;
  /** The end of its ban; null when it is answered. */
  readonly bannieJusqua: Date | null;
}

export interface Consommation {
  readonly jetons: readonly JetonConsomme[];
  /** The last seen first. */
  readonly adresses: readonly AdresseTenue[];
  readonly maintenant: Date;
  readonly page: number;
  readonly pages: number;
  /** Addresses beyond those that are shown. */
  readonly autresAdresses: number;
  /** Tokens that no longer open anything: they consume nothing. */
  readonly finis: number;
}

export interface LectureConsommation {
  readonly regles: Regles;
  /** Of the tokens that someone may look after. */
  deCompte(compte: string, page: number): Promise<Consommation>;
  /** Of one of them; null when it is not his to see. */
  deJeton(compte: string, jti: string): Promise<(Consommation & { readonly jeton: JetonVu }) | null>;
}

interface LectureOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly regles: Regles;
  readonly fenetresDe: FenetresDe;
}

const DAY_MS = 86_400_000;
/** How far back addresses are told. */
export const ADRESSES_JOURS = 30;
const JETONS_PAR_PAGE = 10;
const ADRESSES_MAX = 50;

export function createLectureConsommation({ db, clock, regles, fenetresDe }: LectureOptions): LectureConsommation {
  async function read(jetons: readonly JetonVu[], asked: number): Promise<Consommation> {
    const maintenant = new Date(clock.now());
    const ouverts = jetons.filter((jeton) => jetonOuvre(jeton, maintenant.getTime()));
    const pages = Math.max(1, Math.ceil(ouverts.length / JETONS_PAR_PAGE));
    const page = Math.min(asked, pages);
    const shown = ouverts.slice((page - 1) * JETONS_PAR_PAGE, page * JETONS_PAR_PAGE);
    const since = new Date(maintenant.getTime() - ADRESSES_JOURS * DAY_MS);
    const vues = await adressesVues(
      db,
      jetons.map(({ jti }) => jti),
      since,
    );
    const toutes = [...new Set(vues.map(({ adresse }) => adresse))];
    const adresses = toutes.slice(0, ADRESSES_MAX);
    const fenetres = await fenetresDe([...shown.map(({ jti }) => jti), ...adresses]);
    const bans = await bannissementsDe(db, adresses, { since: maintenant, now: maintenant });
    const yesterday = new Date(maintenant.getTime() - DAY_MS);
    return {
      jetons: await Promise.all(
        shown.map(async (jeton) => ({
          jeton,
          jauges: jaugesDe(jeton, regles.compteurs, fenetres),
          refus: (await compteRefus(db, [jeton.jti], yesterday)).refus,
        })),
      ),
      adresses: adresses.map((adresse) => ({
        ...gathered(
          adresse,
          vues.filter((vue) => vue.adresse === adresse),
          jetons,
        ),
        plafond: jauge({ nom: ADRESSE, ...regles.plafond }, adresse, fenetres),
        bannieJusqua: bans.find((ban) => ban.adresse === adresse)?.fin ?? null,
      })),
      ...{ maintenant, page, pages },
      autresAdresses: toutes.length - adresses.length,
      finis: jetons.length - ouverts.length,
    };
  }

  return {
    regles,
    deCompte: async (compte, page) => read(await jetonsVusPar(db, compte), page),
    deJeton: async (compte, jti) => {
      const jeton = await jetonVuPar(db, compte, jti);
      return jeton === undefined ? null : { ...(await read([jeton], 1)), jeton };
    },
  };
}

/** One address over all the tokens that called from it. */
function gathered(adresse: string, vues: readonly AdresseVue[], jetons: readonly JetonVu[]) {
  const times = (pick: (vue: AdresseVue) => Date) => vues.map((vue) => pick(vue).getTime());
  return {
    adresse,
    appels: vues.reduce((sum, { appels }) => sum + appels, 0),
    refus: vues.reduce((sum, { refus_429 }) => sum + refus_429, 0),
    premierLe: new Date(Math.min(...times(({ premier_le }) => premier_le))),
    dernierLe: new Date(Math.max(...times(({ dernier_le }) => dernier_le))),
    jetons: jetons.filter(({ jti }) => vues.some((vue) => vue.jti === jti)),
  };
}
