import type { FastifyInstance } from 'fastify';
import type { StatusSource } from '../../watch/status-source.ts';
import { sendPage } from '../shared/page.ts';
import { providerOf } from '../shared/service-lists.ts';
import { historyPage } from './history-page.tsx';
import { statusPage } from './status-page.tsx';

interface StatusRoutesOptions {
  readonly status: StatusSource;
}

/** What works now, and what worked. */
export async function statusRoutes(app: FastifyInstance, { status }: StatusRoutesOptions): Promise<void> {
  app.get<{ Querystring: { fournisseur?: unknown } }>('/etat-des-services', async (request, reply) => {
    const { fournisseur } = request.query;
    const provider = typeof fournisseur === 'string' ? fournisseur : '';
    const { ongoing } = status;
    const states = await status.states();
    const known = states.some(({ endpoint }) => providerOf(endpoint) === provider);
    return sendPage(
      reply,
      statusPage({
        frame: request.frame,
        states,
        ongoing,
        provider: known ? provider : '',
        now: status.now(),
      }),
    );
  });
  app.get('/etat-des-services/historique', async (request, reply) =>
    sendPage(reply, historyPage({ frame: request.frame, history: await status.history() })),
  );
}
