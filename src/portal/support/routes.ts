import type { FastifyInstance } from 'fastify';
import { everyTicket } from '../../support/ticket-reader.ts';
import { sendPage } from '../shared/page.ts';
import { receiveFiles } from '../shared/sent-files.ts';
import { openSessionOf, requireRole } from '../shared/session.ts';
import { pageAsked } from '../views/pagination.tsx';
import { captureRule } from './capture.tsx';
import { keyedTickets, ownTickets } from './doors.ts';
import { homePage } from './home-page.tsx';
import { myTicketsPage } from './my-tickets-page.tsx';
import { reportRoutes } from './report-routes.ts';
import type { SupportRoutesOptions } from './routes-options.ts';

/** Where one finds help, reports what is wrong, and follows it. */
export async function supportRoutes(app: FastifyInstance, options: SupportRoutesOptions): Promise<void> {
  const { support, mentions } = options;
  await receiveFiles(app, { files: 1, maxBytes: captureRule.maxBytes });

  app.get('/support', async ({ frame }, reply) => sendPage(reply, homePage({ frame, mentions })));

  app.get<{ Querystring: { page?: unknown } }>(
    '/compte/tickets',
    { preHandler: requireRole() },
    async (request, reply) => {
      const mine = { ...everyTicket, compte: openSessionOf(request).compte.id };
      const tickets = await support.reader.list(mine, pageAsked(request.query.page, Number.MAX_SAFE_INTEGER));
      return sendPage(reply, myTicketsPage({ frame: request.frame, tickets }));
    },
  );

  await app.register(reportRoutes, options);
  await app.register(keyedTickets, options);
  await app.register(ownTickets, options);
}
