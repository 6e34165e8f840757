import type { Courriel } from '../../records/courriels.ts';
import { Badge } from '../views/badge.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { Pagination } from '../views/pagination.tsx';
import { Table } from '../views/table.tsx';
import type { Mailbox } from './mailbox.ts';
import { shortDateOf, stateOf } from './words.ts';

interface CourrielsPageProps {
  readonly frame: Frame;
  readonly courriels: readonly Courriel[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly leavesBy: Mailbox['leavesBy'];
}

/** The mails that this sandbox has sent, as their readers would get them. */
export function courrielsPage(props: CourrielsPageProps): JSX.Element {
  const { frame, courriels, total, page, pages, leavesBy } = props;
  const count = total === 1 ? 'Un courriel' : `${total} courriels`;
  return (
    <Layout frame={frame} title="Courriels du bac à sable" trail={[['/', 'Accueil']]}>
      <h1>Courriels du bac à sable</h1>
      <p>
        {leavesBy === 'fichiers' ? (
          <>
            Dans un bac à sable, aucun courriel ne sort&nbsp;: chacun est un fichier <code>.eml</code> du dossier{' '}
            <code>mail</code> de l’instance, et se lit ici.
          </>
        ) : (
          'Un serveur de courrier est configuré (SMTP_URL) : ces courriels lui sont remis, et se lisent aussi ici.'
        )}
      </p>
      {total === 0 ? (
        <p>Aucun courriel pour l’instant. Le premier apparaîtra ici dans la seconde qui suit son envoi.</p>
      ) : (
        <>
          <Table caption={`${count}, le plus récent d’abord`} columns={['Objet', 'Destinataire', 'Date', 'État']} folds>
            <tbody>
              {courriels.map((courriel) => (
                <Row courriel={courriel} />
              ))}
            </tbody>
          </Table>
          <Pagination of="courriels" page={page} pages={pages} href={(to) => `/bac-a-sable/courriels?page=${to}`} />
        </>
      )}
    </Layout>
  );
}

function Row({ courriel }: { courriel: Courriel }): JSX.Element {
  return (
    <tr>
      <th scope="row" class="objet">
        <a href={`/bac-a-sable/courriels/${courriel.id}`} safe>
          {courriel.subject}
        </a>
      </th>
      <td class="adresse" safe>
        {courriel.destination}
      </td>
      <td>
        <time datetime={courriel.cree_le.toISOString()} safe>
          {shortDateOf(courriel.cree_le)}
        </time>
      </td>
      <td>
        <Badge {...stateOf(courriel)} />
      </td>
    </tr>
  );
}
