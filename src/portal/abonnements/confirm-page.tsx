import type { DemandeAbonnement } from '../../records/demandes-abonnement.ts';
import { namedServices } from '../shared/service-lists.ts';
import { Form, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';

type Endpoints = Parameters<typeof namedServices>[1];

interface ConfirmPageProps {
  readonly frame: Frame;
  readonly demande: DemandeAbonnement;
  readonly endpoints: Endpoints;
  readonly key: string;
}

export const aboveKeyed = [
  ['/', 'Accueil'],
  ['/etat-des-services', 'État des services'],
  ['/abonnements', 'Être prévenu'],
] as const;

/** Opening the link of a mail confirms nothing: machines open links too. */
export function confirmPage({ frame, demande, endpoints, key }: ConfirmPageProps): JSX.Element {
  return (
    <Layout frame={frame} title="Confirmer votre abonnement" trail={aboveKeyed}>
      <h1>Confirmer votre abonnement</h1>
      <dl class="fiche">
        <dt>Adresse</dt>
        <dd safe>{demande.email}</dd>
        {demande.sorte === 'webhook' ? (
          <>
            <dt>Webhook</dt>
            <dd safe>{demande.url}</dd>
          </>
        ) : (
          ''
        )}
        <dt>Services</dt>
        <dd>
          <Chosen names={demande.endpoints} endpoints={endpoints} />
        </dd>
      </dl>
      <Form frame={frame} action={`/abonnements/confirmation/${key}`}>
        <SubmitButton label="Confirmer l’abonnement" />
      </Form>
      <p>Si vous n’avez rien demandé, fermez cette page&nbsp;: rien ne vous sera envoyé.</p>
    </Layout>
  );
}

function Chosen({ names, endpoints }: { names: readonly string[]; endpoints: Endpoints }): JSX.Element {
  if (names.length === 0) return <p>Tous les services, ceux à venir compris</p>;
  return (
    <ul>
      {namedServices(names, endpoints).map(({ title, provider }) => (
        <li safe>{provider === '' ? title : `${title} (${provider})`}</li>
      ))}
    </ul>
  );
}

/** A link that opens nothing: too old, already used, or cut in its mail. */
export function deadLinkPage(frame: Frame, kind: 'confirmation' | 'preferences'): JSX.Element {
  return (
    <Layout frame={frame} title="Ce lien n’est plus valable" isError trail={aboveKeyed}>
      <h1>Ce lien n’est plus valable</h1>
      {kind === 'confirmation' ? (
        <p>
          Un lien de confirmation sert une fois, dans les 48 heures. Si vous avez déjà confirmé, votre abonnement est
          actif&nbsp;: il n’y a rien à faire.
        </p>
      ) : (
        <p>
          Ce lien ne correspond à aucun abonnement. Vérifiez qu’il est entier&nbsp;: certaines messageries coupent les
          adresses longues. Un abonnement arrêté depuis plus de trente jours est effacé.
        </p>
      )}
      <p>
        <a class="fr-btn" href="/abonnements">
          S’abonner
        </a>
      </p>
    </Layout>
  );
}
