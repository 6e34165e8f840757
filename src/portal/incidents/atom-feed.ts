import { escapeHtml } from '@kitajs/html';
import { Feed } from 'feed';
import type { Endpoint } from '../../core/endpoint.ts';
import type { ToldIncident } from '../../watch/incident-reader.ts';
import { dateTimeOf } from '../shared/dates.ts';
import { incidentStateWords, severityWords } from '../shared/incident-words.ts';
import { printable } from '../shared/printable.ts';
import { namedServices } from '../shared/service-lists.ts';

interface AtomFeedInput {
  readonly incidents: readonly ToldIncident[];
  readonly endpoints: readonly Endpoint[];
  readonly publicUrl: string;
  readonly service: string;
}

/** One entry an incident, told whole; its address is its name for ever, and it is updated when the incident is. */
export function atomFeed({ incidents, endpoints, publicUrl, service }: AtomFeedInput): string {
  const feed = new Feed({
    id: `${publicUrl}/incidents`,
    title: `Incidents – ${service}`,
    link: `${publicUrl}/incidents`,
    feedLinks: { atom: `${publicUrl}/incidents.atom` },
    // The same incidents give the same feed, to the byte.
    updated: incidents[0]?.modifie_le ?? new Date(0),
    author: { name: service },
    generator: false,
  });
  for (const incident of incidents) {
    const url = `${publicUrl}/incidents/${incident.id}`;
    const title = `[${incidentStateWords[incident.etat]}] ${incident.titre}`;
    feed.addItem({
      id: url,
      link: url,
      title: escapeHtml(printable(title)),
      date: incident.modifie_le,
      published: incident.ouvert_le,
      content: contentOf(incident, endpoints),
    });
  }
  return feed.atom1();
}

function contentOf(incident: ToldIncident, endpoints: readonly Endpoint[]): string {
  const services = namedServices(incident.endpoints, endpoints).map(({ title }) => title);
  const lines = [
    `<p>Gravité : ${escapeHtml(severityWords[incident.gravite].toLowerCase())}. Services : ${escapeHtml(services.join(', '))}.</p>`,
    incident.prochaine_action === '' ? '' : `<p>Prochaine action : ${escaped(incident.prochaine_action)}</p>`,
    incident.fin_prevue_le === null ? '' : `<p>Fin prévue : le ${dateTimeOf(incident.fin_prevue_le)}.</p>`,
    ...incident.points.map(
      ({ etat, texte, le }) =>
        `<p><strong>${escapeHtml(incidentStateWords[etat])}</strong>, le ${dateTimeOf(le)} : ${escaped(texte)}</p>`,
    ),
  ];
  return lines.join('');
}

const escaped = (text: string): string => escapeHtml(printable(text)).replaceAll('\n', '<br />');
