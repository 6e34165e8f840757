import type { Colleagues, Membership } from '../../../accounts/memberships.ts';
import type { Compte } from '../../../records/comptes.ts';
import type { Invitation } from '../../../records/invitations.ts';
import { dayOf } from '../../shared/dates.ts';
import { nameOf } from '../../shared/session.ts';
import { Alert } from '../../views/alert.tsx';
import { ConfirmPage } from '../../views/confirm.tsx';
import { ErrorSummary, type FieldErrors } from '../../views/error-summary.tsx';
import { Field } from '../../views/fields.tsx';
import { Form, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { Table } from '../../views/table.tsx';
import {
  aboveOrganisations,
  type Done,
  doneSentences,
  ORGANISATIONS,
  organisationTitle,
  Standing,
} from './list-page.tsx';

const trail = [...aboveOrganisations, [ORGANISATIONS, 'Mes organisations']] as const;

interface OrganisationPageProps {
  readonly frame: Frame;
  readonly membership: Membership;
  /** Those of the organisation; null for who is not known to be one of them. */
  readonly colleagues: Colleagues | null;
  readonly mine: string;
  readonly email: string;
  readonly done: Done | null;
  readonly errors?: FieldErrors;
  /** Why the invitation was refused, when its field is not to blame. */
  readonly refusal?: string;
}

export function organisationPage(props: OrganisationPageProps): JSX.Element {
  const { frame, membership, colleagues, mine, email, done, errors = {}, refusal } = props;
  const address = `${ORGANISATIONS}/${membership.rattachement.siret}`;
  const title = organisationTitle(membership);
  return (
    <Layout frame={frame} title={title} isError={refusal !== undefined || Object.keys(errors).length > 0} trail={trail}>
      <h1 safe>{title}</h1>
      {done === null ? '' : <Alert kind="success" title={doneSentences[done]} fresh />}
      <ErrorSummary errors={errors} />
      {refusal === undefined ? '' : <Alert kind="error" title={refusal} fresh />}
      <Standing membership={membership} />
      <h2>Collègues</h2>
      {colleagues === null ? (
        <p>
          Vous les verrez quand votre appartenance sera vérifiée. Pour cela, demandez à un collègue déjà membre de vous
          inviter, à l’adresse de votre compte.
        </p>
      ) : (
        <>
          <Members members={colleagues.members} mine={mine} />
          {colleagues.declared === 0 ? '' : <p safe>{declaredSentence(colleagues.declared)}</p>}
          {colleagues.awaited.length === 0 ? (
            ''
          ) : (
            <Awaited frame={frame} awaited={colleagues.awaited} address={address} />
          )}
          <h2>Inviter un collègue</h2>
          <div class="colonne">
            <p>
              Il recevra un lien, valable sept jours. En l’acceptant, il verra toutes les demandes d’accès de
              l’organisation&nbsp;: n’invitez que des personnes qui y travaillent.
            </p>
            <Form frame={frame} action={`${address}/invitations`}>
              <Field
                name="email"
                type="email"
                label="Son adresse e-mail professionnelle"
                value={email}
                error={errors['email']}
              />
              <SubmitButton label="Envoyer l’invitation" />
            </Form>
          </div>
        </>
      )}
      <h2 class="fr-mt-6w">Quitter l’organisation</h2>
      <p>
        <a class="fr-btn fr-btn--secondary" href={`${address}/quitter`}>
          Quitter l’organisation
        </a>
      </p>
    </Layout>
  );
}

function declaredSentence(declared: number): string {
  const others = declared === 1 ? 'Une autre personne dit' : `${declared} autres personnes disent`;
  return `${others} travailler ici, sans être encore vérifiée${declared === 1 ? '' : 's'} : une invitation y suffit.`;
}

function Members({ members, mine }: { members: readonly Compte[]; mine: string }): JSX.Element {
  return (
    <Table caption="Membres vérifiés" columns={['Personne', 'Fonction', 'Adresse e-mail']} folds>
      <tbody>
        {members.map((member) => (
          <tr>
            <th scope="row" safe>
              {member.id === mine ? `${nameOf(member)} (vous)` : nameOf(member)}
            </th>
            <td data-colonne="Fonction" safe>
              {member.fonction || 'Non renseignée'}
            </td>
            <td data-colonne="Adresse e-mail" safe>
              {member.email}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

interface AwaitedProps {
  readonly frame: Frame;
  readonly awaited: readonly Invitation[];
  readonly address: string;
}

function Awaited({ frame, awaited, address }: AwaitedProps): JSX.Element {
  return (
    <Table caption="Invitations en attente" columns={['Adresse e-mail', 'Valable jusqu’au', 'Action']} folds>
      <tbody>
        {awaited.map(({ id, email, expire_le }) => (
          <tr>
            <th scope="row" safe>
              {email}
            </th>
            <td data-colonne="Valable jusqu’au" safe>
              {dayOf(expire_le)}
            </td>
            <td>
              <Form frame={frame} action={`${address}/invitations/${id}/annuler`}>
                <SubmitButton label="Annuler" rank="tertiary" about={`l’invitation de ${email}`} />
              </Form>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

export function leavePage(frame: Frame, membership: Membership): JSX.Element {
  const address = `${ORGANISATIONS}/${membership.rattachement.siret}`;
  return (
    <ConfirmPage
      frame={frame}
      trail={[...trail, [address, organisationTitle(membership)]]}
      title="Quitter l’organisation ?"
      action={`${address}/quitter`}
      label="Quitter l’organisation"
      back={address}
    >
      <p>
        Vous ne verrez plus ses demandes d’accès, sauf les vôtres, ni vos collègues&nbsp;; les invitations que vous avez
        envoyées sont annulées. Pour revenir, il faudra une nouvelle invitation, ou une nouvelle vérification.
      </p>
    </ConfirmPage>
  );
}
