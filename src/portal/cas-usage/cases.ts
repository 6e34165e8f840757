import { join } from 'node:path';
import type { Static } from 'typebox';
import type { Endpoint } from '../../core/endpoint.ts';
import type { RoomPapers, useCases } from '../../papers/room-papers.ts';
import { readTexts, type Text, withFrenchSpaces } from '../shared/texts.ts';
import { type Written, written } from '../shared/written.ts';
import { CaseHead } from './case-head.ts';
import { type Matrix, matrixOf } from './matrix.ts';

type Column = keyof typeof useCases;

/** One use case, as its page tells it. */
export interface UseCase {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  /** Null for a use case that is open. */
  readonly archived: string | null;
  readonly columns: readonly Column[];
  /** What comes before the data, and after. */
  readonly before: Written;
  readonly after: Written;
  readonly matrix: Matrix;
}

export interface CaseSources {
  /** Where the texts are. */
  readonly folder: string;
  readonly endpoints: readonly Endpoint[];
  readonly papersOf: (endpointName: string) => RoomPapers;
}

/** Reads the use cases, in the order in which they are shown; what they say of each endpoint comes from its sheet. */
export function readUseCases({ folder, endpoints, papersOf }: CaseSources): readonly UseCase[] {
  const texts = [...readTexts(join(folder, 'cas'), CaseHead)].sort((a, b) => a.head.ordre - b.head.ordre);
  const names = new Set(endpoints.map(({ name }) => name));
  return texts.map((text) => useCaseOf(text, names, { endpoints, papersOf }));
}

const DATA = '{{donnees}}';

function useCaseOf(
  { name, head, body }: Text<Static<typeof CaseHead>>,
  names: ReadonlySet<string>,
  rooms: Omit<CaseSources, 'folder'>,
): UseCase {
  const [before = '', after] = body.split(DATA);
  if (after === undefined) throw new Error(`Le cas d’usage « ${name} » ne dit pas où montrer ses données (${DATA}).`);
  return {
    slug: name,
    title: head.titre,
    summary: withFrenchSpaces(head.resume),
    archived: head.archive === undefined ? null : withFrenchSpaces(head.archive),
    columns: head.colonnes,
    before: written(before, { anchor: 'cas', endpoints: names }),
    after: written(after, { anchor: 'suite', endpoints: names }),
    matrix: matrixOf(head, rooms),
  };
}
