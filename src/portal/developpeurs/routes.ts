import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { pagePolicy } from '../shared/content-policy.ts';
import { sendPage } from '../shared/page.ts';
import { consolePage } from './console-page.tsx';

const require = createRequire(import.meta.url);

interface DeveloperOptions {
  readonly sandbox: boolean;
  readonly staticDirectory: string;
}

/** The console: a maintained viewer of our OpenAPI description, all of it served from here. */
export async function developerRoutes(
  app: FastifyInstance,
  { sandbox, staticDirectory }: DeveloperOptions,
): Promise<void> {
  const viewer = dirname(require.resolve('swagger-ui-dist/package.json'));
  await app.register(fastifyStatic, { root: staticDirectory, prefix: '/statique/', maxAge: '1h' });
  for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js']) {
    app.get(`/statique/swagger-ui/${file}`, (_request, reply) => reply.sendFile(file, viewer, { maxAge: '1d' }));
  }
  // The viewer's style sheet carries its icons as data images.
  const helmet = { contentSecurityPolicy: pagePolicy({ imgSrc: ["'self'", 'data:'] }) };
  app.get('/developpeurs/openapi', { helmet }, async (_request, reply) => sendPage(reply, consolePage(sandbox)));
}
