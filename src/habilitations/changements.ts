import { champs } from './champs.ts';
import type { Donnees } from './donnees.ts';
import type { Formulaire } from './formulaire.ts';

/** A field whose value is another one: both as text. */
export interface Changement {
  readonly champ: string;
  readonly libelle: string;
  readonly avant: string;
  readonly apres: string;
}

/** What differs from one form to a later one, field by field, in the order of the form. */
export function changementsEntre(avant: Formulaire, apres: Formulaire, donnees: Donnees): Changement[] {
  return champs.flatMap(({ cle, libelle, texte }) => {
    const changement = { champ: cle, libelle, avant: texte(avant, donnees), apres: texte(apres, donnees) };
    return changement.avant === changement.apres ? [] : [changement];
  });
}
