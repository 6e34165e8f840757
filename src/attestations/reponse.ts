import { isJson } from '../core/json.ts';
import type { ServiceConsultable } from './consultable.ts';

/** What our own public door answers, as it came. */
export interface ReponsePorte {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly text: string;
  /** The body was too long: `text` is its beginning. */
  readonly isCut: boolean;
}

/** What an agent learns of one service. */
export type Reponse =
  | {
      readonly genre: 'donnees';
      readonly statut: number;
      readonly valeur: unknown;
      /** JSON pointers to what could not be had. */
      readonly manque: readonly string[];
      /** Addresses of its documents, in the order of the answer. */
      readonly documents: readonly string[];
      readonly documentsFin: Date | null;
    }
  /** The company has another identifier; null when it is not one that this service takes. */
  | { readonly genre: 'remplace'; readonly statut: number; readonly par: string | null }
  | {
      readonly genre: 'refus';
      readonly statut: number;
      readonly phrases: readonly string[];
      readonly reessayerDans: number | null;
    }
  /** No answer: the connection was closed, or nothing came in time. */
  | { readonly genre: 'muette' };

const DOCUMENTS_MAX = 50;

export function lireReponse(
  { endpoint }: ServiceConsultable,
  { status, headers, text, isCut }: ReponsePorte,
  publicUrl: string,
): Reponse {
  const valeur = isCut ? undefined : parsed(text);
  if (status === 301) {
    const subject = endpoint.subject.segments.at(-1);
    const par = isJson(valeur) && subject !== undefined ? valeur[subject.parameter] : undefined;
    const isKnown = typeof par === 'string' && subject?.parse(par) !== null;
    return { genre: 'remplace', statut: status, par: isKnown ? par : null };
  }
  if (status !== 200 && status !== 206) {
    return { genre: 'refus', statut: status, phrases: phrasesOf(valeur), reessayerDans: secondsIn(headers) };
  }
  // An answer that we cannot read is not one to show: the call is made by software, with its own limits.
  if (valeur === undefined) return { genre: 'muette' };
  const { _indisponible: missing } = isJson(valeur) ? valeur : {};
  const documents = [...new Set(textsIn(valeur))].filter((one) => one.startsWith(`${publicUrl}/documents/`));
  return {
    genre: 'donnees',
    statut: status,
    valeur,
    manque: Array.isArray(missing) ? missing.map(String) : [],
    documents: documents.slice(0, DOCUMENTS_MAX),
    documentsFin: documents.length === 0 ? null : dateIn(headers, 'x-document-expire-le'),
  };
}

export function enTete({ headers }: Pick<ReponsePorte, 'headers'>, wanted: string): string | null {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function phrasesOf(body: unknown): string[] {
  const errors = isJson(body) ? body['errors'] : [];
  return Array.isArray(errors) ? errors.filter((one) => typeof one === 'string') : [];
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isJson(value) ? Object.values(value).flatMap(textsIn) : [];
}

function secondsIn(headers: ReponsePorte['headers']): number | null {
  const text = enTete({ headers }, 'retry-after') ?? '';
  return /^\d{1,7}$/.test(text) ? Number(text) : null;
}

function dateIn(headers: ReponsePorte['headers'], wanted: string): Date | null {
  const date = new Date(enTete({ headers }, wanted) ?? '');
  return Number.isNaN(date.getTime()) ? null : date;
}
