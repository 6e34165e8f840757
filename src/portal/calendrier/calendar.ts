import type { DurationObject } from 'ics';
import { parisClock } from '../../core/dates/paris-clock.ts';
import type { JetonVu } from '../../records/jetons-de-compte.ts';
import { type CalendarEvent, calendarOf } from '../shared/calendar.ts';
import { dateTimeOf } from '../shared/dates.ts';
import { printable } from '../shared/printable.ts';

interface CalendarInput {
  readonly jetons: readonly JetonVu[];
  readonly publicUrl: string;
  readonly service: string;
}

/** How long before the end an agenda rings. */
const ALARMS: readonly DurationObject[] = [{ days: 30 }, { days: 7 }];

/** The ends of someone's tokens, a whole day each. */
export function endsCalendar({ jetons, publicUrl, service }: CalendarInput): string {
  const host = new URL(publicUrl).hostname;
  return calendarOf(
    jetons.map((jeton) => eventOf(jeton, publicUrl, host)),
    { productId: `-//${service}//Jetons//FR`, calName: `Fin de mes jetons – ${service}` },
  );
}

function eventOf(jeton: JetonVu, publicUrl: string, host: string): CalendarEvent {
  const { jti, cree_le, remplace_par, habilitation_numero } = jeton;
  const sujet = printable(jeton.sujet);
  const url = `${publicUrl}/compte/jetons/${jti}/renouveler`;
  const end = endOf(jeton);
  const [year = 0, month = 0, day = 0] = parisClock(end.getTime()).date.split('-').map(Number);
  const isReplaced = remplace_par !== null;
  const told = isReplaced
    ? 'Un autre jeton a pris sa suite : vérifiez qu’il est en place.'
    : 'Sans renouvellement, ses appels seront refusés ensuite.';
  return {
    uid: `jeton-${jti}@${host}`,
    timestamp: cree_le.getTime(),
    // It grows when the token is replaced: agendas take the new text.
    sequence: isReplaced ? 1 : 0,
    title: `Fin du jeton « ${sujet} »${isReplaced ? ' (remplacé)' : ''}`,
    description: `Habilitation ${habilitation_numero}. Le jeton fonctionne jusqu’au ${dateTimeOf(end)} (heure de Paris). ${told}`,
    url,
    start: [year, month, day],
    duration: { days: 1 },
    transp: 'TRANSPARENT',
    busyStatus: 'FREE',
    alarms: isReplaced
      ? []
      : ALARMS.map((before) => ({
          action: 'display' as const,
          description: `Fin du jeton « ${sujet} »\u00a0: le renouveler`,
          trigger: { ...before, before: true },
        })),
  };
}

function endOf({ expire_le, banni_le }: JetonVu): Date {
  return banni_le !== null && banni_le < expire_le ? banni_le : expire_le;
}
