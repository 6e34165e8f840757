import type { Compte } from '../../records/comptes.ts';
import { dayOf } from '../shared/dates.ts';
import { roleWords } from '../shared/role-words.ts';
import { nameOf } from '../shared/session.ts';
import { Alert } from '../views/alert.tsx';
import { Badge } from '../views/badge.tsx';
import { ConfirmPage } from '../views/confirm.tsx';
import { Form, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { Pagination } from '../views/pagination.tsx';
import { Table } from '../views/table.tsx';

const trail = [
  ['/', 'Accueil'],
  ['/administration', 'Administration'],
] as const;
const LIST = '/administration/comptes';

/** What has just been done here, told once, on the page that follows. */
export const doneSentences = {
  desactive: 'Le compte est désactivé, et ses sessions sont fermées',
  reactive: 'Le compte est réactivé',
} as const;

export type Done = keyof typeof doneSentences;

interface AccountsPageProps {
  readonly frame: Frame;
  readonly comptes: readonly Compte[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  /** The account that reads the page: no one deactivates his own. */
  readonly mine: string;
  readonly done: Done | null;
}

export function accountsPage({ frame, comptes, total, page, pages, mine, done }: AccountsPageProps): JSX.Element {
  return (
    <Layout frame={frame} title={page === 1 ? 'Comptes' : `Comptes, page ${page}`} trail={trail}>
      <h1 safe>{`${total} compte${total > 1 ? 's' : ''}`}</h1>
      {done === null ? '' : <Alert kind="success" title={doneSentences[done]} fresh />}
      <p>
        Un compte s’ouvre depuis la machine qui fait tourner le service&nbsp;: <code>apie compte creer --aide</code>.
      </p>
      <Table
        caption="Comptes, du plus ancien au plus récent"
        columns={['Personne', 'Rôles', 'Ouvert le', 'État', 'Action']}
        folds
      >
        <tbody>
          {comptes.map((compte) => (
            <AccountRow frame={frame} compte={compte} isMine={compte.id === mine} />
          ))}
        </tbody>
      </Table>
      <Pagination of="comptes" page={page} pages={pages} href={(other) => `${LIST}?page=${other}`} />
    </Layout>
  );
}

function AccountRow({ frame, compte, isMine }: { frame: Frame; compte: Compte; isMine: boolean }): JSX.Element {
  const { id, email, roles, cree_le, desactive_le } = compte;
  const name = nameOf(compte);
  return (
    <tr>
      <th scope="row">
        <span safe>{name}</span>
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
        {desactive_le === null ? <Badge tone="success" label="Actif" /> : <Badge tone="plain" label="Désactivé" />}
      </td>
      <td>
        {isMine ? (
          'C’est votre compte'
        ) : desactive_le === null ? (
          <a class="fr-btn fr-btn--tertiary fr-btn--sm" href={`${LIST}/${id}/desactiver`}>
            Désactiver
            <span class="fr-sr-only" safe>{` le compte de ${name}`}</span>
          </a>
        ) : (
          <Form frame={frame} action={`${LIST}/${id}/reactiver`}>
            <SubmitButton label="Réactiver" rank="tertiary" about={`le compte de ${name}`} />
          </Form>
        )}
      </td>
    </tr>
  );
}

export function deactivationPage({ frame, compte }: { frame: Frame; compte: Compte }): JSX.Element {
  return (
    <ConfirmPage
      frame={frame}
      trail={[...trail, [LIST, 'Comptes']]}
      title={`Désactiver le compte de ${nameOf(compte)} ?`}
      action={`${LIST}/${compte.id}/desactiver`}
      label="Désactiver le compte"
      back={LIST}
    >
      <p>
        Ses sessions se ferment tout de suite, et <strong safe>{compte.email}</strong> ne peut plus se connecter. Rien
        de ce que cette personne a fait n’est effacé, et le compte peut être réactivé.
      </p>
    </ConfirmPage>
  );
}
