import type { FastifyInstance } from 'fastify';
import { pagePolicy } from '../shared/content-policy.ts';
import { sendPage } from '../shared/page.ts';
import { consolePage } from './console-page.tsx';

/** The console: a maintained viewer of our OpenAPI description, all of it served from here. */
export async function developerRoutes(app: FastifyInstance): Promise<void> {
  // The viewer's style sheet carries its icons as data images.
  const helmet = { contentSecurityPolicy: pagePolicy({ imgSrc: ["'self'", 'data:'] }) };
  app.get('/developpeurs/openapi', { helmet }, async (request, reply) => sendPage(reply, consolePage(request.frame)));
}
