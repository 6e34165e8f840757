/** A notice of the end of a token: so many days before (`palier`). */
export interface AvisDeJetonsTable {
  jti: string;
  palier: number;
  le: Date;
  /** A nearer one was already due: it was told to nobody. */
  depasse: boolean;
  destinataires: string[];
}

/** What whoever prolongs a token has answered; null when he has not yet. */
export interface ProlongationsTable {
  jti: string;
  compte: string;
  responsable: 'oui' | 'bientot' | 'non' | null;
  usage_inchange: boolean | null;
  contact_metier: boolean | null;
  contact_technique: boolean | null;
  modifiee_le: Date;
  conclue_le: Date | null;
  /** The token made beside the old one. */
  nouveau: string | null;
}

export interface CalendriersDeJetonsTable {
  compte: string;
  empreinte: string;
  cree_le: Date;
}
