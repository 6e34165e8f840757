import type { Membership, Received } from '../../../accounts/memberships.ts';
import { spacedSiret } from '../../../core/identifiers/spaced.ts';
import { dayOf } from '../../shared/dates.ts';
import { fullNameOf } from '../../shared/session.ts';
import { Alert } from '../../views/alert.tsx';
import { Badge } from '../../views/badge.tsx';
import { ErrorSummary, type FieldErrors } from '../../views/error-summary.tsx';
import { Field } from '../../views/fields.tsx';
import { Form, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';

export const ORGANISATIONS = '/compte/organisations';
export const aboveOrganisations = [
  ['/', 'Accueil'],
  ['/compte', 'Mon compte'],
] as const;

/** What has just been done here, told once, on the page that follows. */
export const doneSentences = {
  declaree: 'L’organisation est ajoutée à votre compte, sans être encore vérifiée',
  acceptee: 'Vous avez rejoint l’organisation',
  refusee: 'L’invitation est refusée',
  quittee: 'Vous avez quitté l’organisation',
  invite: 'L’invitation est partie',
  annulee: 'L’invitation est annulée',
} as const;

export type Done = keyof typeof doneSentences;

interface OrganisationsPageProps {
  readonly frame: Frame;
  readonly memberships: readonly Membership[];
  readonly received: readonly Received[];
  readonly siret: string;
  readonly done: Done | null;
  readonly errors?: FieldErrors;
}

export function organisationsPage(props: OrganisationsPageProps): JSX.Element {
  const { frame, memberships, received, siret, done, errors = {} } = props;
  return (
    <Layout frame={frame} title="Mes organisations" isError={Object.keys(errors).length > 0} trail={aboveOrganisations}>
      <h1>Mes organisations</h1>
      {done === null ? '' : <Alert kind="success" title={doneSentences[done]} fresh />}
      <ErrorSummary errors={errors} />
      {received.length === 0 ? '' : <Invitations frame={frame} received={received} />}
      {memberships.length === 0 ? (
        <p class="fr-text--lead">Votre compte n’est rattaché à aucune organisation.</p>
      ) : (
        <ul class="liste-incidents">
          {memberships.map((membership) => (
            <li class="incident">
              <h2 class="fr-h5">
                <a href={`${ORGANISATIONS}/${membership.rattachement.siret}`} safe>
                  {organisationTitle(membership)}
                </a>
              </h2>
              <Standing membership={membership} />
            </li>
          ))}
        </ul>
      )}
      <h2>Ajouter une organisation</h2>
      <div class="colonne">
        <p>
          Donnez le SIRET de l’établissement où vous travaillez. Votre appartenance sera vérifiée ensuite&nbsp;: par
          l’invitation d’un collègue, par le fournisseur d’identité de votre administration, ou par l’équipe du service.
        </p>
        <Form frame={frame} action={ORGANISATIONS}>
          <Field
            name="siret"
            label="Numéro de SIRET"
            hint="14 chiffres"
            inputmode="numeric"
            value={siret}
            error={errors['siret']}
          />
          <SubmitButton label="Ajouter" rank="secondary" />
        </Form>
      </div>
    </Layout>
  );
}

/** Its name, or the SIRET while it has none here. */
export function organisationTitle({ name, rattachement: { siret } }: Membership): string {
  // Spaces that may end a line: a title is read on a phone too.
  return name ?? `Établissement ${spacedSiret(siret).replaceAll('\u00a0', ' ')}`;
}

/** Whether one is known to be of this organisation, and what that changes. */
export function Standing({ membership }: { membership: Membership }): JSX.Element {
  const { siret, verifie_le } = membership.rattachement;
  return (
    <>
      <p>
        {verifie_le === null ? (
          <Badge tone="warning" label="À vérifier" />
        ) : (
          <Badge tone="success" label="Appartenance vérifiée" />
        )}{' '}
        {membership.name === null ? '' : <span safe>{`SIRET ${spacedSiret(siret)}`}</span>}
      </p>
      {verifie_le === null ? (
        <p>
          Vous pouvez demander un accès pour elle&nbsp;; vous ne voyez que vos propres demandes. Ses membres n’ont pas
          encore accès à ce que vous faites.
        </p>
      ) : (
        <p>
          <span safe>{`Depuis le ${dayOf(verifie_le)}.`}</span> Vous voyez toutes ses demandes d’accès, et vos collègues
          vérifiés voient les vôtres.
        </p>
      )}
    </>
  );
}

function Invitations({ frame, received }: { frame: Frame; received: readonly Received[] }): JSX.Element {
  return (
    <>
      <h2>Invitations reçues</h2>
      <ul class="liste-incidents">
        {received.map(({ invitation, name, from }) => {
          const organisation = name ?? `l’établissement ${spacedSiret(invitation.siret)}`;
          const action = `${ORGANISATIONS}/invitations/${invitation.id}`;
          return (
            <li class="incident">
              <p>
                <strong safe>{fullNameOf(from)}</strong> vous invite à rejoindre <strong safe>{organisation}</strong>,{' '}
                <span safe>{`jusqu’au ${dayOf(invitation.expire_le)}.`}</span>
              </p>
              <div class="actions">
                <Form frame={frame} action={`${action}/accepter`}>
                  <SubmitButton label="Accepter" about={`de rejoindre ${organisation}`} />
                </Form>
                <Form frame={frame} action={`${action}/refuser`}>
                  <SubmitButton label="Refuser" rank="secondary" about={`de rejoindre ${organisation}`} />
                </Form>
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}
