import type { FieldErrors } from '../../views/error-summary.tsx';
import { Field } from '../../views/fields.tsx';
import { Form, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { ROOT } from './trail.ts';

interface TestSectionProps {
  readonly frame: Frame;
  readonly letter: { readonly id: number };
  readonly testTo: string;
  readonly errors: FieldErrors;
}

/** The letter in a true mail program, before anyone else reads it. */
export function TestSection({ frame, letter: { id }, testTo, errors }: TestSectionProps): JSX.Element {
  return (
    <section aria-labelledby="essai">
      <h2 id="essai">Envoyer un essai</h2>
      <div class="colonne">
        <Form frame={frame} action={`${ROOT}/${id}/essai`}>
          <Field
            name="destinataire"
            type="email"
            label="Adresse d’un administrateur"
            hint="La vôtre, ou celle d’un collègue qui relit. L’objet commence par [Essai]."
            autocomplete="email"
            value={testTo}
            error={errors['destinataire']}
          />
          <SubmitButton label="Envoyer l’essai" rank="secondary" />
        </Form>
      </div>
    </section>
  );
}
