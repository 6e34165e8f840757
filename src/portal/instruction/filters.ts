import type { FiltreFile } from '../../records/file-instruction.ts';
import type { CasUsageDemande, EtatDemande } from '../../records/tables/demandes.ts';
import { textOf } from '../shared/form-body.ts';
import { casUsageWords } from './words.ts';

export const QUEUE = '/instruction';
const MAX_SEARCH = 200;

/** The states that the queue shows one by one, in its order. */
export const etatsFiltres: readonly EtatDemande[] = ['envoyee', 'a_modifier', 'validee', 'refusee', 'revoquee'];
const underWay: readonly EtatDemande[] = ['envoyee', 'a_modifier'];

/** What the address of the queue asks to see. */
export interface Filters {
  /** Null: what is under way. */
  readonly etat: EtatDemande | null;
  readonly casUsage: CasUsageDemande | null;
  readonly mesAvis: boolean;
  readonly texte: string;
}

/** The states that this reader may see in the queue: archived ones are for administrators. */
export function etatsPour(roles: readonly string[]): readonly EtatDemande[] {
  return roles.includes('administrateur') ? [...etatsFiltres, 'archivee'] : etatsFiltres;
}

/** Reads an address; what it says wrong is as if it said nothing. */
export function filtersAsked(query: unknown, etats: readonly EtatDemande[]): Filters {
  return {
    etat: etats.find((etat) => etat === textOf(query, 'etat')) ?? null,
    casUsage: [...casUsageWords.keys()].find((cle) => cle === textOf(query, 'cas')) ?? null,
    mesAvis: textOf(query, 'avis') === 'moi',
    texte: textOf(query, 'q').slice(0, MAX_SEARCH),
  };
}

/** What the database is asked: one searches and looks for one's opinions in every state. */
export function filtreOf(
  { etat, casUsage, mesAvis, texte }: Filters,
  compte: string,
  etats: readonly EtatDemande[],
): FiltreFile {
  const everywhere = texte !== '' || mesAvis;
  const etatsCherches = etat !== null ? [etat] : everywhere ? [...etats, 'brouillon' as const] : underWay;
  return { etats: etatsCherches, casUsage, texte, avisDe: mesAvis ? compte : null };
}

export function isFiltered({ etat, casUsage, mesAvis, texte }: Filters): boolean {
  return etat !== null || casUsage !== null || mesAvis || texte !== '';
}

/** The address of a page of the queue, or of its export. */
export function queueAddress({ etat, casUsage, mesAvis, texte }: Filters, page = 1, path = QUEUE): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ etat, cas: casUsage, avis: mesAvis ? 'moi' : '', q: texte }))
    if (value !== null && value !== '') parameters.set(name, value);
  if (page > 1) parameters.set('page', String(page));
  return parameters.size === 0 ? path : `${path}?${parameters}`;
}
