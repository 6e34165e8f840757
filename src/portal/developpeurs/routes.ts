import type { FastifyInstance } from 'fastify';
import { pagePolicy } from '../shared/content-policy.ts';
import type { Guide } from '../shared/guide/guide.ts';
import { sendPage } from '../shared/page.ts';
import type { Frame } from '../views/frame.ts';
import { consolePage } from './console-page.tsx';
import { developerHomePage } from './home-page.tsx';

interface DeveloperOptions {
  readonly frame: Frame;
  readonly guide: Guide;
}

/** The integrators' home, our network for their tools, and the console: a maintained viewer of our OpenAPI description. */
export async function developerRoutes(
  app: FastifyInstance,
  { frame, guide: { developers, network } }: DeveloperOptions,
): Promise<void> {
  app.get('/developpeurs', async (_request, reply) => sendPage(reply, developerHomePage({ frame, page: developers })));
  app.get('/developpeurs/reseau.json', async (_request, reply) =>
    reply.header('Cache-Control', 'public, max-age=3600').send(network),
  );
  // The viewer's style sheet carries its icons as data images.
  const helmet = { contentSecurityPolicy: pagePolicy({ imgSrc: ["'self'", 'data:'] }) };
  app.get('/developpeurs/openapi', { helmet }, async (_request, reply) => sendPage(reply, consolePage(frame)));
}
