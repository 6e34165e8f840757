import { createEvents, type EventAttributes, type HeaderAttributes } from 'ics';

/** `timestamp` is read by the library, but missing from its types. */
export type CalendarEvent = EventAttributes & { readonly timestamp: number };

/** A calendar holds one component at least (RFC 5545, 3.4): without any event, the zone its hours would be in. */
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

/** Events as a calendar that agendas subscribe to; of the same events it is always the same text. */
export function calendarOf(events: CalendarEvent[], header: Pick<HeaderAttributes, 'productId' | 'calName'>): string {
  const { value, error } = createEvents(events, { ...header, method: 'PUBLISH' });
  if (value === null) throw error ?? new Error('no calendar');
  const whole = foldedByOctets(value);
  return events.length > 0 ? whole : whole.replace('END:VCALENDAR', `${ZONE.join('\r\n')}\r\nEND:VCALENDAR`);
}

const LINE_OCTETS = 75;

/** Folds the lines of a calendar at 75 octets (RFC 5545, 3.1); the library counts characters, which French outgrows. */
function foldedByOctets(calendar: string): string {
  return calendar.replaceAll('\r\n\t', '').split('\r\n').map(folded).join('\r\n');
}

function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const length = Buffer.byteLength(character);
    if (octets + length > LINE_OCTETS) {
      parts.push(part);
      part = '';
      // The space that opens a line that goes on is one of its octets.
      octets = 1;
    }
    part += character;
    octets += length;
  }
  return [...parts, part].join('\r\n ');
}
