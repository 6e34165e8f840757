import { champsDe } from './champs.ts';
import { emptyContenu } from './contenu.ts';
import type { Contexte, Manque } from './controles/controle.ts';
import { controles } from './controles/tous.ts';
import type { Formulaire } from './formulaire.ts';
import { type Section, sections } from './sections.ts';

/** How far a section is: nothing typed, something lacks, or ready. */
export type Avancement = 'a_faire' | 'commencee' | 'complete';

export interface SectionAvancee {
  readonly section: Section;
  readonly titre: string;
  readonly avancement: Avancement;
  readonly manques: readonly Manque[];
}

/** How far each section of a form is. */
export function avancementDe(formulaire: Formulaire, contexte: Contexte): readonly SectionAvancee[] {
  const empty: Formulaire = { ...formulaire, intitule: '', siret: null, contenu: emptyContenu };
  return sections.map(({ cle, titre }) => {
    const manques = controles[cle](formulaire, contexte);
    const touched = champsDe(formulaire)
      .filter(({ section }) => section === cle)
      .some(({ texte }) => texte(formulaire, contexte.donnees) !== texte(empty, contexte.donnees));
    const avancement = manques.length === 0 ? 'complete' : touched ? 'commencee' : 'a_faire';
    return { section: cle, titre, avancement, manques };
  });
}
