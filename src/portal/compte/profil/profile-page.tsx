import type { Compte, Personne } from '../../../records/comptes.ts';
import { PersonFields } from '../../shared/person-form.tsx';
import { Alert } from '../../views/alert.tsx';
import { ErrorSummary, type FieldErrors } from '../../views/error-summary.tsx';
import { Field } from '../../views/fields.tsx';
import { Form, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';

/** What has just been done here, told once, on the page that follows. */
export const doneSentences = {
  profil: 'Vos informations sont enregistrées',
  adresse: 'Un message vient de partir vers votre nouvelle adresse : suivez son lien dans les 24 heures',
} as const;

export type Done = keyof typeof doneSentences;

interface ProfilePageProps {
  readonly frame: Frame;
  readonly compte: Compte;
  readonly person: Personne;
  /** Whether there is one to ask for again. */
  readonly hasPassword: boolean;
  readonly newEmail?: string;
  readonly done?: Done | null;
  readonly errors?: FieldErrors;
  /** Why the change of e-mail was refused, when no field alone is to blame. */
  readonly refusal?: string;
}

export function profilePage(props: ProfilePageProps): JSX.Element {
  const { frame, compte, person, hasPassword, newEmail = '', done = null, errors = {}, refusal } = props;
  return (
    <Layout
      frame={frame}
      title="Mon profil"
      isError={refusal !== undefined || Object.keys(errors).length > 0}
      trail={[
        ['/', 'Accueil'],
        ['/compte', 'Mon compte'],
      ]}
    >
      <div class="colonne">
        <h1>Mon profil</h1>
        {done === null ? '' : <Alert kind="success" title={doneSentences[done]} fresh />}
        <ErrorSummary errors={errors} />
        {refusal === undefined ? '' : <Alert kind="error" title={refusal} fresh />}
        <h2>Qui vous êtes</h2>
        <Form frame={frame} action="/compte/profil">
          <PersonFields person={person} errors={errors} />
          <SubmitButton label="Enregistrer" />
        </Form>
        <h2 class="fr-mt-6w">Votre adresse e-mail</h2>
        <p>
          Vous vous connectez avec{' '}
          <strong class="adresse" safe>
            {compte.email}
          </strong>
          . Elle ne change qu’une fois la nouvelle confirmée, par un lien qui y est envoyé&nbsp;; l’ancienne en est
          avertie.
        </p>
        <Form frame={frame} action="/compte/profil/adresse">
          <Field
            name="email"
            type="email"
            label="Nouvelle adresse e-mail"
            autocomplete="email"
            value={newEmail}
            error={errors['email']}
          />
          {hasPassword ? (
            <Field
              name="mot_de_passe"
              type="password"
              label="Votre mot de passe"
              autocomplete="current-password"
              error={errors['mot_de_passe']}
            />
          ) : (
            ''
          )}
          <SubmitButton label="Changer d’adresse" rank="secondary" />
        </Form>
      </div>
    </Layout>
  );
}
