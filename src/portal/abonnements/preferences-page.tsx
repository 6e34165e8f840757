import type { Abonnement } from '../../records/abonnements.ts';
import { Alert } from '../views/alert.tsx';
import { ErrorSummary } from '../views/error-summary.tsx';
import { Form, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { aboveKeyed } from './confirm-page.tsx';
import { ServicesField, type ServicesFieldProps } from './services-field.tsx';

interface PreferencesPageProps {
  readonly frame: Frame;
  readonly abonnement: Abonnement;
  readonly groups: ServicesFieldProps['groups'];
  readonly checked: readonly string[];
  readonly key: string;
  readonly done: 'confirme' | 'enregistre' | null;
  readonly error?: string | undefined;
}

const done = {
  confirme: 'Votre abonnement est confirmé',
  enregistre: 'Vos choix sont enregistrés',
};

export function preferencesPage(props: PreferencesPageProps): JSX.Element {
  const { frame, abonnement, groups, checked, key, error } = props;
  const isWebhook = abonnement.sorte === 'webhook';
  return (
    <Layout frame={frame} title="Votre abonnement" isError={error !== undefined} trail={aboveKeyed}>
      <h1>Votre abonnement</h1>
      {props.done === null ? '' : <Alert kind="success" title={done[props.done]} fresh />}
      <ErrorSummary errors={error === undefined ? {} : { service: error }} />
      <p>
        {isWebhook ? 'Les nouvelles sont envoyées à ' : 'Les messages sont envoyés à '}
        <strong class="adresse" safe>
          {isWebhook ? abonnement.url : abonnement.email}
        </strong>
        .
      </p>
      <Form frame={frame} action={`/abonnements/preferences/${key}`}>
        <ServicesField groups={groups} checked={checked} error={error} />
        <SubmitButton label="Enregistrer mes choix" />
      </Form>
      <h2>Ne plus rien recevoir</h2>
      <Leave frame={frame} keyOf={key} />
    </Layout>
  );
}

/** What the link of a mail opens in a browser; a mail program sends the form without opening it. */
export function leavePage(frame: Frame, { email }: Abonnement, key: string): JSX.Element {
  return (
    <Layout frame={frame} title="Se désabonner" trail={aboveKeyed}>
      <h1>Se désabonner&nbsp;?</h1>
      <p>
        Plus aucun message ne sera envoyé à{' '}
        <strong class="adresse" safe>
          {email}
        </strong>{' '}
        pour cet abonnement.
      </p>
      <Leave frame={frame} keyOf={key} />
      <p>
        <a class="fr-link" href={`/abonnements/preferences/${key}`}>
          Changer plutôt les services suivis
        </a>
      </p>
    </Layout>
  );
}

export function leftPage(frame: Frame): JSX.Element {
  return (
    <Layout frame={frame} title="Vous êtes désabonné" trail={aboveKeyed}>
      <h1>Vous êtes désabonné</h1>
      <p>Plus rien ne vous sera envoyé pour cet abonnement. Vos données seront effacées dans trente jours.</p>
      <p>
        <a class="fr-link" href="/abonnements">
          S’abonner de nouveau
        </a>
      </p>
    </Layout>
  );
}

function Leave({ frame, keyOf }: { frame: Frame; keyOf: string }): JSX.Element {
  return (
    <Form frame={frame} action={`/abonnements/preferences/${keyOf}/desinscription`}>
      <SubmitButton label="Se désabonner" rank="secondary" />
    </Form>
  );
}
