import type { Generated } from 'kysely';

export interface FichiersImportesTable {
  version: Generated<number>;
  fournisseur: string;
  etat: 'en_cours' | 'servi' | 'perime';
  nom: string;
  lignes: number;
  instance: string;
  vu_le: Date;
  commence_le: Date;
  servi_le: Date | null;
}

export interface LignesImporteesTable {
  version: number;
  cle: string;
  ligne: number;
  valeur: unknown;
}
