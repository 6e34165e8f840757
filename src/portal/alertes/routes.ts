import type { FastifyInstance } from 'fastify';
import { textOf } from '../shared/form-body.ts';
import { sendPage } from '../shared/page.ts';
import { requireRole } from '../shared/session.ts';
import { pageAsked } from '../views/pagination.tsx';
import type { AlertBook } from './alert-book.ts';
import { alertsPage } from './alerts-page.tsx';

const PER_PAGE = 50;

/** What is wrong at this moment, and what was, for those who operate. */
export async function alertRoutes(app: FastifyInstance, { alerts }: { readonly alerts: AlertBook }): Promise<void> {
  app.get('/administration/alertes', { preHandler: requireRole('administrateur') }, async (request, reply) => {
    const total = await alerts.countClosed();
    const pages = Math.ceil(total / PER_PAGE);
    const page = pageAsked(textOf(request.query, 'page'), pages);
    const [open, lastDigest, closed] = await Promise.all([
      alerts.open(),
      alerts.lastDigest(),
      alerts.closed({ limit: PER_PAGE, offset: (page - 1) * PER_PAGE }),
    ]);
    const { channels } = alerts;
    const history = { closed, total, page, pages };
    return sendPage(
      reply,
      alertsPage({ frame: request.frame, now: alerts.now(), channels, open, lastDigest, history }),
    );
  });
}
