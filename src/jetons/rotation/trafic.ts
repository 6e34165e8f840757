import { adressesVues } from '../../records/consommation.ts';
import { type RefusDAdresse, refusDuJeton } from '../../records/refus-401.ts';
import type { Db } from '../../records/work.ts';

/** What a token was used for from one address. */
export interface Passage {
  readonly dernierLe: Date;
  /** Calls since midnight, in Paris. */
  readonly aujourdhui: number;
}

/** An address, and with which of two tokens it calls. */
export interface AdresseDeRotation {
  readonly adresse: string;
  readonly ancien: Passage | null;
  readonly nouveau: Passage | null;
}

/** What tells whether an old token may go. */
export interface Trafic {
  /** Those that still use the old one first, then the last seen. */
  readonly adresses: readonly AdresseDeRotation[];
  readonly autres: number;
  /** The last call with the old one; null when there was none lately. */
  readonly dernierAncien: Date | null;
}

/** Attempts with a token that is withdrawn. */
export interface Tentatives {
  readonly total: number;
  readonly adresses: readonly RefusDAdresse[];
  readonly autres: number;
}

/** How far back calls are told. */
export const TRAFIC_JOURS = 30;
const DAY_MS = 86_400_000;
const ADRESSES_MAX = 50;

/** From where two tokens are used, the one that takes the place of the other beside it. */
export async function lireTrafic(db: Db, ancien: string, nouveau: string | null, now: Date): Promise<Trafic> {
  const jtis = nouveau === null ? [ancien] : [ancien, nouveau];
  const [vues, today] = [
    await adressesVues(db, jtis, new Date(now.getTime() - TRAFIC_JOURS * DAY_MS)),
    await adressesVues(db, jtis, now),
  ];
  const passage = (jti: string | null, adresse: string): Passage | null => {
    const seen = vues.find((vue) => vue.jti === jti && vue.adresse === adresse);
    if (seen === undefined) return null;
    const same = today.find((vue) => vue.jti === jti && vue.adresse === adresse);
    return { dernierLe: seen.dernier_le, aujourdhui: same?.appels ?? 0 };
  };
  const known = [...new Set(vues.map(({ adresse }) => adresse))];
  const adresses = known
    .map((adresse) => ({ adresse, ancien: passage(ancien, adresse), nouveau: passage(nouveau, adresse) }))
    .toSorted((a, b) => instant(b.ancien) - instant(a.ancien) || instant(b.nouveau) - instant(a.nouveau));
  return {
    adresses: adresses.slice(0, ADRESSES_MAX),
    autres: Math.max(0, adresses.length - ADRESSES_MAX),
    dernierAncien: adresses[0]?.ancien?.dernierLe ?? null,
  };
}

/** What was refused to a token since it is, and from where. */
export async function lireTentatives(db: Db, jti: string, since: Date): Promise<Tentatives> {
  const found = await refusDuJeton(db, jti, since);
  return {
    total: found.reduce((sum, { nombre }) => sum + nombre, 0),
    adresses: found.slice(0, ADRESSES_MAX),
    autres: Math.max(0, found.length - ADRESSES_MAX),
  };
}

const instant = (passage: Passage | null): number => passage?.dernierLe.getTime() ?? 0;
