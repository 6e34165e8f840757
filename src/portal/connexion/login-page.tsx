import { Alert } from '../views/alert.tsx';
import { ErrorSummary, type FieldErrors } from '../views/error-summary.tsx';
import { Field } from '../views/fields.tsx';
import { Form, HiddenField, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';

const BY_PROVIDER = '/connexion/oidc';

interface LoginPageProps {
  readonly frame: Frame;
  /** What the identity provider is called; null without one. */
  readonly provider: string | null;
  readonly email: string;
  /** Where to go once logged in; empty for one's account. */
  readonly back: string;
  readonly errors?: FieldErrors;
  /** Why the login was refused, when no field alone is to blame. */
  readonly refusal?: string;
  readonly notice?: Notice | null;
}

const notices = {
  expiree: {
    kind: 'info',
    title: 'Votre session a pris fin',
    sentence: 'Connectez-vous de nouveau pour continuer là où vous en étiez.',
  },
  fermee: { kind: 'info', title: 'Vous êtes déconnecté', sentence: 'Votre session est fermée sur cet appareil.' },
  etape: {
    kind: 'info',
    title: 'Le temps de saisir le code est passé',
    sentence: 'Il était de dix minutes : connectez-vous de nouveau.',
  },
  annulee: {
    kind: 'info',
    title: 'Vous avez renoncé à vous connecter',
    sentence: 'Rien n’a été enregistré. Vous pouvez recommencer, ou employer un mot de passe.',
  },
  verifiee: {
    kind: 'success',
    title: 'Votre adresse est vérifiée',
    sentence: 'Votre compte est ouvert : connectez-vous avec le mot de passe que vous avez choisi.',
  },
  'mot-de-passe': {
    kind: 'success',
    title: 'Votre mot de passe est changé',
    sentence: 'Toutes vos sessions sont fermées : connectez-vous avec le nouveau.',
  },
} as const;

export function isNotice(text: string): text is Notice {
  return Object.hasOwn(notices, text);
}

/** What has just happened to the session, when the page is not asked for itself. */
export type Notice = keyof typeof notices;

export function loginPage(props: LoginPageProps): JSX.Element {
  const { frame, provider, email, back, errors = {}, refusal, notice = null } = props;
  const isRefused = refusal !== undefined || Object.keys(errors).length > 0;
  return (
    <Layout frame={frame} title="Se connecter" isError={isRefused} path="/connexion" trail={[['/', 'Accueil']]}>
      <div class="colonne">
        <h1>Se connecter</h1>
        {notice === null ? '' : <NoticeAlert notice={notice} />}
        <ErrorSummary errors={errors} />
        {refusal === undefined ? '' : <Alert kind="error" title={refusal} fresh />}
        {provider === null ? '' : <ByProvider provider={provider} back={back} />}
        <Form frame={frame} action="/connexion">
          {back === '' ? '' : <HiddenField name="retour" value={back} />}
          <Field
            name="email"
            label="Adresse e-mail"
            type="email"
            autocomplete="username"
            value={email}
            error={errors['email']}
          />
          <Field
            name="mot_de_passe"
            label="Mot de passe"
            type="password"
            autocomplete="current-password"
            error={errors['mot_de_passe']}
          />
          <SubmitButton label="Se connecter" />
        </Form>
        <h2 class="fr-h6 fr-mt-6w">Vous n’arrivez pas à vous connecter ?</h2>
        <Help />
        {frame.sandbox ? <SandboxHelp /> : ''}
      </div>
    </Layout>
  );
}

/** A link, not a form: what it leads to is not ours. */
function ByProvider({ provider, back }: { provider: string; back: string }): JSX.Element {
  const address = back === '' ? BY_PROVIDER : `${BY_PROVIDER}?${new URLSearchParams({ retour: back })}`;
  return (
    <>
      <p>
        <a class="fr-btn" href={address} rel="nofollow" safe>
          {`Se connecter avec ${provider}`}
        </a>
      </p>
      <h2 class="fr-h5 fr-mt-4w">Avec un mot de passe</h2>
    </>
  );
}

function NoticeAlert({ notice }: { notice: Notice }): JSX.Element {
  const { kind, title, sentence } = notices[notice];
  return (
    <Alert kind={kind} title={title} fresh>
      <p>{sentence}</p>
    </Alert>
  );
}

function Help(): JSX.Element {
  return (
    <ul>
      <li>
        <a href="/mot-de-passe/oublie">Mot de passe oublié</a>
      </li>
      <li>
        <a href="/inscription">Créer un compte</a>
      </li>
      <li>
        <a href="/inscription/lien">Recevoir à nouveau le lien de vérification</a>
      </li>
    </ul>
  );
}

function SandboxHelp(): JSX.Element {
  return (
    <>
      <p>
        Dans un bac à sable, les messages ne partent pas&nbsp;: ils se lisent dans{' '}
        <a href="/bac-a-sable/courriels">les courriels du bac à sable</a>. Un compte d’opérateur s’ouvre depuis la
        machine qui fait tourner ce service&nbsp;:
      </p>
      <pre tabindex="0">
        <code>npm run -s apie -- compte creer --email moi@exemple.example --role administrateur</code>
      </pre>
    </>
  );
}
