import { Alert } from '../views/alert.tsx';
import { ErrorSummary, type FieldErrors } from '../views/error-summary.tsx';
import { Field } from '../views/fields.tsx';
import { Form, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';

interface VerifyEmailPageProps {
  readonly frame: Frame;
  readonly email: string;
  /** Why the page is read: a mail has just left, or a login was refused for want of it. */
  readonly state: 'sent' | 'unverified' | 'asked' | 'too_often';
  readonly errors?: FieldErrors;
}

const TITLE = 'Vérifiez votre messagerie';

/** An account opens nothing until its e-mail is proved: where to look, and how to be sent the link again. */
export function verifyEmailPage({ frame, email, state, errors = {} }: VerifyEmailPageProps): JSX.Element {
  const isError = state === 'too_often' || state === 'unverified' || Object.keys(errors).length > 0;
  return (
    <Layout
      frame={frame}
      title={TITLE}
      isError={isError}
      trail={[
        ['/', 'Accueil'],
        ['/inscription', 'Créer un compte'],
      ]}
    >
      <div class="colonne">
        <h1>{TITLE}</h1>
        <State state={state} />
        <ErrorSummary errors={errors} />
        <p>
          Le lien du message sert une fois, dans les 24&nbsp;heures. Tant qu’il n’est pas suivi, on ne peut pas se
          connecter&nbsp;; au bout de sept jours, le compte est effacé.
        </p>
        <h2 class="fr-h6">Le message n’arrive pas&nbsp;?</h2>
        <p>Regardez dans vos indésirables, et vérifiez l’adresse. Vous pouvez aussi recevoir un nouveau lien.</p>
        <Form frame={frame} action="/inscription/lien">
          <Field
            name="email"
            type="email"
            label="Adresse e-mail"
            autocomplete="email"
            value={email}
            error={errors['email']}
          />
          <SubmitButton label="Renvoyer le lien" rank="secondary" />
        </Form>
      </div>
    </Layout>
  );
}

function State({ state }: Pick<VerifyEmailPageProps, 'state'>): JSX.Element {
  if (state === 'sent')
    return (
      <Alert kind="success" title="Un message vient de partir" fresh>
        <p>Il est envoyé à l’adresse que vous avez donnée. Suivez son lien pour continuer.</p>
      </Alert>
    );
  if (state === 'unverified')
    return (
      <Alert kind="warning" title="Votre adresse n’est pas encore vérifiée" fresh>
        <p>Suivez le lien qui vous a été envoyé à l’inscription, puis connectez-vous.</p>
      </Alert>
    );
  if (state === 'too_often')
    return (
      <Alert kind="error" title="Trop de demandes" fresh>
        <p>Trop de demandes viennent d’être faites depuis votre réseau. Réessayez dans une heure.</p>
      </Alert>
    );
  return '';
}
