import type { CasUsageDemande } from '../records/tables/demandes.ts';
import { type Contenu, readContenu } from './contenu.ts';

/** All that an applicant writes and sends: what is compared, checked and granted. */
export interface Formulaire {
  readonly casUsage: CasUsageDemande;
  readonly intitule: string;
  readonly siret: string | null;
  readonly contenu: Contenu;
}

interface Kept {
  readonly cas_usage: CasUsageDemande;
  readonly intitule: string;
  readonly siret: string | null;
  readonly contenu: unknown;
}

/** The form as the applicant has it now. */
export function formulaireDe({ cas_usage, intitule, siret, contenu }: Kept): Formulaire {
  return { casUsage: cas_usage, intitule, siret, contenu: readContenu(contenu) };
}

/** The form as it was last sent (`contenu_envoye`), or granted (`instantane`); null when it never was. */
export function formulaireEnvoye(kept: unknown): Formulaire | null {
  if (kept === null || kept === undefined) return null;
  const { casUsage, intitule, siret, contenu } = Object(kept);
  return { casUsage, intitule, siret, contenu: readContenu(contenu) };
}
