import { hourOf } from '../shared/dates.ts';
import { titleAt } from '../shared/site-map.ts';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { Table } from '../views/table.tsx';
import type { ServiceEvent } from './events.ts';

interface EventsPageProps {
  readonly frame: Frame;
  /** The latest first. */
  readonly events: readonly ServiceEvent[];
  readonly now: Date;
}

/** Where to meet the team: what comes first, then what is over. */
export function eventsPage({ frame, events, now }: EventsPageProps): JSX.Element {
  const coming = events.filter(({ until }) => until > now).reverse();
  const past = events.filter(({ until }) => until <= now);
  return (
    <Layout frame={frame} title={titleAt('/evenements')} path="/evenements" trail={[['/', 'Accueil']]}>
      <h1 safe>{titleAt('/evenements')}</h1>
      <p class="fr-text--lead redaction">
        Ateliers et présentations : les nouvelles données, les évolutions de l’API, vos questions à l’équipe.
      </p>
      <h2>À venir</h2>
      {coming.length === 0 ? (
        <p>Aucun évènement n’est prévu pour le moment.</p>
      ) : (
        <EventsTable caption="Évènements à venir" events={coming} />
      )}
      <p>
        <a class="fr-link" href="/evenements.ics">
          Suivre les évènements dans votre agenda (iCalendar)
        </a>
      </p>
      <h2>Passés</h2>
      {past.length === 0 ? <p>Aucun évènement passé.</p> : <EventsTable caption="Évènements passés" events={past} />}
    </Layout>
  );
}

function EventsTable({ caption, events }: { caption: string; events: readonly ServiceEvent[] }): JSX.Element {
  return (
    <div class="evenements">
      <Table caption={caption} columns={['Date', 'Évènement', 'Lieu', 'Horaires', 'Annexes']} folds>
        <tbody>
          {events.map((event) => (
            <tr id={event.key}>
              <th scope="row" safe>
                {day.format(event.from)}
              </th>
              <td>
                <strong safe>{event.title}</strong>
                <span class="precision" safe>
                  {event.summary}
                </span>
              </td>
              <td safe>{event.place}</td>
              <td safe>{hoursOf(event)}</td>
              <td>
                <Papers event={event} />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function Papers({ event: { registration, papers, title } }: { event: ServiceEvent }): JSX.Element {
  if (registration === null && papers.length === 0) return 'Aucune';
  return (
    <ul>
      {registration === null ? (
        ''
      ) : (
        <li>
          <a href={registration} rel="noopener external">
            S’inscrire<span class="fr-sr-only" safe>{` : ${title}`}</span>
          </a>
        </li>
      )}
      {papers.map((paper) => (
        <li>
          <a href={paper.address} rel="noopener external" safe>
            {paper.title}
          </a>
        </li>
      ))}
    </ul>
  );
}

const day = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', dateStyle: 'long' });

function hoursOf({ from, until }: ServiceEvent): string {
  const end = day.format(from) === day.format(until) ? hourOf(until) : `${hourOf(until)}, le ${day.format(until)}`;
  return `De ${hourOf(from)} à ${end}`;
}
