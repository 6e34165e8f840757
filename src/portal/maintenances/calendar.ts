import { createEvents, type EventAttributes } from 'ics';
import type { Endpoint } from '../../core/endpoint.ts';
import type { Maintenance } from '../../records/maintenances.ts';
import { cutSentence } from '../shared/incident-words.ts';
import { printable } from '../shared/printable.ts';
import { namedServices } from '../shared/service-lists.ts';
import { foldedByOctets } from './fold.ts';

interface CalendarInput {
  readonly maintenances: readonly Maintenance[];
  readonly endpoints: readonly Endpoint[];
  readonly publicUrl: string;
  readonly service: string;
}

/** A calendar holds one component at least (RFC 5545, 3.4): without any maintenance, the zone its hours would be in. */
const ZONE = [
  'BEGIN:VTIMEZONE',
  'TZID:Etc/UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'END:STANDARD',
  'END:VTIMEZONE',
];

/** Maintenances as a calendar that agendas subscribe to: each keeps its UID, and its SEQUENCE grows when it changes. */
export function maintenanceCalendar({ maintenances, endpoints, publicUrl, service }: CalendarInput): string {
  const host = new URL(publicUrl).hostname;
  const events = maintenances.map((maintenance) => eventOf(maintenance, { endpoints, publicUrl, host }));
  const { value, error } = createEvents(events, {
    productId: `-//${service}//Maintenances//FR`,
    calName: `Maintenances – ${service}`,
    method: 'PUBLISH',
  });
  if (value === null) throw error ?? new Error('no calendar');
  const whole = foldedByOctets(value);
  return events.length > 0 ? whole : whole.replace('END:VCALENDAR', `${ZONE.join('\r\n')}\r\nEND:VCALENDAR`);
}

interface Around {
  readonly endpoints: readonly Endpoint[];
  readonly publicUrl: string;
  readonly host: string;
}

/** `timestamp` is read by the library, but missing from its types. */
function eventOf(
  maintenance: Maintenance,
  { endpoints, publicUrl, host }: Around,
): EventAttributes & { timestamp: number } {
  const { id, titre, texte, version, coupure, annulee_le } = maintenance;
  const services = namedServices(maintenance.endpoints, endpoints).map(({ title }) => title);
  return {
    uid: `maintenance-${id}@${host}`,
    sequence: version - 1,
    timestamp: maintenance.modifiee_le.getTime(),
    created: maintenance.annoncee_le.getTime(),
    lastModified: maintenance.modifiee_le.getTime(),
    status: annulee_le === null ? 'CONFIRMED' : 'CANCELLED',
    title: printable(annulee_le === null ? titre : `Annulée : ${titre}`),
    description: printable(`${texte}\n\nServices : ${services.join(', ')}.\n${cutSentence(coupure)}`),
    url: `${publicUrl}/maintenances/${id}`,
    start: maintenance.debut.getTime(),
    end: maintenance.fin.getTime(),
    transp: 'TRANSPARENT',
  };
}
