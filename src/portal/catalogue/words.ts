import type { RoomPapers } from '../../papers/room-papers.ts';
import type { Fiche, Format, Quota } from './fiche.ts';

type Sheet = RoomPapers['sheet'];

/** Who may have the data, in a word and in a sentence. */
export const openings: Readonly<Record<Sheet['ouverture'], readonly [word: string, sentence: string]>> = {
  publique: ['Ouverte', 'Donnée ouverte : elle peut être montrée à tous.'],
  protégée: [
    'Protégée',
    'Donnée protégée : réservée aux administrations habilitées, pour la démarche qu’elles ont déclarée.',
  ],
  mixte: [
    'En partie protégée',
    'Donnée ouverte, sauf pour les entités qui ne se laissent pas diffuser ou qui ont demandé la confidentialité : leur part est protégée.',
  ],
};

export const publics: Readonly<Record<Sheet['publics'][number], string>> = {
  entreprises: 'Entreprises',
  associations: 'Associations',
};

export const formats: Readonly<Record<Format, string>> = { json: 'JSON', pdf: 'PDF', zip: 'ZIP' };

export const usefulness: Readonly<Record<Sheet['utilite'][keyof Sheet['utilite']], readonly [string, string]>> = {
  oui: ['Utile', 'La donnée sert couramment à ce cas d’usage.'],
  a_etudier: ['À étudier', 'Selon la démarche : la demande d’habilitation dira pourquoi elle est nécessaire.'],
  non: ['Non', 'La donnée n’est pas ouverte à ce cas d’usage.'],
  format: ['Format inadapté', 'La réponse est un document, qui ne remplit pas un formulaire.'],
};

/** « 250 appels par minute ». */
export function quotaWords({ limit, windowMs }: Quota): string {
  const window = windowMs === 60_000 ? 'par minute' : `en ${windowMs / 1000} secondes`;
  return `${limit} appels ${window}`;
}

/** Whom the quota is shared with. */
export function quotaScope({ name }: Quota): string {
  if (name === 'json') return 'par jeton, communs à tous les endpoints de données';
  if (name === 'documents') return 'par jeton, communs à tous les endpoints de documents';
  return 'par jeton, propres à cet endpoint';
}

/** « 31 données », « 1 donnée », « Aucune donnée ». */
export function countWords(count: number): string {
  if (count === 0) return 'Aucune donnée';
  return `${count} donnée${count > 1 ? 's' : ''}`;
}

/** What a description says first: « Chiffre d’affaires de l’exercice ». */
export function labelOf(description: string): string {
  const end = /[,;:.(](?=\s|$)|\s\(/.exec(description);
  return (end === null ? description : description.slice(0, end.index)).trim();
}

/** Where the sheet of an endpoint is. */
export const sheetPath = ({ slug }: Pick<Fiche, 'slug'>): string => `/catalogue/${slug}`;

/** The anchor of a field in its sheet. */
export const fieldAnchor = (path: readonly string[]): string => `champ-${path.join('.')}`;
