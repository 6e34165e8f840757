import type { Generated } from 'kysely';

/** Software companies; one that is closed has a date. */
export interface EditeursTable {
  id: string;
  nom: string;
  siret: string;
  produit: string;
  public: boolean;
  version: number;
  cree_le: Date;
  ferme_le: Date | null;
}

export interface EditeurComptesTable {
  compte: string;
  editeur: string;
  ajoute_le: Date;
  resume: Generated<boolean>;
  resume_semaine: Generated<string | null>;
}

export type EtatDelegation = 'demandee' | 'accordee' | 'declinee' | 'terminee';
/** Who or what ended it: `fermeture` is that of the editor, `delai` an ask without an answer. */
export type FinDelegation = 'client' | 'editeur' | 'habilitation' | 'fermeture' | 'delai';

export interface DelegationsTable {
  id: string;
  editeur: string;
  /** Null when the number asked names nothing. */
  demande: string | null;
  numero: string;
  etat: EtatDelegation;
  demandee_le: Date | null;
  demandee_par: string | null;
  accordee_le: Date | null;
  close_le: Date | null;
  fin: FinDelegation | null;
}
