import type { FastifyInstance } from 'fastify';
import { recentStatus } from '../../watch/recent-status.ts';
import type { ServiceState, State } from '../../watch/service-states.ts';
import type { StatusSource } from '../../watch/status-source.ts';
import type { ConsoleGround } from '../shared/console/offer.ts';
import { isKnown } from '../shared/fresh.ts';
import { ifKnown, type LogError } from '../shared/if-known.ts';
import { madeSoon } from '../shared/made-soon.ts';
import { sendPage } from '../shared/page.ts';
import type { Site } from '../views/frame.ts';
import { catalogueJson } from './catalogue-json.ts';
import { readFiches } from './fiche.ts';
import { facetsOf, fits, readChoices } from './filters.ts';
import { listPage } from './list-page.tsx';
import type { CatalogueOptions } from './options.ts';
import { createSearch } from './search/search.ts';
import { sheetRoutes } from './sheet/routes.ts';

interface CatalogueRoutesOptions {
  readonly site: Site;
  readonly status: StatusSource;
  readonly catalogue: CatalogueOptions;
  readonly logError: LogError;
  readonly console: ConsoleGround;
}

const LONGEST_QUERY = 200;

/** Every endpoint, to be found and read. What does not change is made once. */
export async function catalogueRoutes(app: FastifyInstance, options: CatalogueRoutesOptions): Promise<void> {
  const { site, catalogue, logError, console } = options;
  const status = { ...recentStatus(options.status), ongoing: options.status.ongoing };
  const fiches = readFiches(catalogue.rooms, catalogue.papersOf);
  const searchOf = madeSoon(app, () => createSearch(fiches));
  const json = catalogueJson(fiches, catalogue.publicUrl);

  app.get<{ Querystring: Record<string, unknown> }>('/catalogue', async (request, reply) => {
    const { q } = request.query;
    const query = typeof q === 'string' ? q.trim().slice(0, LONGEST_QUERY) : '';
    const choices = readChoices(request.query, fiches);
    const { hits, kind } = searchOf()(query);
    const found = hits.map(({ fiche }) => fiche);
    const states = statesOf((await ifKnown(status.states(), logError, request.id)) ?? []);
    return sendPage(
      reply,
      listPage({
        frame: request.frame,
        query,
        kind,
        hits: hits.filter(({ fiche }) => fits(fiche, choices)),
        unfiltered: hits.length,
        total: fiches.length,
        facets: facetsOf(fiches, found, choices),
        stateOf: (name) => states.get(name) ?? 'inconnu',
      }),
    );
  });

  app.get('/catalogue.json', async (request, reply) => {
    reply.header('ETag', json.etag).header('Cache-Control', 'public, max-age=300');
    if (isKnown(request, json.etag)) return reply.code(304).send();
    return reply.type('application/json; charset=utf-8').send(json.body);
  });

  await sheetRoutes(app, { site, status, fiches, catalogue, logError, console });
}

function statesOf(services: readonly ServiceState[]): ReadonlyMap<string, State> {
  return new Map(services.map(({ endpoint, state }) => [endpoint.name, state]));
}
