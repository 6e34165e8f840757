import type { Endpoint } from '../../core/endpoint.ts';
import type { RoomPapers } from '../../papers/room-papers.ts';
import { withFrenchSpaces } from '../shared/texts.ts';
import type { CaseHead } from './case-head.ts';

type Utility = RoomPapers['sheet']['utilite'];
export type Level = Utility[keyof Utility];

/** What one use of an endpoint is worth, and why. */
export interface Cell {
  readonly level: Level;
  readonly reason: string;
}

export interface MatrixRow {
  readonly endpoint: Endpoint;
  readonly provider: string;
  readonly cells: readonly Cell[];
}

/** Endpoints of a category of the catalogue, the most useful first. */
export interface MatrixGroup {
  readonly category: string;
  readonly rows: readonly MatrixRow[];
}

export interface Matrix {
  readonly groups: readonly MatrixGroup[];
  /** By column, how many endpoints are at each level. */
  readonly counts: readonly Readonly<Record<Level, number>>[];
}

interface Rooms {
  readonly endpoints: readonly Endpoint[];
  readonly papersOf: (endpointName: string) => RoomPapers;
}

export const levels = ['oui', 'a_etudier', 'non', 'format'] as const satisfies readonly Level[];

/** Said of a level that the text of the use case does not explain: an endpoint may be newer than the text. */
export const unwritten: Readonly<Record<Level, string>> = {
  oui: 'Sert couramment à ce cas d’usage.',
  a_etudier: 'À justifier dans la demande d’accès.',
  non: 'N’est pas ouvert à ce cas d’usage.',
  format: 'C’est un document, qui ne remplit aucun champ.',
};

/** Every endpoint with its usefulness to a use case: the level from its sheet, the reason from the text of the use case. */
export function matrixOf(head: CaseHead, { endpoints, papersOf }: Rooms): Matrix {
  if (head.colonnes.length === 0) return { groups: [], counts: [] };
  const rows = endpoints.map((endpoint) => {
    const { sheet } = papersOf(endpoint.name);
    const cells = head.colonnes.map((column): Cell => {
      const level = sheet.utilite[column];
      const said = head.precisions[column]?.[endpoint.name];
      const reasons = head.raisons[column]?.[level];
      const reason = said ?? reasons?.[sheet.categorie] ?? reasons?.defaut ?? unwritten[level];
      return { level, reason: withFrenchSpaces(reason) };
    });
    return { category: sheet.categorie, row: { endpoint, provider: endpoint.providers[0]?.name ?? '', cells } };
  });
  const categories = [...new Set(rows.map(({ category }) => category))].sort((a, b) => rankOf(a) - rankOf(b));
  return {
    groups: categories.map((category) => ({
      category,
      rows: rows
        .filter((it) => it.category === category)
        .map(({ row }) => row)
        .sort(usefulFirst),
    })),
    counts: head.colonnes.map((_, column) => countsOf(rows.map(({ row }) => row.cells[column]?.level))),
  };
}

/** The order of the catalogue; a category that is not in it comes last. */
const ORDER = ['Informations générales', 'Informations financières', 'Attestations sociales et fiscales'];

function rankOf(category: string): number {
  const rank = ORDER.indexOf(category);
  return rank === -1 ? ORDER.length : rank;
}

function usefulFirst(a: MatrixRow, b: MatrixRow): number {
  for (const [column, cell] of a.cells.entries()) {
    const difference = levels.indexOf(cell.level) - levels.indexOf(b.cells[column]?.level ?? cell.level);
    if (difference !== 0) return difference;
  }
  return a.endpoint.title.localeCompare(b.endpoint.title, 'fr');
}

function countsOf(given: readonly (Level | undefined)[]): Record<Level, number> {
  const count = (level: Level): number => given.filter((it) => it === level).length;
  return { oui: count('oui'), a_etudier: count('a_etudier'), non: count('non'), format: count('format') };
}
