import type { Endpoint } from '../../../core/endpoint.ts';
import type { EtatTicket, GenreTicket } from '../../../records/tables/support.ts';
import type { TicketFilter } from '../../../records/tickets.ts';
import { textOf } from '../../shared/form-body.ts';

export const LIST = '/administration/tickets';
const MAX_SEARCH = 200;

const etats: readonly EtatTicket[] = ['recu', 'en_cours', 'en_attente', 'resolu'];
const genres: readonly GenreTicket[] = ['endpoint', 'general', 'documentation', 'site'];

/** What an address asks to see; what it says wrong is as if it said nothing. */
export function filterAsked(query: unknown, endpoints: readonly Endpoint[]): TicketFilter {
  const one = <Value extends string>(field: string, known: readonly Value[]): Value | null =>
    known.find((value) => value === textOf(query, field)) ?? null;
  return {
    etat: one('etat', etats),
    genre: one('genre', genres),
    endpoint: one(
      'service',
      endpoints.map(({ name }) => name),
    ),
    text: textOf(query, 'q').slice(0, MAX_SEARCH),
    compte: null,
  };
}

export function isFiltered({ etat, genre, endpoint, text }: TicketFilter): boolean {
  return etat !== null || genre !== null || endpoint !== null || text !== '';
}

/** The address of a page of this list. */
export function listAddress({ etat, genre, endpoint, text }: TicketFilter, page: number): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ etat, genre, service: endpoint, q: text }))
    if (value !== null && value !== '') parameters.set(name, value);
  if (page > 1) parameters.set('page', String(page));
  return parameters.size === 0 ? LIST : `${LIST}?${parameters}`;
}
