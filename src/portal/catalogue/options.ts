import type { RoomPapers } from '../../papers/room-papers.ts';
import type { CataloguedRoom } from './fiche.ts';

/** What the catalogue is made from. */
export interface CatalogueOptions {
  readonly rooms: readonly CataloguedRoom[];
  readonly papersOf: (endpointName: string) => RoomPapers;
  readonly publicUrl: string;
  /** A shell expression that gives a token. */
  readonly token: string;
  /** Draws a document like those that an endpoint gives. */
  readonly drawSpecimen: (specimen: SpecimenOrder) => Promise<Buffer>;
}

export interface SpecimenOrder {
  readonly title: string;
  readonly provider: string;
  readonly format: 'pdf' | 'zip';
}
