import type { Compte } from '../../records/comptes.ts';
import { ErrorSummary, type FieldErrors } from '../views/error-summary.tsx';
import { Field } from '../views/fields.tsx';
import { Form, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { trail } from './forgotten-page.tsx';

interface ChoosePageProps {
  readonly frame: Frame;
  readonly compte: Compte;
  readonly key: string;
  readonly errors?: FieldErrors;
}

export function choosePage({ frame, compte, key, errors = {} }: ChoosePageProps): JSX.Element {
  const title = 'Choisir un nouveau mot de passe';
  return (
    <Layout frame={frame} title={title} isError={Object.keys(errors).length > 0} trail={trail}>
      <div class="colonne">
        <h1>{title}</h1>
        <ErrorSummary errors={errors} />
        <p>
          Pour le compte{' '}
          <strong class="adresse" safe>
            {compte.email}
          </strong>
          . Toutes ses sessions ouvertes se fermeront.
        </p>
        <Form frame={frame} action={`/mot-de-passe/${key}`}>
          <Field
            name="nouveau"
            label="Nouveau mot de passe"
            hint="12 caractères au moins. Quelques mots sans lien entre eux font un bon mot de passe."
            type="password"
            autocomplete="new-password"
            error={errors['nouveau']}
          />
          <Field
            name="confirmation"
            label="Nouveau mot de passe, une seconde fois"
            type="password"
            autocomplete="new-password"
            error={errors['confirmation']}
          />
          <SubmitButton label="Changer de mot de passe" />
        </Form>
      </div>
    </Layout>
  );
}

/** A link that opens nothing: too old, already used, replaced by another, or cut in its mail. */
export function deadResetPage(frame: Frame): JSX.Element {
  return (
    <Layout frame={frame} title="Ce lien n’est plus valable" isError trail={trail}>
      <h1>Ce lien n’est plus valable</h1>
      <p>
        Un lien pour choisir un mot de passe sert une fois, dans les deux heures, et seul le dernier envoyé fonctionne.
        Votre mot de passe n’a pas changé.
      </p>
      <p>
        <a class="fr-btn" href="/mot-de-passe/oublie">
          Recevoir un nouveau lien
        </a>
      </p>
    </Layout>
  );
}
