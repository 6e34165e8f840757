import type { Ticket } from '../../records/tickets.ts';
import type { TicketPage } from '../../support/ticket-reader.ts';
import { dateTimeOf } from '../shared/dates.ts';
import { etatWords } from '../shared/ticket-words.ts';
import { Badge } from '../views/badge.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { Pagination } from '../views/pagination.tsx';
import { Table } from '../views/table.tsx';

/** What I have reported, and where it is. */
export function myTicketsPage({ frame, tickets }: { frame: Frame; tickets: TicketPage }): JSX.Element {
  const { items, page, pages } = tickets;
  return (
    <Layout
      frame={frame}
      title={page === 1 ? 'Mes signalements' : `Mes signalements, page ${page}`}
      trail={[
        ['/', 'Accueil'],
        ['/compte', 'Mon compte'],
      ]}
    >
      <h1>Mes signalements</h1>
      {items.length === 0 ? (
        <p>
          Vous n’avez rien signalé depuis ce compte. Ce que vous avez envoyé sans être connecté s’ouvre par le lien de
          son courriel.
        </p>
      ) : (
        <Table
          caption="Mes signalements, ceux qui ne sont pas résolus d’abord"
          columns={['Numéro', 'Objet', 'État', 'Envoyé le']}
          folds
        >
          <tbody>
            {items.map((ticket) => (
              <TicketRow ticket={ticket} />
            ))}
          </tbody>
        </Table>
      )}
      <Pagination of="signalements" page={page} pages={pages} href={(other) => `/compte/tickets?page=${other}`} />
      <p>
        <a class="fr-btn" href="/support">
          Écrire au support
        </a>
      </p>
    </Layout>
  );
}

function TicketRow({ ticket: { numero, sujet, etat, ouvert_le } }: { ticket: Ticket }): JSX.Element {
  const { told, tone } = etatWords[etat];
  return (
    <tr>
      <th scope="row">
        <a href={`/compte/tickets/${numero}`} safe>
          {numero}
        </a>
      </th>
      <td class="objet" safe>
        {sujet}
      </td>
      <td>
        <Badge tone={tone} label={told} />
      </td>
      <td data-colonne="Envoyé le" safe>
        {dateTimeOf(ouvert_le)}
      </td>
    </tr>
  );
}
