import type { Endpoint } from '../../core/endpoint.ts';
import type { Maintenance } from '../../records/maintenances.ts';
import { type CalendarEvent, calendarOf } from '../shared/calendar.ts';
import { cutSentence } from '../shared/incident-words.ts';
import { printable } from '../shared/printable.ts';
import { namedServices } from '../shared/service-lists.ts';

interface CalendarInput {
  readonly maintenances: readonly Maintenance[];
  readonly endpoints: readonly Endpoint[];
  readonly publicUrl: string;
  readonly service: string;
}

/** Maintenances as a calendar that agendas subscribe to: each keeps its UID, and its SEQUENCE grows when it changes. */
export function maintenanceCalendar({ maintenances, endpoints, publicUrl, service }: CalendarInput): string {
  const host = new URL(publicUrl).hostname;
  const events = maintenances.map((maintenance) => eventOf(maintenance, { endpoints, publicUrl, host }));
  return calendarOf(events, { productId: `-//${service}//Maintenances//FR`, calName: `Maintenances – ${service}` });
}

interface Around {
  readonly endpoints: readonly Endpoint[];
  readonly publicUrl: string;
  readonly host: string;
}

function eventOf(maintenance: Maintenance, { endpoints, publicUrl, host }: Around): CalendarEvent {
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
