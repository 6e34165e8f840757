import { keptSince } from '../core/conservation.ts';
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
          openedBefore: keptSince('adresse_signalement', now),
          contactsBefore: keptSince('personnes_signalement', now),
          resolvedBefore: keptSince('signalement', now),
        };
        const forgotten = await forgetOldTickets(db, ends, now);
        if (forgotten.erased + forgotten.dropped > 0) log.info(forgotten, 'signalements anciens effacés');
      },
    },
  };
}
