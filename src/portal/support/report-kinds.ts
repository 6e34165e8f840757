import type { GenreTicket } from '../../records/tables/support.ts';
import { textOf } from '../shared/form-body.ts';
import type { SitePage } from '../shared/site-map.ts';

interface ReportKind {
  readonly genre: GenreTicket;
  /** Of its form. */
  readonly title: string;
  /** Of its card. */
  readonly card: string;
  readonly purpose: string;
}

/** The four kinds of report, in the order of the page. */
export const reportKinds: readonly ReportKind[] = [
  {
    genre: 'endpoint',
    title: 'Signaler un problème sur un endpoint',
    card: 'Un endpoint',
    purpose: 'Un appel échoue, ou ne répond pas ce que sa fiche promet.',
  },
  {
    genre: 'general',
    title: 'Poser une question générale',
    card: 'Une question générale',
    purpose: 'Une donnée manque, une démarche bloque, ou rien de ce qui est ici ne convient.',
  },
  {
    genre: 'documentation',
    title: 'Signaler une erreur dans la documentation',
    card: 'La documentation',
    purpose: 'Une page est fausse, incomplète ou obscure.',
  },
  {
    genre: 'site',
    title: 'Signaler un problème sur le site',
    card: 'Le site',
    purpose: 'Une page ne s’affiche pas, ne fait pas ce qu’elle dit, ou n’est pas accessible.',
  },
];

/** The address of a form, with what is known already. */
export function reportAddress(genre: GenreTicket): string {
  return `/support/signaler?type=${genre}`;
}

/** The kind that an address or a form asks for. */
export function kindAsked(query: unknown): ReportKind | null {
  return reportKinds.find(({ genre }) => genre === textOf(query, 'type')) ?? null;
}

/** The forms, for the plan of the site. */
export const reportPages: readonly SitePage[] = reportKinds.map(({ genre, title }) => ({
  path: reportAddress(genre),
  title,
}));
