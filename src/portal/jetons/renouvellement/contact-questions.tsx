import type { Personne } from '../../../habilitations/contenu.ts';
import { formulaireEnvoye } from '../../../habilitations/formulaire.ts';
import type { EnCours } from '../../../jetons/prolongation/prolongation.ts';
import { RadioGroup } from '../../views/choices.tsx';
import type { FieldErrors } from '../../views/error-summary.tsx';

/** Each contact is shown, and confirmed on its own. */
export function ContactQuestions({ enCours, errors }: { enCours: EnCours; errors: FieldErrors }): JSX.Element {
  const { situation, reponses } = enCours;
  const form = formulaireEnvoye(situation.instantane);
  return (
    <>
      <p>Ils reçoivent les avis d’incident et de fin du jeton.</p>
      {(['contact_metier', 'contact_technique'] as const).map((name) => {
        const answered = reponses[name];
        return (
          <RadioGroup
            name={name}
            legend={name === 'contact_metier' ? 'Contact métier' : 'Contact technique'}
            hint={form === null ? '' : contactWords(form.contenu[name])}
            checked={answered === null ? '' : answered ? 'oui' : 'non'}
            error={errors[name]}
            options={[
              { value: 'oui', label: 'C’est toujours exact' },
              { value: 'non', label: 'Ce n’est plus exact' },
            ]}
          />
        );
      })}
    </>
  );
}

/** « Zoé Blanc, cheffe de service, zoe.blanc@mairie.example, 02 99 00 00 00 ». */
export function contactWords({ prenom, nom, fonction, email, telephone }: Personne): string {
  return [`${prenom} ${nom}`.trim(), fonction, email, telephone].filter((part) => part.trim() !== '').join(', ');
}
