import { personneEnTexte, titresContacts } from '../../../habilitations/champs.ts';
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
            legend={titresContacts[name]}
            hint={form === null ? '' : personneEnTexte(form.contenu[name])}
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
