import type { FastifyInstance } from 'fastify';
import { pagePolicy } from '../shared/content-policy.ts';
import { sendPage } from '../shared/page.ts';
import type { Frame } from '../views/frame.ts';
import { consolePage } from './console-page.tsx';

interface DeveloperOptions {
  readonly frame: Frame;
}

/** The console: a maintained viewer of our OpenAPI description, all of it served from here. */
export async function developerRoutes(app: FastifyInstance, { frame }: DeveloperOptions): Promise<void> {
  // The viewer's style sheet carries its icons as data images.
  const helmet = { contentSecurityPolicy: pagePolicy({ imgSrc: ["'self'", 'data:'] }) };
  app.get('/developpeurs/openapi', { helmet }, async (_request, reply) => sendPage(reply, consolePage(frame)));
}
