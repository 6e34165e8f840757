import { listWords } from '../../letters/lists.ts';
import type { DemandeAbonnement } from '../../records/demandes-abonnement.ts';
import { titleAt } from '../shared/site-map.ts';
import { Form, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';

export const aboveKeyed = [
  ['/', 'Accueil'],
  ['/infolettres', titleAt('/infolettres')],
] as const;

interface ConfirmPageProps {
  readonly frame: Frame;
  readonly demande: DemandeAbonnement;
  readonly key: string;
}

/** Opening the link of a mail confirms nothing: machines open links too. */
export function confirmPage({ frame, demande: { email, listes }, key }: ConfirmPageProps): JSX.Element {
  return (
    <Layout frame={frame} title="Confirmer votre abonnement aux lettres" trail={aboveKeyed}>
      <h1>Confirmer votre abonnement aux lettres</h1>
      <dl class="fiche">
        <dt>Adresse</dt>
        <dd safe>{email}</dd>
        <dt>Lettres</dt>
        <dd safe>{listes.map((liste) => listWords[liste].name).join(', ')}</dd>
      </dl>
      <Form frame={frame} action={`/infolettres/confirmation/${key}`}>
        <SubmitButton label="Confirmer l’abonnement" />
      </Form>
      <p>Si vous n’avez rien demandé, fermez cette page&nbsp;: rien ne vous sera envoyé.</p>
    </Layout>
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
          Ce lien ne correspond à aucun abonné. Vérifiez qu’il est entier&nbsp;: certaines messageries coupent les
          adresses longues. L’adresse de qui s’est désabonné est effacée au bout de trente jours.
        </p>
      )}
      <p>
        <a class="fr-btn" href="/infolettres">
          S’abonner
        </a>
      </p>
    </Layout>
  );
}
