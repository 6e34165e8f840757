import type { FastifyInstance } from 'fastify';
import { sendPage } from '../shared/page.ts';
import { eventCalendar } from './calendar.ts';
import type { ServiceEvent } from './events.ts';
import { eventsPage } from './events-page.tsx';

interface EventOptions {
  readonly events: readonly ServiceEvent[];
  readonly publicUrl: string;
  readonly service: string;
  readonly now: () => Date;
}

/** Where to meet the team, for people and for their agendas. */
export async function eventRoutes(app: FastifyInstance, options: EventOptions): Promise<void> {
  const calendar = eventCalendar(options);
  app.get('/evenements', async ({ frame }, reply) =>
    sendPage(reply, eventsPage({ frame, events: options.events, now: options.now() })),
  );
  app.get('/evenements.ics', async (_request, reply) =>
    reply.type('text/calendar; charset=utf-8').header('Cache-Control', 'public, max-age=3600').send(calendar),
  );
}
