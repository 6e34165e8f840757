import type { Generated } from 'kysely';

export type ClotureLien = 'revoque' | 'remplace';

export interface LiensDeJetonsTable {
  id: string;
  empreinte: string;
  jti: string;
  email: string;
  nom: string;
  cree_par: string;
  cree_le: Date;
  expire_le: Date;
  clos_le: Date | null;
  clos_par: ClotureLien | null;
}

/** By whom it was seen: the account of its requester, or whoever had a link. */
export interface AffichagesDeJetonsTable {
  id: Generated<string>;
  jti: string;
  compte: string | null;
  lien: string | null;
  le: Date;
  adresse: string;
}
