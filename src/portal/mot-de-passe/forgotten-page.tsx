import { titleAt } from '../shared/site-map.ts';
import { Alert } from '../views/alert.tsx';
import { ErrorSummary, type FieldErrors } from '../views/error-summary.tsx';
import { Field } from '../views/fields.tsx';
import { Form, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';

interface ForgottenPageProps {
  readonly frame: Frame;
  readonly email: string;
  readonly errors?: FieldErrors;
  readonly outcome?: 'sent' | 'too_often' | null;
}

export const trail = [
  ['/', 'Accueil'],
  ['/connexion', 'Se connecter'],
] as const;

export function forgottenPage({ frame, email, errors = {}, outcome = null }: ForgottenPageProps): JSX.Element {
  const title = titleAt('/mot-de-passe/oublie');
  return (
    <Layout
      frame={frame}
      title={title}
      isError={outcome === 'too_often' || Object.keys(errors).length > 0}
      trail={trail}
    >
      <div class="colonne">
        <h1 safe>{title}</h1>
        {outcome === 'sent' ? <Sent /> : ''}
        {outcome === 'too_often' ? <TooOften /> : ''}
        <ErrorSummary errors={errors} />
        <p>Donnez l’adresse de votre compte&nbsp;: un lien pour choisir un autre mot de passe y sera envoyé.</p>
        <Form frame={frame} action="/mot-de-passe/oublie">
          <Field
            name="email"
            type="email"
            label="Adresse e-mail"
            autocomplete="username"
            value={email}
            error={errors['email']}
          />
          <SubmitButton label="Recevoir un lien" />
        </Form>
      </div>
    </Layout>
  );
}

function Sent(): JSX.Element {
  return (
    <Alert kind="success" title="Vérifiez votre messagerie" fresh>
      <p>
        Si un compte existe à cette adresse, un message vient d’y être envoyé. Suivez son lien dans les deux heures.
        S’il n’arrive pas d’ici quelques minutes, regardez dans vos indésirables.
      </p>
    </Alert>
  );
}

function TooOften(): JSX.Element {
  return (
    <Alert kind="error" title="Trop de demandes" fresh>
      <p>Trop de demandes viennent d’être faites depuis votre réseau. Réessayez dans une heure.</p>
    </Alert>
  );
}
