import type { Choix } from '../../editeurs/lecture.ts';
import { textOf } from '../shared/form-body.ts';
import { CLIENTS } from './words.ts';

export const views = {
  echeance: 'Finit dans les 90 jours, ou fini',
  sante: 'En difficulté',
} as const;

export const sorts = {
  fin: 'Échéance la plus proche',
  organisation: 'Organisation',
  appels: 'Nombre d’appels',
  echecs: 'Part des échecs',
} as const;

type View = keyof typeof views;
type Sort = keyof typeof sorts;

/** What the list is asked to show, as its address says it. */
export interface Filters {
  readonly q: string;
  readonly voir: View | '';
  readonly tri: Sort;
}

const MOTS_MAX = 200;

/** What an address asks; what it says wrong is as if it said nothing. */
export function filtersAsked(query: unknown): Filters {
  const [voir, tri] = [textOf(query, 'voir'), textOf(query, 'tri')];
  return {
    q: textOf(query, 'q').slice(0, MOTS_MAX),
    voir: isView(voir) ? voir : '',
    tri: isSort(tri) ? tri : 'fin',
  };
}

export function choixOf({ q, voir, tri }: Filters): Choix {
  return { mots: q, echeance: voir === 'echeance', souffrantes: voir === 'sante', tri };
}

export function clientsAddress({ q, voir, tri }: Filters, page = 1, path = CLIENTS): string {
  const asked = new URLSearchParams();
  if (q !== '') asked.set('q', q);
  if (voir !== '') asked.set('voir', voir);
  if (tri !== 'fin') asked.set('tri', tri);
  if (page > 1) asked.set('page', String(page));
  return asked.size === 0 ? path : `${path}?${asked}`;
}

function isView(text: string): text is View {
  return Object.hasOwn(views, text);
}

function isSort(text: string): text is Sort {
  return Object.hasOwn(sorts, text);
}
