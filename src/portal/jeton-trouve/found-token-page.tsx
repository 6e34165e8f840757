import { titleAt } from '../shared/site-map.ts';
import { Alert } from '../views/alert.tsx';
import { ErrorSummary, type FieldErrors } from '../views/error-summary.tsx';
import { TextArea } from '../views/fields.tsx';
import { Form, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';

export const FOUND_TOKEN = '/jeton-trouve';

interface FoundTokenProps {
  readonly frame: Frame;
  readonly isDone: boolean;
  readonly errors?: FieldErrors;
}

/** The same whether the token is known or not; what was pasted is never shown again. */
export function foundTokenPage({ frame, isDone, errors = {} }: FoundTokenProps): JSX.Element {
  return (
    <Layout
      frame={frame}
      title={titleAt(FOUND_TOKEN)}
      path={FOUND_TOKEN}
      isError={Object.keys(errors).length > 0}
      trail={[['/', 'Accueil']]}
    >
      <div class="colonne">
        <h1 safe>{titleAt(FOUND_TOKEN)}</h1>
        {isDone ? (
          <Alert kind="success" title="Merci" fresh>
            <p>
              Si c’est un jeton qui fonctionne, ses titulaires et nous-mêmes sommes prévenus. Nous ne vous en disons pas
              plus, et n’avons rien gardé de ce que vous avez collé. Effacez-le aussi de chez vous.
            </p>
          </Alert>
        ) : (
          ''
        )}
        <ErrorSummary errors={errors} />
        <p>
          Vous avez trouvé dans du code, un journal, un courriel ou une page ce qui ressemble à un jeton d’API
          Entreprise&nbsp;? Collez-le ici&nbsp;: ses titulaires peuvent le retirer dans la minute. Ne l’essayez pas, ne
          le publiez pas.
        </p>
        <p>
          Nous ne vous demandons ni qui vous êtes, ni où vous l’avez trouvé. C’est le vôtre&nbsp;? Retirez-le plutôt
          depuis <a href="/compte">votre compte</a>. La documentation dit{' '}
          <a href="/documentation/prerequis#reconnaitre-un-jeton">à quoi un jeton se reconnaît</a>.
        </p>
        <Form frame={frame} action={FOUND_TOKEN}>
          <TextArea
            name="jeton"
            label="Le jeton, ou le texte où il se trouve"
            hint="Il n’est pas enregistré."
            error={errors['jeton']}
          />
          <SubmitButton label="Signaler" />
        </Form>
      </div>
    </Layout>
  );
}
