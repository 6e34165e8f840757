import type { Personne } from '../../records/comptes.ts';
import { PersonFields } from '../shared/person-form.tsx';
import { titleAt } from '../shared/site-map.ts';
import { Alert } from '../views/alert.tsx';
import { ErrorSummary, type FieldErrors } from '../views/error-summary.tsx';
import { Field } from '../views/fields.tsx';
import { Form, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';

export interface Typed {
  readonly email: string;
  readonly person: Personne;
}

interface SignUpPageProps {
  readonly frame: Frame;
  readonly typed: Typed;
  readonly errors?: FieldErrors;
  readonly tooOften?: boolean;
}

export function signUpPage({ frame, typed, errors = {}, tooOften = false }: SignUpPageProps): JSX.Element {
  return (
    <Layout
      frame={frame}
      title={titleAt('/inscription')}
      isError={tooOften || Object.keys(errors).length > 0}
      path="/inscription"
      trail={[['/', 'Accueil']]}
    >
      <div class="colonne">
        <h1 safe>{titleAt('/inscription')}</h1>
        {tooOften ? <TooOften /> : ''}
        <ErrorSummary errors={errors} />
        <p>
          Un compte sert à demander un accès pour votre organisation, et à suivre vos demandes et vos jetons. Pour lire
          le catalogue ou la documentation, il n’en faut pas.
        </p>
        <p>Tous les champs sont obligatoires, sauf mention contraire.</p>
        <Form frame={frame} action="/inscription">
          <Field
            name="email"
            type="email"
            label="Adresse e-mail professionnelle"
            hint="Un message de vérification y sera envoyé. Format attendu : nom@domaine.example"
            autocomplete="email"
            value={typed.email}
            error={errors['email']}
          />
          <PersonFields person={typed.person} errors={errors} />
          <Field
            name="mot_de_passe"
            label="Mot de passe"
            hint="12 caractères au moins. Quelques mots sans lien entre eux font un bon mot de passe."
            type="password"
            autocomplete="new-password"
            error={errors['mot_de_passe']}
          />
          <Field
            name="confirmation"
            label="Mot de passe, une seconde fois"
            type="password"
            autocomplete="new-password"
            error={errors['confirmation']}
          />
          <SubmitButton label="Créer mon compte" />
        </Form>
        <h2 class="fr-h6 fr-mt-6w">Ce que nous gardons</h2>
        <p>
          Ce que vous saisissez ici, tant que le compte sert&nbsp;; de votre mot de passe, son empreinte seulement. Un
          compte qui n’est pas vérifié est effacé au bout de sept jours.{' '}
          <a href="/donnees-personnelles">En savoir plus sur vos données</a>
        </p>
        <p>
          Déjà un compte&nbsp;? <a href="/connexion">Se connecter</a>
        </p>
      </div>
    </Layout>
  );
}

function TooOften(): JSX.Element {
  return (
    <Alert kind="error" title="Trop de demandes" fresh>
      <p>
        Trop de comptes viennent d’être demandés depuis votre réseau. Rien n’a été enregistré. Réessayez dans une heure.
      </p>
    </Alert>
  );
}
