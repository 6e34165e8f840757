import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { consolePage } from './console-page.tsx';

const require = createRequire(import.meta.url);

/** The console: a maintained viewer of our OpenAPI description, all of it served from here. */
export async function developerRoutes(
  app: FastifyInstance,
  { sandbox, staticDirectory }: { sandbox: boolean; staticDirectory: string },
): Promise<void> {
  const viewer = dirname(require.resolve('swagger-ui-dist/package.json'));
  await app.register(fastifyStatic, {
    root: [staticDirectory],
    prefix: '/statique/',
    cacheControl: true,
    maxAge: '1h',
  });
  for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js']) {
    app.get(`/statique/swagger-ui/${file}`, async (_request, reply) =>
      reply.header('Cache-Control', 'public, max-age=86400').sendFile(file, join(viewer)),
    );
  }
  app.get('/developpeurs/openapi', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(consolePage(sandbox)),
  );
}
