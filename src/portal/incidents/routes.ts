import type { FastifyInstance } from 'fastify';
import type { Endpoint } from '../../core/endpoint.ts';
import type { IncidentReader } from '../../watch/incident-reader.ts';
import { sendFresh } from '../shared/fresh.ts';
import { sendPage } from '../shared/page.ts';
import type { Site } from '../views/frame.ts';
import { pageAsked } from '../views/pagination.tsx';
import { atomFeed } from './atom-feed.ts';
import { incidentPage } from './incident-page.tsx';
import { jsonFeed } from './json-feed.ts';
import { listPage } from './list-page.tsx';

interface IncidentRoutesOptions {
  readonly site: Site;
  readonly endpoints: readonly Endpoint[];
  readonly reader: IncidentReader;
  readonly publicUrl: string;
}

/** What is broken, and what was: pages for people, feeds for their tools. */
export async function incidentRoutes(app: FastifyInstance, options: IncidentRoutesOptions): Promise<void> {
  const { site, endpoints, reader, publicUrl } = options;

  app.get<{ Querystring: { service?: unknown; page?: unknown } }>('/incidents', async ({ query, frame }, reply) => {
    const service = endpoints.find(({ name }) => name === query.service)?.name ?? null;
    const concerns = (item: { readonly endpoints: readonly string[] }) =>
      service === null || item.endpoints.includes(service);
    const asked = pageAsked(query.page, Number.MAX_SAFE_INTEGER);
    const [open, coming, past] = await Promise.all([reader.open(), reader.coming(), reader.past(asked, service)]);
    const shown = { open: open.filter(concerns), coming: coming.filter(concerns), past };
    return sendPage(reply, listPage({ frame, endpoints, ...shown, service, now: reader.now() }));
  });

  app.get<{ Params: { id: string } }>('/incidents/:id', async ({ params, frame }, reply) => {
    const incident = await reader.incident(params.id);
    if (incident === null || incident.brouillon) return reply.callNotFound();
    return sendPage(reply, incidentPage({ frame, incident, endpoints, now: reader.now() }));
  });

  app.get('/incidents.json', async (request, reply) => {
    const [incidents, maintenances] = await Promise.all([reader.latest(), reader.calendar()]);
    const body = JSON.stringify(jsonFeed({ incidents, maintenances, publicUrl, now: reader.now() }));
    return sendFresh(request, reply, { type: 'application/json; charset=utf-8', body });
  });

  app.get('/incidents.atom', async (request, reply) => {
    const body = atomFeed({ incidents: await reader.latest(), endpoints, publicUrl, service: site.brand.service });
    return sendFresh(request, reply, { type: 'application/atom+xml; charset=utf-8', body });
  });
}
