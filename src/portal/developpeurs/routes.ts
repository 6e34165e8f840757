import type { FastifyInstance } from 'fastify';
import { pagePolicy } from '../shared/content-policy.ts';
import type { Guide } from '../shared/guide/guide.ts';
import { sendPage } from '../shared/page.ts';
import { consolePage } from './console-page.tsx';
import { developerHomePage } from './home-page.tsx';

interface DeveloperOptions {
  readonly guide: Guide;
}

/** The integrators' home, our network for their tools, and the console: a maintained viewer of our OpenAPI description. */
export async function developerRoutes(
  app: FastifyInstance,
  { guide: { developers: page, network } }: DeveloperOptions,
): Promise<void> {
  app.get('/developpeurs', async (request, reply) =>
    sendPage(reply, developerHomePage({ frame: request.frame, page })),
  );
  app.get('/developpeurs/reseau.json', async (_request, reply) =>
    reply.header('Cache-Control', 'public, max-age=3600').send(network),
  );
  // The viewer's style sheet carries its icons as data images.
  const helmet = { contentSecurityPolicy: pagePolicy({ imgSrc: ["'self'", 'data:'] }) };
  app.get('/developpeurs/openapi', { helmet }, async (request, reply) => sendPage(reply, consolePage(request.frame)));
}
