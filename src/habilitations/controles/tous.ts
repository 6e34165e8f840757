import type { Formulaire } from '../formulaire.ts';
import { type Section, sections } from '../sections.ts';
import { controleCadreJuridique } from './cadre-juridique.ts';
import { controleContacts } from './contacts.ts';
import type { Contexte, Controle, Manque } from './controle.ts';
import { controleDonnees } from './donnees.ts';
import { controleDonneesPersonnelles } from './donnees-personnelles.ts';
import { controleOrganisation } from './organisation.ts';
import { controleProjet } from './projet.ts';

/** What each section is checked for, on its page and once more before sending. */
export const controles: Readonly<Record<Section, Controle>> = {
  organisation: controleOrganisation,
  projet: controleProjet,
  donnees: controleDonnees,
  'cadre-juridique': controleCadreJuridique,
  'donnees-personnelles': controleDonneesPersonnelles,
  contacts: controleContacts,
};

/** What the whole form lacks, section by section; a complete section is not in it. */
export function manquesDe(formulaire: Formulaire, contexte: Contexte): ReadonlyMap<Section, Manque[]> {
  return new Map(
    sections
      .map(({ cle }): [Section, Manque[]] => [cle, controles[cle](formulaire, contexte)])
      .filter(([, lacks]) => lacks.length > 0),
  );
}
