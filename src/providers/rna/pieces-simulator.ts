import type { DocumentAssociation, FictionalUnit } from '../../simulator/units.ts';

const LARGE_COUNT = 30;
const SIREN_LENGTH = 9;

/** The documents of a unit's association; the unit of large answers has as many as an association ever had here. */
export function piecesOf({ behaviour, siren, association }: FictionalUnit): readonly DocumentAssociation[] {
  const [model] = association.documents;
  if (behaviour !== 'large' || model === undefined) return association.documents;
  return Array.from({ length: LARGE_COUNT }, (_, rank) => ({
    ...model,
    id: `${String(rank + 1).padStart(2, '0')}${`${siren}1`.padStart(30, '0')}`,
  }));
}

/** The siren written at the end of a document's number, before its rank. */
export function sirenOfPiece(id: string): string {
  return id.slice(-SIREN_LENGTH - 1, -1);
}
