import { Alert } from '../views/alert.tsx';
import { ErrorSummary, type FieldErrors } from '../views/error-summary.tsx';
import { Field } from '../views/fields.tsx';
import { Form, HiddenField, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';

interface CodePageProps {
  readonly frame: Frame;
  /** Where to go once logged in; empty for one's account. */
  readonly back: string;
  readonly errors?: FieldErrors;
  /** Why the code was not even read. */
  readonly refusal?: string;
}

export function codePage({ frame, back, errors = {}, refusal }: CodePageProps): JSX.Element {
  return (
    <Layout
      frame={frame}
      title="Saisir le code"
      isError={refusal !== undefined || Object.keys(errors).length > 0}
      trail={[
        ['/', 'Accueil'],
        ['/connexion', 'Se connecter'],
      ]}
    >
      <div class="colonne">
        <h1>Saisir le code</h1>
        <ErrorSummary errors={errors} />
        {refusal === undefined ? '' : <Alert kind="error" title={refusal} fresh />}
        <p>
          Votre mot de passe est le bon. Ouvrez l’application de codes de votre téléphone, et saisissez celui qu’elle
          affiche pour ce service.
        </p>
        <Form frame={frame} action="/connexion/code">
          {back === '' ? '' : <HiddenField name="retour" value={back} />}
          <Field
            name="code"
            label="Code"
            hint="Six chiffres, ou l’un de vos codes de secours, comme 4K7T-9QXZ-02MD-WB5H"
            autocomplete="one-time-code"
            error={errors['code']}
          />
          <SubmitButton label="Continuer" />
        </Form>
        <h2 class="fr-h6 fr-mt-6w">Vous n’avez plus votre téléphone&nbsp;?</h2>
        <p>
          Employez l’un des codes de secours que vous avez gardés&nbsp;; chacun sert une fois. Si vous n’en avez plus,
          adressez-vous à l’exploitant du service&nbsp;: il peut retirer la double authentification de votre compte.
        </p>
      </div>
    </Layout>
  );
}
