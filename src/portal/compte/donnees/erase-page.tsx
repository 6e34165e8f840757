import { dureeEnMots } from '../../../core/conservation.ts';
import { Alert } from '../../views/alert.tsx';
import { ErrorSummary, type FieldErrors } from '../../views/error-summary.tsx';
import { Field } from '../../views/fields.tsx';
import { Form, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { OWN_DATA } from './own-data-page.tsx';

interface ErasePageProps {
  readonly frame: Frame;
  readonly email: string;
  /** Someone who only comes by an identity provider has none to give. */
  readonly hasPassword: boolean;
  readonly errors?: FieldErrors;
  readonly refusal?: string;
}

/** Asks before erasing an account: nothing brings it back. */
export function erasePage({ frame, email, hasPassword, errors = {}, refusal }: ErasePageProps): JSX.Element {
  return (
    <Layout
      frame={frame}
      title="Effacer mon compte ?"
      isError={refusal !== undefined || Object.keys(errors).length > 0}
      trail={[
        ['/', 'Accueil'],
        ['/compte', 'Mon compte'],
        [OWN_DATA, 'Mes données'],
      ]}
    >
      <h1>Effacer mon compte&nbsp;?</h1>
      <ErrorSummary errors={errors} />
      {refusal === undefined ? '' : <Alert kind="error" title={refusal} fresh />}
      <p>
        Le compte <strong safe>{email}</strong> sera effacé tout de suite, et rien ne permettra de le retrouver.
      </p>
      <ul>
        <li>Votre nom, votre adresse, votre téléphone, vos organisations et vos moyens de connexion disparaissent.</li>
        <li>Vos brouillons sont supprimés, vos demandes closes ne nomment plus personne et perdent leurs fichiers.</li>
        <li>Vos signalements résolus ne vous nomment plus&nbsp;; à ceux qui ne le sont pas, nous répondons encore.</li>
        <li safe>
          {`Les traces d’appels et les actes des administrateurs restent ${dureeEnMots('trace')}, pour pouvoir en rendre compte.`}
        </li>
      </ul>
      <div class="colonne fr-mt-4w">
        <Form frame={frame} action={`${OWN_DATA}/effacement`}>
          {hasPassword ? (
            <Field
              name="mot_de_passe"
              label="Votre mot de passe"
              type="password"
              autocomplete="current-password"
              error={errors['mot_de_passe']}
            />
          ) : (
            ''
          )}
          <p class="actions">
            <SubmitButton label="Effacer définitivement mon compte" />
            <a class="fr-btn fr-btn--secondary" href={OWN_DATA}>
              Annuler
            </a>
          </p>
        </Form>
      </div>
    </Layout>
  );
}
