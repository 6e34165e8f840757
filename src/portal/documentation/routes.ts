import type { FastifyInstance } from 'fastify';
import type { Guide } from '../shared/guide/guide.ts';
import { sendPage } from '../shared/page.ts';
import { indexPage } from './index-page.tsx';
import { stepPage } from './step-page.tsx';

interface DocumentationOptions {
  readonly guide: Guide;
}

/** The documentation. Its chapters were written at start; a request only puts them in the frame of the moment. */
export async function documentationRoutes(
  app: FastifyInstance,
  { guide: { documentation: pages } }: DocumentationOptions,
): Promise<void> {
  app.get('/documentation', async (request, reply) => sendPage(reply, indexPage({ frame: request.frame, pages })));
  for (const page of pages) {
    app.get(page.path, async (request, reply) => sendPage(reply, stepPage({ frame: request.frame, pages, page })));
  }
  // The address of the documentation before this site.
}
