import type { FastifyInstance } from 'fastify';
import { sendPage } from '../shared/page.ts';
import { requireRole } from '../shared/session.ts';
import { homePage } from './home-page.tsx';

/** What administrators operate. */
export async function administrationRoutes(app: FastifyInstance): Promise<void> {
  app.get('/administration', { preHandler: requireRole('administrateur') }, async (request, reply) =>
    sendPage(reply, homePage(request.frame)),
  );
}
