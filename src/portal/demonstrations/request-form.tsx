import type { FieldErrors } from '../views/error-summary.tsx';
import { Field, TextArea } from '../views/fields.tsx';
import { Form, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { type FieldName, type FormValues, fields } from './form-values.ts';

interface RequestFormProps {
  readonly frame: Frame;
  readonly values: FormValues;
  readonly errors: FieldErrors;
  /** Some values come from the API: fields that hold one say so. */
  readonly proposed: boolean;
}

export const requestPath = '/demonstrations/pre-remplissage/demande';

const autocompletes: Partial<Record<FieldName, string>> = {
  raison_sociale: 'organization',
  voie: 'address-line1',
  code_postal: 'postal-code',
};

/** Every field can be changed, wherever its value comes from. */
export function RequestForm({ frame, values, errors, proposed }: RequestFormProps): JSX.Element {
  const common = (name: FieldName) => {
    const { label, optional } = fields[name];
    const autocomplete = autocompletes[name];
    return {
      name,
      label,
      optional,
      value: values[name],
      error: errors[name],
      ...(proposed && values[name] !== ''
        ? { hint: 'Proposé d’après les registres publics : corrigez si besoin.' }
        : {}),
      ...(autocomplete === undefined ? {} : { autocomplete }),
    };
  };
  return (
    <div class="colonne">
      <Form frame={frame} action={requestPath}>
        <Field {...common('raison_sociale')} />
        <Field {...common('enseigne')} />
        <Field {...common('voie')} />
        <Field {...common('complement')} />
        <Field {...common('code_postal')} inputmode="numeric" />
        <Field {...common('commune')} />
        <Field {...common('activite')} />
        <Field {...common('date_creation')} type="date" />
        <TextArea
          name="objet"
          label={fields.objet.label}
          hint="Par exemple : installer une terrasse devant l’établissement."
          rows={3}
          value={values.objet}
          error={errors['objet']}
        />
        <SubmitButton label="Relire ma demande" name="etape" value="relire" />
      </Form>
    </div>
  );
}
