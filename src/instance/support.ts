import { addCalendarMonths } from '../core/dates/durations.ts';
import { ticketContactMonths, ticketMonths } from '../core/terms.ts';
import type { Task } from '../platform/schedule.ts';
import { forgetOldTickets } from '../records/old-tickets.ts';
import { createSupportDesk, type SupportDesk } from '../support/desk.ts';
import { ticketAddresses } from '../support/mails.ts';
import { createTicketReader, type TicketReader } from '../support/ticket-reader.ts';
import type { Ground } from './ground.ts';
import type { Kept } from './kept.ts';

export interface Support {
  readonly desk: SupportDesk;
  readonly reader: TicketReader;
  readonly upkeep: Task;
}

const HOUR_MS = 3_600_000;
const ADDRESS_KEPT_MS = 24 * HOUR_MS;

/** What people report, and what is answered. */
export function openSupport({ config, clock, log }: Ground, { db }: Kept): Support {
  const addresses = ticketAddresses(config.publicUrl);
  return {
    desk: createSupportDesk({ db, clock, addresses, emails: config.supportEmails }),
    reader: createTicketReader(db, clock),
    upkeep: {
      name: 'signalements anciens',
      everyMs: HOUR_MS,
      run: async () => {
        const now = new Date(clock.now());
        const ends = {
          openedBefore: new Date(now.getTime() - ADDRESS_KEPT_MS),
          contactsBefore: addCalendarMonths(now, -ticketContactMonths),
          resolvedBefore: addCalendarMonths(now, -ticketMonths),
        };
        const forgotten = await forgetOldTickets(db, ends, now);
        if (forgotten.erased + forgotten.dropped > 0) log.info(forgotten, 'signalements anciens effacés');
      },
    },
  };
}
