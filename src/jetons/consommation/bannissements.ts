import type { Clock } from '../../core/clock.ts';
import { type Bannissement, bannissementsDe } from '../../records/bannissements.ts';
import {
  adressesVues,
  appelsEntre,
  compteRefus,
  type Echec,
  refusDeJetons,
  refusDeLAdresse,
} from '../../records/consommation.ts';
import { type JetonVu, jetonsVusPar } from '../../records/jetons-de-compte.ts';
import type { Db } from '../../records/work.ts';
import type { Regles } from './compteurs.ts';

/** A ban of an address that called with one's tokens, and what of it came from them. */
export interface BannissementExplique extends Bannissement {
  readonly enCours: boolean;
  /** Calls made, or refused, with one's tokens in what caused it, minute by minute; the rest came from others. */
  readonly minutes: readonly { readonly minute: Date; readonly nombre: number }[];
  /** The tokens that called from there lately. */
  readonly jetons: readonly JetonVu[];
}

export interface Bannissements {
  readonly maintenant: Date;
  readonly jetons: readonly JetonVu[];
  readonly bannissements: readonly BannissementExplique[];
  /** Answers 429, a line a minute, token, service and address. */
  readonly refus: { readonly items: readonly Echec[]; readonly page: number; readonly pages: number };
  /** Of the last 24 hours. */
  readonly refusDuJour: number;
  /** The ban of the address that asks, whoever is behind it; null when it is answered. */
  readonly ici: Bannissement | null;
}

export interface LectureBannissements {
  readonly regles: Regles;
  /** What someone's tokens met; `adresse` is where he reads from. */
  de(compte: string, adresse: string, page: number): Promise<Bannissements>;
}

interface BannissementsOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly regles: Regles;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** How far back bans, then refused calls, are told. */
export const BANNISSEMENTS_JOURS = 30;
export const REFUS_JOURS = 7;
const REFUS_PAR_PAGE = 30;

export function createLectureBannissements({ db, clock, regles }: BannissementsOptions): LectureBannissements {
  /** What one's tokens have to do with it. */
  async function cause(ban: Bannissement, jtis: readonly string[]): Promise<BannissementExplique['minutes']> {
    const { adresse, debut: to } = ban;
    if (ban.motif === 'plafond') {
      const from = new Date(to.getTime() - regles.plafond.fenetreMs);
      const nombre = await appelsEntre(db, { jtis, adresse, from, to });
      return nombre === 0 ? [] : [{ minute: minuteOf(to), nombre }];
    }
    const from = minuteOf(new Date(to.getTime() - regles.bannissement.refus.fenetreMs));
    return byMinute(await refusDeLAdresse(db, { jtis, adresse, from, to }));
  }

  async function explain(jetons: readonly JetonVu[], now: Date): Promise<BannissementExplique[]> {
    const jtis = jetons.map(({ jti }) => jti);
    const since = new Date(now.getTime() - BANNISSEMENTS_JOURS * DAY_MS);
    const vues = await adressesVues(db, jtis, new Date(since.getTime() - DAY_MS));
    const bans = await bannissementsDe(db, [...new Set(vues.map(({ adresse }) => adresse))], { since, now });
    return Promise.all(
      bans.map(async (ban) => ({
        ...ban,
        enCours: ban.fin > now,
        minutes: await cause(ban, jtis),
        jetons: jetons.filter(({ jti }) => vues.some((vue) => vue.jti === jti && vue.adresse === ban.adresse)),
      })),
    );
  }

  return {
    regles,
    de: async (compte, adresse, asked) => {
      const now = new Date(clock.now());
      const jetons = await jetonsVusPar(db, compte);
      const jtis = jetons.map(({ jti }) => jti);
      const from = new Date(now.getTime() - REFUS_JOURS * DAY_MS);
      const { lignes } = await compteRefus(db, jtis, from);
      const pages = Math.max(1, Math.ceil(lignes / REFUS_PAR_PAGE));
      const page = Math.min(asked, pages);
      const range = { offset: (page - 1) * REFUS_PAR_PAGE, limit: REFUS_PAR_PAGE };
      const [ici = null] = await bannissementsDe(db, [adresse], { since: now, now });
      return {
        maintenant: now,
        jetons,
        bannissements: await explain(jetons, now),
        refus: { items: await refusDeJetons(db, jtis, from, range), page, pages },
        refusDuJour: (await compteRefus(db, jtis, new Date(now.getTime() - DAY_MS))).refus,
        ici,
      };
    },
  };
}

function minuteOf(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / MINUTE_MS) * MINUTE_MS);
}

function byMinute(refus: readonly { readonly minute: Date; readonly nombre: number }[]) {
  const counts = new Map<number, number>();
  for (const { minute, nombre } of refus) counts.set(minute.getTime(), (counts.get(minute.getTime()) ?? 0) + nombre);
  return [...counts].map(([minute, nombre]) => ({ minute: new Date(minute), nombre }));
}
