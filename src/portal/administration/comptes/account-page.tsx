import type { Membership } from '../../../accounts/memberships.ts';
import { accountRoles } from '../../../core/account-roles.ts';
import { spacedSiret } from '../../../core/identifiers/spaced.ts';
import type { Compte } from '../../../records/comptes.ts';
import { dateTimeOf } from '../../shared/dates.ts';
import { roleWords } from '../../shared/role-words.ts';
import { nameOf } from '../../shared/session.ts';
import { Alert } from '../../views/alert.tsx';
import { Badge } from '../../views/badge.tsx';
import { CheckboxGroup } from '../../views/choices.tsx';
import { ErrorSummary, type FieldErrors } from '../../views/error-summary.tsx';
import { Form, HiddenField, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { Table } from '../../views/table.tsx';
import { aboveAccounts, LIST, StateBadge } from './list-page.tsx';

/** What has just been done here, told once, on the page that follows. */
export const doneSentences = {
  roles: 'Les rôles sont changés',
  desactive: 'Le compte est désactivé, et ses sessions sont fermées',
  reactive: 'Le compte est réactivé',
  sessions: 'Ses sessions sont fermées',
  'second-facteur': 'La double authentification est retirée, et son titulaire en est averti',
  verifie: 'L’appartenance est vérifiée',
  retire: 'L’appartenance est retirée',
} as const;

export type Done = keyof typeof doneSentences;

/** An account as administrators see it. */
export interface Sheet {
  readonly compte: Compte;
  readonly sessions: number;
  readonly hasSecondFactor: boolean;
  readonly memberships: readonly Membership[];
  /** No one operates on his own account, but for his other roles. */
  readonly isMine: boolean;
}

interface AccountPageProps {
  readonly frame: Frame;
  readonly sheet: Sheet;
  readonly done: Done | null;
  readonly errors?: FieldErrors;
  /** Why what was asked is not done. */
  readonly refusal?: string | undefined;
}

export function accountPage({ frame, sheet, done, errors = {}, refusal }: AccountPageProps): JSX.Element {
  const { compte, sessions, hasSecondFactor, isMine } = sheet;
  const address = `${LIST}/${compte.id}`;
  const journal = `/administration/journal?${new URLSearchParams({ q: compte.email })}`;
  return (
    <Layout
      frame={frame}
      title={`Compte de ${nameOf(compte)}`}
      isError={refusal !== undefined || Object.keys(errors).length > 0}
      trail={[...aboveAccounts, [LIST, 'Comptes']]}
    >
      <h1 safe>{nameOf(compte)}</h1>
      {done === null ? '' : <Alert kind="success" title={doneSentences[done]} fresh />}
      <ErrorSummary errors={errors} />
      {refusal === undefined ? '' : <Alert kind="error" title={refusal} fresh />}
      <p>
        <StateBadge compte={compte} /> {isMine ? <Badge tone="info" label="C’est votre compte" /> : ''}
      </p>
      <dl class="fiche fiche-pliante">
        <Line term="Adresse e-mail" value={compte.email} />
        <Line term="Fonction" value={compte.fonction || 'Non renseignée'} />
        <Line term="Téléphone" value={compte.telephone || 'Non renseigné'} />
        <Line term="Ouvert le" value={dateTimeOf(compte.cree_le)} />
        <Line term="Adresse vérifiée" value={compte.verifie_le === null ? 'Non' : dateTimeOf(compte.verifie_le)} />
        <Line term="Double authentification" value={hasSecondFactor ? 'Activée' : 'Non activée'} />
        <Line term="Sessions ouvertes" value={String(sessions)} />
      </dl>
      <p>
        <a class="fr-link" href={journal}>
          Ce que les administrateurs ont fait sur ce compte
        </a>
      </p>
      <h2>Rôles</h2>
      <RolesForm frame={frame} compte={compte} errors={errors} />
      <h2 class="fr-mt-6w">Organisations</h2>
      <Memberships memberships={sheet.memberships} address={address} isMine={isMine} />
      {isMine ? (
        ''
      ) : (
        <>
          <h2>Accès</h2>
          <ul class="fr-btns-group fr-btns-group--inline">
            {sessions === 0 ? '' : <ActLink href={`${address}/sessions`} label="Fermer ses sessions" />}
            {hasSecondFactor ? (
              <ActLink href={`${address}/second-facteur`} label="Retirer la double authentification" />
            ) : (
              ''
            )}
            {compte.desactive_le === null ? (
              <ActLink href={`${address}/desactiver`} label="Désactiver le compte" />
            ) : (
              <ActLink href={`${address}/reactiver`} label="Réactiver le compte" />
            )}
          </ul>
        </>
      )}
    </Layout>
  );
}

function RolesForm({ frame, compte, errors }: { frame: Frame; compte: Compte; errors: FieldErrors }): JSX.Element {
  return (
    <Form frame={frame} action={`${LIST}/${compte.id}/roles`}>
      <HiddenField name="avant" value={compte.roles.join(',')} />
      <CheckboxGroup
        name="role"
        legend="Ce que cette personne peut faire"
        hint="Aucun rôle n’en contient un autre."
        checked={compte.roles}
        error={errors['role']}
        options={accountRoles.map((role) => ({
          value: role,
          label: roleWords[role].label,
          hint: roleWords[role].purpose,
        }))}
      />
      <SubmitButton label="Changer les rôles" rank="secondary" />
    </Form>
  );
}

interface MembershipsProps {
  readonly memberships: readonly Membership[];
  readonly address: string;
  readonly isMine: boolean;
}

function Memberships({ memberships, address, isMine }: MembershipsProps): JSX.Element {
  if (memberships.length === 0) return <p>Aucune.</p>;
  return (
    <Table caption="Organisations de cette personne" columns={['Organisation', 'Appartenance', 'Action']} folds>
      <tbody>
        {memberships.map(({ name, rattachement: { siret, verifie_le } }) => {
          const organisation = name ?? spacedSiret(siret);
          return (
            <tr>
              <th scope="row" safe>
                {organisation}
              </th>
              <td data-colonne="Appartenance">
                {verifie_le === null ? (
                  <Badge tone="warning" label="À vérifier" />
                ) : (
                  <Badge tone="success" label="Vérifiée" />
                )}
              </td>
              <td>
                {isMine ? (
                  'C’est votre compte'
                ) : (
                  <MembershipLinks
                    address={`${address}/organisations/${siret}`}
                    verified={verifie_le !== null}
                    about={organisation}
                  />
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

function MembershipLinks(props: { address: string; verified: boolean; about: string }): JSX.Element {
  const { address, verified, about } = props;
  return (
    <p class="actions">
      {verified ? (
        ''
      ) : (
        <a class="fr-btn fr-btn--tertiary fr-btn--sm" href={`${address}/verifier`}>
          Vérifier <span class="fr-sr-only" safe>{` l’appartenance à ${about}`}</span>
        </a>
      )}
      <a class="fr-btn fr-btn--tertiary fr-btn--sm" href={`${address}/retirer`}>
        Retirer <span class="fr-sr-only" safe>{` l’appartenance à ${about}`}</span>
      </a>
    </p>
  );
}

function ActLink({ href, label }: { href: string; label: string }): JSX.Element {
  return (
    <li>
      <a class="fr-btn fr-btn--secondary" href={href} safe>
        {label}
      </a>
    </li>
  );
}

function Line({ term, value }: { term: string; value: string }): JSX.Element {
  return (
    <>
      <dt safe>{term}</dt>
      <dd safe>{value}</dd>
    </>
  );
}
