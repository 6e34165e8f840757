import { hourOf, shortDayOf } from './dates.ts';
import { outcomes } from './outcome-words.ts';

/** How a call ended, in a few words: its sentence is told when it is explained. */
const short: Readonly<Record<number, string>> = {
  200: 'réponse complète',
  206: 'réponse incomplète',
  301: 'identifiant remplacé',
  400: 'requête mal formée',
  403: 'droit insuffisant',
  404: 'aucune donnée',
  405: 'méthode refusée',
  422: 'paramètre à corriger',
  429: 'trop d’appels',
  451: 'non diffusible',
  500: 'erreur de notre part',
  502: 'erreur du fournisseur',
  503: 'fournisseur indisponible',
  504: 'fournisseur trop lent',
};

/** « 404 – aucune donnée ». */
export function statutWords(statut: number): string {
  const words = short[statut];
  return words === undefined ? String(statut) : `${statut} – ${words}`;
}

/** What a status means and what to do of it, without the links of the guide that it is written for. */
export function statutSentences(statut: number): { readonly what: string; readonly wayOut: string } {
  const plain = (markdown: string) => markdown.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1');
  const found = outcomes.find(([status]) => status === statut);
  return { what: plain(found?.[1] ?? ''), wayOut: plain(found?.[2] ?? '') };
}

export function statutTone(statut: number): 'success' | 'info' | 'warning' | 'error' {
  if (statut >= 500) return 'error';
  if (statut < 300) return 'success';
  return statut === 404 || statut === 301 || statut === 451 ? 'info' : 'warning';
}

const seconds = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', second: '2-digit' });

/** « 24/11/2026, 14 h 02 min 09 s »: a call is found again by its second. */
export function momentOf(instant: Date): string {
  return `${shortDayOf(instant)}, ${hourOf(instant)} min ${seconds.format(instant).padStart(2, '0')} s`;
}

/** A part of what an administration declares; a call refused before it was read has none. */
export function declared(text: string | null, missing: string): string {
  if (text === null) return 'non lu';
  return text === '' ? missing : text;
}
