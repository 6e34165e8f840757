import { parseRna } from '../core/identifiers/rna.ts';
import { parseSiren } from '../core/identifiers/siren.ts';
import { parseSiret, sirenOf } from '../core/identifiers/siret.ts';

export type GenreIdentifiant = 'siren' | 'siret' | 'rna';

/** Whom a look-up is about. */
export interface Identifiant {
  readonly genre: GenreIdentifiant;
  readonly valeur: string;
  /** What it may be asked by: a SIRET says its SIREN too, the nearest first. */
  readonly formes: readonly string[];
}

/** What is wrong with what was typed; the sentence is for the screen. */
export type Lecture = { readonly identifiant: Identifiant } | { readonly faute: string };

/** Reads what an agent types or pastes: spaces, dots and dashes go. */
export function lireIdentifiant(saisie: string): Lecture {
  const valeur = saisie.replace(/[\s.\-\u00ad\u200b\u2010-\u2015]/g, '').toUpperCase();
  if (valeur === '') return { faute: 'Saisissez un SIREN, un SIRET ou un numéro RNA.' };
  const siret = parseSiret(valeur);
  if (siret !== null) return { identifiant: { genre: 'siret', valeur, formes: [valeur, sirenOf(siret)] } };
  if (parseSiren(valeur) !== null) return { identifiant: { genre: 'siren', valeur, formes: [valeur] } };
  if (parseRna(valeur) !== null) return { identifiant: { genre: 'rna', valeur, formes: [valeur] } };
  return { faute: fauteDe(valeur) };
}

function fauteDe(valeur: string): string {
  const wrongKey = (nom: string) =>
    `Ces chiffres ne forment pas un ${nom} : sa clé de contrôle n’est pas juste. Vérifiez chaque chiffre, l’un d’eux est faux ou deux sont inversés.`;
  if (/^\d{9}$/.test(valeur)) return wrongKey('SIREN');
  if (/^\d{14}$/.test(valeur)) return wrongKey('SIRET');
  const typed = /^\d+$/.test(valeur) ? ` Vous en avez saisi ${valeur.length}.` : '';
  return `Un SIREN a 9 chiffres, un SIRET 14, un numéro RNA la lettre W puis 9 chiffres.${typed}`;
}
