import type { Generated } from 'kysely';

export type ListeLettre = 'infolettre' | 'techlettre';
/** All that one can be told by mail without asking at each time: letters, and the notices of incidents and maintenances. */
export type ListeDiffusion = ListeLettre | 'avis';

export interface DesinscriptionsTable {
  empreinte: string;
  liste: ListeDiffusion;
  le: Date;
}

export interface AbonnesLettresTable {
  id: string;
  email: string;
  listes: ListeLettre[];
  cree_le: Date;
  confirme_le: Date | null;
  desinscrit_le: Date | null;
  echecs: Generated<number>;
}

export interface LettresTable {
  id: Generated<number>;
  genre: ListeLettre;
  titre: string;
  resume: string;
  corps: string;
  cree_le: Date;
  cree_par: string;
  modifiee_le: Date;
  modifiee_par: string;
  version: Generated<number>;
  depart_le: Date | null;
  programmee_par: string | null;
  commencee_le: Date | null;
  curseur: string | null;
  destinataires: Generated<number>;
  en_file: Generated<number>;
  en_file_le: Date | null;
  reprise_le: Date | null;
  terminee_le: Date | null;
  partis: Generated<number>;
  refuses: Generated<number>;
  abandonnes: Generated<number>;
  desinscrits: Generated<number>;
}
