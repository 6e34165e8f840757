import { longDay } from '../shared/days.ts';
import { titleAt } from '../shared/site-map.ts';
import { Alert } from '../views/alert.tsx';
import { Form, HiddenField, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { type FormValues, fieldNames, fields } from './form-values.ts';
import { prefillPath } from './prefill-page.tsx';
import { requestPath } from './request-form.tsx';

/** The request read over, which is where the demonstration ends: nothing is sent, nothing is kept. */
export function reviewPage({ frame, values }: { frame: Frame; values: FormValues }): JSX.Element {
  const name = titleAt(prefillPath);
  return (
    <Layout
      frame={frame}
      title={`Relecture – ${name}`}
      path={prefillPath}
      trail={[
        ['/', 'Accueil'],
        [prefillPath, name],
      ]}
    >
      <h1>Relisez votre demande</h1>
      <Alert kind="success" title="La démonstration s’arrête ici" fresh>
        <p>
          Un vrai service enverrait maintenant cette demande à l’administration. Ici, rien n’est envoyé ni conservé.
        </p>
      </Alert>
      <dl class="mentions">
        {fieldNames.map((field) => (
          <>
            <dt>{fields[field].label}</dt>
            <dd safe>{shown(field, values[field])}</dd>
          </>
        ))}
      </dl>
      <Form frame={frame} action={requestPath}>
        {fieldNames.map((field) => (
          <HiddenField name={field} value={values[field]} />
        ))}
        <SubmitButton label="Modifier" rank="secondary" name="etape" value="modifier" />
      </Form>
      <p>
        <a class="fr-link" href={prefillPath}>
          Recommencer avec un autre SIRET
        </a>
      </p>
    </Layout>
  );
}

function shown(field: keyof FormValues, value: string): string {
  if (value === '') return 'Non renseigné';
  return field === 'date_creation' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? longDay(value) : value;
}
