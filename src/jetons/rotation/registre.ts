import type { Clock } from '../../core/clock.ts';
import { type EtatJeton, etatJeton, jetonOuvre } from '../../core/etat-jeton.ts';
import { bannissementsDe } from '../../records/bannissements.ts';
import { type AdresseVue, adressesVues } from '../../records/consommation.ts';
import {
  chercherJetons,
  compterJetons,
  type JetonAdministre,
  type JetonsCherches,
  jetonAdministre,
} from '../../records/jetons-administres.ts';
import { jetonRemplacePar, type Retrait, retraitDe } from '../../records/retraits.ts';
import type { Db } from '../../records/work.ts';
import { etatVu, pourquoiPasRetabli } from './administration.ts';
import { lireTentatives, type Tentatives } from './trafic.ts';

export interface LigneJeton {
  readonly jeton: JetonAdministre;
  readonly etat: EtatJeton;
}

/** An address that a token calls from. */
export interface AdresseDuJeton extends AdresseVue {
  /** The end of its ban; null when it is answered. */
  readonly bannieJusqua: Date | null;
}

/** A token as an administrator reads it. */
export interface FicheJeton extends LigneJeton {
  readonly maintenant: Date;
  readonly vu: string;
  readonly retrait: Retrait | null;
  /** The name of the token whose place it takes. */
  readonly remplace: string | null;
  /** Of the last 7 days, the last seen first. */
  readonly adresses: readonly AdresseDuJeton[];
  readonly autresAdresses: number;
  readonly appels: number;
  readonly tentatives: Tentatives | null;
  readonly revocable: boolean;
  /** Why its withdrawal is not undone; null when it may be. */
  readonly pasRetabli: string | null;
}

/** The register of tokens, for who operates the service. */
export interface Registre {
  chercher(asked: JetonsCherches, page: number): Promise<PageDeJetons>;
  fiche(jti: string): Promise<FicheJeton | null>;
}

export interface PageDeJetons {
  readonly items: readonly LigneJeton[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

const PAR_PAGE = 50;
export const FICHE_JOURS = 7;
const ADRESSES_MAX = 50;
const DAY_MS = 86_400_000;

export function createRegistre({ db, clock }: { readonly db: Db; readonly clock: Clock }): Registre {
  return {
    chercher: async (asked, wanted) => {
      const now = new Date(clock.now());
      const total = await compterJetons(db, asked, now);
      const pages = Math.max(1, Math.ceil(total / PAR_PAGE));
      const page = Math.min(wanted, pages);
      const part = { now, offset: (page - 1) * PAR_PAGE, limit: PAR_PAGE };
      const found = await chercherJetons(db, asked, part);
      return { items: found.map((jeton) => ({ jeton, etat: etatJeton(jeton, now.getTime()) })), total, page, pages };
    },

    fiche: async (jti) => {
      const jeton = await jetonAdministre(db, jti);
      if (jeton === undefined) return null;
      const now = new Date(clock.now());
      const etat = etatJeton(jeton, now.getTime());
      const retrait = (await retraitDe(db, jti)) ?? null;
      const octroi = jeton.habilitation_etat === null ? null : { etat: jeton.habilitation_etat };
      const vues = await adressesVues(db, [jti], new Date(now.getTime() - (FICHE_JOURS - 1) * DAY_MS));
      const shown = vues.slice(0, ADRESSES_MAX);
      const since = jeton.revoque_le ?? jeton.banni_le;
      return {
        ...{ maintenant: now, jeton, etat, retrait },
        vu: etatVu(jeton),
        remplace: (await jetonRemplacePar(db, jti))?.jti ?? null,
        adresses: await withBans(shown, now),
        autresAdresses: vues.length - shown.length,
        appels: vues.reduce((sum, { appels }) => sum + appels, 0),
        tentatives: etat === 'retire' && since !== null ? await lireTentatives(db, jti, since) : null,
        revocable: jetonOuvre(jeton, now.getTime()),
        pasRetabli: pourquoiPasRetabli(jeton, { retrait, octroi }, now.getTime()),
      };
    },
  };

  async function withBans(vues: readonly AdresseVue[], now: Date): Promise<AdresseDuJeton[]> {
    const addresses = vues.map(({ adresse }) => adresse);
    const bans = await bannissementsDe(db, addresses, { since: now, now });
    return vues.map((vue) => ({
      ...vue,
      bannieJusqua: bans.find(({ adresse, fin }) => adresse === vue.adresse && fin > now)?.fin ?? null,
    }));
  }
}
