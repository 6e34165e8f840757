import type { Demande } from '../records/demandes.ts';
import type { CasUsageDemande } from '../records/tables/demandes.ts';
import { formulaireOf } from './cas-usage.ts';
import { type Contenu, emptyContenu } from './contenu.ts';
import { type Formulaire, formulaireDe } from './formulaire.ts';

/** What a page of the form changes. */
export interface Saisie {
  readonly intitule?: string;
  readonly siret?: string | null;
  readonly casUsage?: CasUsageDemande;
  readonly contenu?: Partial<Contenu>;
}

export interface Nouvelle {
  readonly casUsage: CasUsageDemande;
  readonly intitule: string;
  readonly saisie?: Saisie;
  /** The request that this one renews: its form is taken over. */
  readonly copieDe?: Demande;
}

/** What a request starts with: what its use case fills, or the form that it renews, then what is already known. */
export function premierFormulaire({ casUsage, intitule, saisie = {}, copieDe }: Nouvelle): Formulaire {
  const { coches, description } = formulaireOf(casUsage);
  const start: Formulaire =
    copieDe === undefined
      ? { casUsage, intitule, siret: null, contenu: { ...emptyContenu, donnees: [...coches], description } }
      : { ...formulaireDe(copieDe), intitule };
  return {
    casUsage,
    intitule,
    siret: saisie.siret === undefined ? start.siret : saisie.siret,
    contenu: { ...start.contenu, ...saisie.contenu },
  };
}
