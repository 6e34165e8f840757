import type { FastifyInstance } from 'fastify';
import type { Endpoint } from '../../core/endpoint.ts';
import type { IncidentReader } from '../../watch/incident-reader.ts';
import { sendFresh } from '../shared/fresh.ts';
import { sendPage } from '../shared/page.ts';
import type { Site } from '../views/frame.ts';
import { maintenanceCalendar } from './calendar.ts';
import { maintenancePage } from './maintenance-page.tsx';

interface MaintenanceRoutesOptions {
  readonly site: Site;
  readonly endpoints: readonly Endpoint[];
  readonly reader: IncidentReader;
  readonly publicUrl: string;
}

/** Announced maintenances: a page each, and a calendar of all. */
export async function maintenanceRoutes(app: FastifyInstance, options: MaintenanceRoutesOptions): Promise<void> {
  const { site, endpoints, reader, publicUrl } = options;

  app.get('/maintenances', (_request, reply) => reply.redirect('/incidents#maintenances', 302));

  app.get<{ Params: { id: string } }>('/maintenances/:id', async ({ params, frame }, reply) => {
    const maintenance = await reader.maintenance(params.id);
    if (maintenance === null) return reply.callNotFound();
    return sendPage(reply, maintenancePage({ frame, maintenance, endpoints, now: reader.now() }));
  });

  app.get('/maintenances.ics', async (request, reply) => {
    const maintenances = await reader.calendar();
    const body = maintenanceCalendar({ maintenances, endpoints, publicUrl, service: site.brand.service });
    return sendFresh(request, reply, { type: 'text/calendar; charset=utf-8', body });
  });
}
