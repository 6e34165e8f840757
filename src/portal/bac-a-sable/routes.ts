import type { FastifyInstance } from 'fastify';
import { sendPage } from '../shared/page.ts';
import { pageAsked } from '../views/pagination.tsx';
import { courrielPage } from './courriel-page.tsx';
import { courrielsPage } from './courriels-page.tsx';
import type { Mailbox } from './mailbox.ts';

interface SandboxRoutesOptions {
  readonly mailbox: Mailbox | null;
}

const PAGE_SIZE = 25;

/** What only a sandbox shows: the mails it has sent. Elsewhere these addresses do not exist. */
export async function sandboxRoutes(app: FastifyInstance, { mailbox }: SandboxRoutesOptions): Promise<void> {
  if (mailbox === null) return;
  app.addHook('onRequest', async (_request, reply) => {
    // Mails hold links that open something.
    reply.header('X-Robots-Tag', 'noindex');
  });

  app.get<{ Querystring: { page?: unknown } }>('/bac-a-sable/courriels', async (request, reply) => {
    const total = await mailbox.count();
    const pages = Math.ceil(total / PAGE_SIZE);
    const page = pageAsked(request.query.page, pages);
    const courriels = await mailbox.list({ page, size: PAGE_SIZE });
    const { leavesBy } = mailbox;
    return sendPage(reply, courrielsPage({ frame: request.frame, courriels, total, page, pages, leavesBy })).header(
      ...unkept,
    );
  });

  app.get<{ Params: { id: string } }>('/bac-a-sable/courriels/:id', async (request, reply) => {
    const courriel = await mailbox.find(request.params.id);
    if (courriel === null) return reply.callNotFound();
    const message = await mailbox.read(courriel);
    return sendPage(reply, courrielPage({ frame: request.frame, courriel, size: message?.length ?? null })).header(
      ...unkept,
    );
  });

  app.get<{ Params: { id: string } }>('/bac-a-sable/courriels/:id/message.eml', async (request, reply) => {
    const courriel = await mailbox.find(request.params.id);
    const message = courriel === null ? null : await mailbox.read(courriel);
    if (courriel === null || message === null) return reply.callNotFound();
    return reply
      .type('message/rfc822')
      .header(...unkept)
      .header('Content-Disposition', `attachment; filename="${courriel.id}.eml"`)
      .send(message);
  });
}

const unkept = ['Cache-Control', 'no-store'] as const;
