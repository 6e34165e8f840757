import type { FastifyInstance } from 'fastify';
import type { MembershipDesk, Received } from '../../accounts/memberships.ts';
import { spacedSiret } from '../../core/identifiers/spaced.ts';
import { dayOf } from '../shared/dates.ts';
import { sendPage } from '../shared/page.ts';
import { hideAddresses, type Keyed, keyed } from '../shared/secret-address.ts';
import { fullNameOf } from '../shared/session.ts';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';

const trail = [['/', 'Accueil']] as const;
const LOGIN = `/connexion?${new URLSearchParams({ retour: '/compte/organisations' })}`;

/** What the link of an invitation opens: who invites, and how to accept. The key alone accepts nothing. */
export async function invitationRoutes(
  app: FastifyInstance,
  { memberships }: { readonly memberships: MembershipDesk },
): Promise<void> {
  hideAddresses(app);

  app.get<Keyed>('/invitation/:cle', keyed, async ({ params, frame }, reply) => {
    const received = await memberships.byKey(params.cle);
    if (received === null) return sendPage(reply.code(404), deadInvitationPage(frame));
    return sendPage(reply, invitationPage(frame, received));
  });
}

function invitationPage(frame: Frame, { invitation, name, from }: Received): JSX.Element {
  const siret = `SIRET ${spacedSiret(invitation.siret)}`;
  const organisation = name === null ? siret : `${name} (${siret})`;
  return (
    <Layout frame={frame} title="Une invitation" trail={trail}>
      <h1>Une invitation</h1>
      <dl class="fiche">
        <dt>Organisation</dt>
        <dd safe>{organisation}</dd>
        <dt>De la part de</dt>
        <dd safe>{fullNameOf(from)}</dd>
        <dt>Valable jusqu’au</dt>
        <dd safe>{dayOf(invitation.expire_le)}</dd>
      </dl>
      <p>
        Pour l’accepter, connectez-vous avec l’adresse{' '}
        <strong class="adresse" safe>
          {invitation.email}
        </strong>
        &nbsp;: l’invitation vous attend dans «&nbsp;Mes organisations&nbsp;». Pas encore de compte à cette
        adresse&nbsp;? Créez-le d’abord.
      </p>
      <p class="actions">
        <a class="fr-btn" href={LOGIN}>
          Se connecter
        </a>
        <a class="fr-btn fr-btn--secondary" href="/inscription">
          Créer un compte
        </a>
      </p>
    </Layout>
  );
}

function deadInvitationPage(frame: Frame): JSX.Element {
  return (
    <Layout frame={frame} title="Cette invitation n’est plus valable" isError trail={trail}>
      <h1>Cette invitation n’est plus valable</h1>
      <p>
        Une invitation sert une fois, dans les sept jours&nbsp;; elle tombe si elle est annulée, ou si la personne qui
        vous invite quitte l’organisation. Demandez-lui-en une autre.
      </p>
      <p>
        <a class="fr-btn" href="/compte/organisations">
          Voir mes organisations
        </a>
      </p>
    </Layout>
  );
}
