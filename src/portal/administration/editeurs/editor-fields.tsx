import { parseSiret } from '../../../core/identifiers/siret.ts';
import type { FicheEditeur } from '../../../records/editeurs.ts';
import type { FormReading } from '../../shared/form-reading.ts';
import { CheckboxGroup } from '../../views/choices.tsx';
import type { FieldErrors } from '../../views/error-summary.tsx';
import { Field } from '../../views/fields.tsx';

const NOM_MAX = 120;
const SIRET_MAX = 30;
const NOM_MIN = 3;

export const newEditor: FicheEditeur = { nom: '', siret: '', produit: '', public: true };

/** What is said of an editor. */
export function EditorFields({ fiche, errors }: { fiche: FicheEditeur; errors: FieldErrors }): JSX.Element {
  return (
    <>
      <Field name="nom" label="Nom de l’éditeur" value={fiche.nom} error={errors['nom']} />
      <Field
        name="siret"
        label="SIRET"
        hint="Quatorze chiffres : celui du siège de l’éditeur."
        inputmode="numeric"
        value={fiche.siret}
        error={errors['siret']}
      />
      <Field
        name="produit"
        label="Logiciel"
        hint="Le nom que ses clients connaissent. Exemple : Mes marchés."
        value={fiche.produit}
        error={errors['produit']}
      />
      <CheckboxGroup
        name="public"
        legend="Liste publique"
        checked={fiche.public ? ['oui'] : []}
        options={[
          {
            value: 'oui',
            label: 'Nommer cet éditeur dans la liste publique',
            hint: 'Sinon, seul un client qui donne son SIRET exact le trouve pour lui déléguer.',
          },
        ]}
      />
    </>
  );
}

export function readEditor(form: FormReading): FicheEditeur {
  const nom = form.text('nom', { max: NOM_MAX, missing: 'Donnez le nom de l’éditeur.' });
  const siret = form.text('siret', { max: SIRET_MAX, missing: 'Donnez le SIRET de l’éditeur.' }).replace(/[\s.]/g, '');
  if (parseSiret(siret) === null)
    form.refuse('siret', 'Ce numéro n’est pas un SIRET : il a quatorze chiffres, et l’un d’eux est faux.');
  const produit = form.text('produit', { max: NOM_MAX, missing: 'Donnez le nom du logiciel.' });
  // Shorter ones would be found in the middle of any word that an applicant writes.
  if (nom.length < NOM_MIN) form.refuse('nom', `Donnez au moins ${NOM_MIN} caractères.`);
  if (produit.length < NOM_MIN) form.refuse('produit', `Donnez au moins ${NOM_MIN} caractères.`);
  return { nom, siret, produit, public: form.several('public', ['oui']).length > 0 };
}
