import { accountRoles } from '../../../core/account-roles.ts';
import type { Compte } from '../../../records/comptes.ts';
import { dayOf } from '../../shared/dates.ts';
import { roleWords } from '../../shared/role-words.ts';
import { nameOf } from '../../shared/session.ts';
import { Badge } from '../../views/badge.tsx';
import { Field, Select } from '../../views/fields.tsx';
import { SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { Pagination } from '../../views/pagination.tsx';
import { Table } from '../../views/table.tsx';

export const LIST = '/administration/comptes';
export const aboveAccounts = [
  ['/', 'Accueil'],
  ['/administration', 'Administration'],
] as const;

export const states = {
  actif: 'Actif',
  non_verifie: 'Adresse non vérifiée',
  desactive: 'Désactivé',
} as const;

/** What was asked, as the form holds it. */
export interface Asked {
  readonly q: string;
  readonly role: string;
  readonly etat: string;
}

interface AccountsPageProps {
  readonly frame: Frame;
  readonly comptes: readonly Compte[];
  readonly asked: Asked;
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

export function accountsPage({ frame, comptes, asked, total, page, pages }: AccountsPageProps): JSX.Element {
  const pageOf = (other: number) => `${LIST}?${new URLSearchParams({ ...asked, page: String(other) })}`;
  return (
    <Layout frame={frame} title={page === 1 ? 'Comptes' : `Comptes, page ${page}`} trail={aboveAccounts}>
      <h1>Comptes</h1>
      <form class="filtre" method="get" action={LIST}>
        <Field name="q" type="search" label="Nom ou adresse e-mail" optional value={asked.q} />
        <Select
          name="role"
          label="Rôle"
          optional
          value={asked.role}
          options={accountRoles.map((role) => [role, roleWords[role].label] as const)}
        />
        <Select name="etat" label="État" optional value={asked.etat} options={Object.entries(states)} />
        <SubmitButton label="Chercher" />
      </form>
      <p role="status">
        <strong safe>{total === 0 ? 'Aucun compte' : `${total} compte${total > 1 ? 's' : ''}`}</strong>
      </p>
      {total === 0 ? (
        <p>
          Aucun compte ne répond à cette recherche. <a href={LIST}>Voir tous les comptes</a>
        </p>
      ) : (
        <Table
          caption="Comptes, du plus ancien au plus récent"
          columns={['Personne', 'Rôles', 'Ouvert le', 'État']}
          folds
        >
          <tbody>
            {comptes.map((compte) => (
              <AccountRow compte={compte} />
            ))}
          </tbody>
        </Table>
      )}
      <Pagination of="comptes" page={page} pages={pages} href={pageOf} />
      <p>
        Chacun ouvre son compte par <a href="/inscription">l’inscription</a>, avec le rôle de demandeur. Depuis la
        machine qui fait tourner le service, on en ouvre d’autres&nbsp;: <code>apie compte creer --aide</code>.
      </p>
    </Layout>
  );
}

function AccountRow({ compte }: { compte: Compte }): JSX.Element {
  const { id, email, roles, cree_le } = compte;
  const name = nameOf(compte);
  return (
    <tr>
      <th scope="row">
        <a href={`${LIST}/${id}`} safe>
          {name}
        </a>
        {name === email ? (
          ''
        ) : (
          <span class="precision" safe>
            {email}
          </span>
        )}
      </th>
      <td data-colonne="Rôles" safe>
        {roles.map((role) => roleWords[role].label).join(', ')}
      </td>
      <td data-colonne="Ouvert le" safe>
        {dayOf(cree_le)}
      </td>
      <td>
        <StateBadge compte={compte} />
      </td>
    </tr>
  );
}

export function StateBadge({ compte }: { compte: Compte }): JSX.Element {
  if (compte.desactive_le !== null) return <Badge tone="plain" label={states.desactive} />;
  if (compte.verifie_le === null) return <Badge tone="warning" label={states.non_verifie} />;
  return <Badge tone="success" label={states.actif} />;
}
