import { centile } from '../../core/paliers-duree.ts';
import type { CompteDEndpoint, CompteDeTranche } from '../../records/appels-de-jetons.ts';

/** What became of calls; every call is in one class. */
export type Issue = 'succes' | 'sansDonnee' | 'vosErreurs' | 'pannes';

/** In the order in which they are told. */
export const issues: readonly Issue[] = ['succes', 'sansDonnee', 'vosErreurs', 'pannes'];

export type Bilan = Readonly<Record<Issue, number>> & { readonly appels: number };

/** 301, 404 and 451 are answers: the provider was there, and has nothing to give at this number. */
const SANS_DONNEE: ReadonlySet<number> = new Set([301, 404, 451]);

export function issueDe(statut: number): Issue {
  if (statut >= 500) return 'pannes';
  if (SANS_DONNEE.has(statut)) return 'sansDonnee';
  return statut < 300 ? 'succes' : 'vosErreurs';
}

export function bilanDe(comptes: readonly { readonly statut: number; readonly nombre: number }[]): Bilan {
  const bilan = { appels: 0, succes: 0, sansDonnee: 0, vosErreurs: 0, pannes: 0 };
  for (const { statut, nombre } of comptes) {
    bilan.appels += nombre;
    bilan[issueDe(statut)] += nombre;
  }
  return bilan;
}

/** The calls of one unit of a period. */
export interface BilanDeTranche extends Bilan {
  readonly debut: Date;
}

/** One a unit, in their order; a unit without a call has its own all the same. */
export function parTranche(comptes: readonly CompteDeTranche[], tranches: readonly Date[]): BilanDeTranche[] {
  return tranches.map((debut) => ({
    debut,
    ...bilanDe(comptes.filter((compte) => compte.debut.getTime() === debut.getTime())),
  }));
}

/** The calls of one endpoint. Durations, in milliseconds, are of calls that were not refused; null when all were. */
export interface BilanDEndpoint extends Bilan {
  readonly endpoint: string;
  readonly p50: number | null;
  readonly p95: number | null;
}

/** Those that went wrong most often first, then the most called. */
export function parEndpoint(comptes: readonly CompteDEndpoint[]): BilanDEndpoint[] {
  const endpoints = [...new Set(comptes.map(({ endpoint }) => endpoint))];
  return endpoints
    .map((endpoint) => bilanDEndpoint(comptes.filter((compte) => compte.endpoint === endpoint)))
    .sort((a, b) => erreurs(b) - erreurs(a) || b.appels - a.appels || a.endpoint.localeCompare(b.endpoint));
}

const erreurs = ({ vosErreurs, pannes }: Bilan) => vosErreurs + pannes;

function bilanDEndpoint(comptes: readonly CompteDEndpoint[]): BilanDEndpoint {
  const durees = new Map<number, number>();
  for (const { statut, palier, nombre } of comptes)
    if (issueDe(statut) !== 'vosErreurs') durees.set(palier, (durees.get(palier) ?? 0) + nombre);
  return {
    endpoint: comptes[0]?.endpoint ?? '',
    ...bilanDe(comptes),
    p50: centile(durees, 0.5),
    p95: centile(durees, 0.95),
  };
}
