import type { FastifyInstance } from 'fastify';
import { madeSoon } from '../shared/made-soon.ts';
import { sendPage } from '../shared/page.ts';
import type { SearchSource } from '../shared/search-source.ts';
import { resultsPage } from './results-page.tsx';
import { createSiteSearch } from './search.ts';

interface SearchRoutesOptions {
  readonly sources: readonly SearchSource[];
}

const LONGEST_QUERY = 200;

/** The search of the whole site. Its index is made once. */
export async function searchRoutes(app: FastifyInstance, { sources }: SearchRoutesOptions): Promise<void> {
  const searchOf = madeSoon(app, () => createSiteSearch(sources));
  app.get<{ Querystring: { q?: unknown } }>('/recherche', async (request, reply) => {
    const { q } = request.query;
    const query = typeof q === 'string' ? q.trim().slice(0, LONGEST_QUERY) : '';
    return sendPage(reply, resultsPage({ frame: request.frame, query, findings: searchOf()(query) }));
  });
}
