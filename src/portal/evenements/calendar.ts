import { createEvents } from 'ics';
import type { ServiceEvent } from './events.ts';

interface CalendarInput {
  readonly events: readonly ServiceEvent[];
  readonly publicUrl: string;
  readonly service: string;
}

/** Events as a calendar that agendas subscribe to. */
export function eventCalendar({ events, publicUrl, service }: CalendarInput): string {
  const { value, error } = createEvents(
    events.map(({ key, title, summary, place, from, until }) => ({
      uid: `evenement-${key}@${new URL(publicUrl).hostname}`,
      // Of the event itself: the same event is the same text, whenever it is asked for.
      timestamp: from.getTime(),
      title,
      description: summary,
      location: place,
      url: `${publicUrl}/evenements#${key}`,
      start: from.getTime(),
      end: until.getTime(),
    })),
    { productId: `-//${service}//Evenements//FR`, calName: `Évènements – ${service}`, method: 'PUBLISH' },
  );
  if (value === null) throw error ?? new Error('no calendar');
  return value;
}
