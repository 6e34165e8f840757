import type { Endpoint } from '../../../core/endpoint.ts';
import type { EtatTicket } from '../../../records/tables/support.ts';
import type { Ticket, TicketFilter } from '../../../records/tickets.ts';
import type { TicketPage } from '../../../support/ticket-reader.ts';
import { lengthOf } from '../../shared/dates.ts';
import { byProvider, namedServices } from '../../shared/service-lists.ts';
import { etatWords, genreWords } from '../../shared/ticket-words.ts';
import { Badge } from '../../views/badge.tsx';
import { Field, Select } from '../../views/fields.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { Pagination } from '../../views/pagination.tsx';
import { Table } from '../../views/table.tsx';
import { isFiltered, LIST, listAddress } from './filters.ts';

interface TicketListProps {
  readonly frame: Frame;
  readonly endpoints: readonly Endpoint[];
  readonly tickets: TicketPage;
  readonly counts: Readonly<Record<EtatTicket, number>>;
  readonly filter: TicketFilter;
  readonly now: Date;
}

/** « Who waits for me, and since when? » */
export function ticketListPage(props: TicketListProps): JSX.Element {
  const { frame, tickets, filter } = props;
  const title = 'Signalements';
  return (
    <Layout
      frame={frame}
      title={tickets.page === 1 ? title : `${title}, page ${tickets.page}`}
      trail={[
        ['/', 'Accueil'],
        ['/administration', 'Administration'],
      ]}
    >
      <h1>{title}</h1>
      <Counts counts={props.counts} />
      <Filters {...props} />
      <p class="catalogue-compte" role="status" safe>
        {tickets.total === 0 ? 'Aucun signalement' : `${tickets.total} signalement${tickets.total > 1 ? 's' : ''}`}
      </p>
      {tickets.total === 0 ? <Nothing filter={filter} /> : <Tickets {...props} />}
      <Pagination
        of="signalements"
        page={tickets.page}
        pages={tickets.pages}
        href={(page) => listAddress(filter, page)}
      />
    </Layout>
  );
}

function Counts({ counts }: Pick<TicketListProps, 'counts'>): JSX.Element {
  const states: readonly EtatTicket[] = ['recu', 'en_cours', 'en_attente', 'resolu'];
  return (
    <ul class="fr-tags-group" aria-label="Signalements par état">
      {states.map((etat) => (
        <li>
          <a class="fr-tag" href={`${LIST}?etat=${etat}`} safe>
            {`${etatWords[etat].label} : ${counts[etat]}`}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Filters({ endpoints, filter }: TicketListProps): JSX.Element {
  return (
    <form class="filtre" action={LIST} method="get">
      <Select
        name="etat"
        label="État"
        nothing="Tous"
        options={Object.entries(etatWords).map(([value, { label }]) => [value, label])}
        value={filter.etat ?? ''}
        plain
      />
      <Select
        name="genre"
        label="Sur"
        nothing="Tout"
        options={Object.entries(genreWords)}
        value={filter.genre ?? ''}
        plain
      />
      <Select
        name="service"
        label="Endpoint"
        nothing="Tous"
        groups={byProvider(endpoints).map(({ provider, services }) => ({
          title: provider,
          options: services.map(({ name, title }) => [name, title]),
        }))}
        value={filter.endpoint ?? ''}
        plain
      />
      <Field name="q" type="search" label="Numéro, objet, nom ou e-mail" value={filter.text} plain />
      <button class="fr-btn" type="submit">
        Filtrer
      </button>
    </form>
  );
}

function Nothing({ filter }: Pick<TicketListProps, 'filter'>): JSX.Element {
  if (!isFiltered(filter)) return <p>Personne n’a encore rien signalé.</p>;
  return (
    <p>
      <a class="fr-link" href={LIST}>
        Retirer les filtres
      </a>
    </p>
  );
}

function Tickets({ tickets, endpoints, now }: TicketListProps): JSX.Element {
  return (
    <Table
      caption="Signalements : ceux qui attendent le support d’abord, les plus anciens en tête"
      columns={['Numéro', 'Objet', 'Sur', 'État', 'Âge']}
      folds
    >
      <tbody>
        {tickets.items.map((ticket) => (
          <TicketRow ticket={ticket} endpoints={endpoints} now={now} />
        ))}
      </tbody>
    </Table>
  );
}

interface TicketRowProps extends Pick<TicketListProps, 'endpoints' | 'now'> {
  readonly ticket: Ticket;
}

function TicketRow({ ticket, endpoints, now }: TicketRowProps): JSX.Element {
  const { numero, sujet, genre, endpoint, etat, ouvert_le, resolu_le, nom, email } = ticket;
  const [service] = namedServices(endpoint === null ? [] : [endpoint], endpoints);
  const { label, tone } = etatWords[etat];
  return (
    <tr>
      <th scope="row">
        <a href={`${LIST}/${numero}`} safe>
          {numero}
        </a>
      </th>
      <td class="objet">
        <span safe>{sujet}</span>
        <span class="precision" safe>
          {nom || email || 'Coordonnées effacées'}
        </span>
      </td>
      <td data-colonne="Sur" class="objet" safe>
        {service?.title ?? genreWords[genre]}
      </td>
      <td>
        <Badge tone={tone} label={label} />
      </td>
      <td data-colonne={resolu_le === null ? 'Âge' : 'Résolu en'} safe>
        {lengthOf((resolu_le ?? now).getTime() - ouvert_le.getTime())}
      </td>
    </tr>
  );
}
