import type { FastifyInstance } from 'fastify';
import type { Usage } from '../../watch/usage.ts';
import { sendFresh } from '../shared/fresh.ts';
import { sendPage } from '../shared/page.ts';
import { statisticsCsv } from './csv-file.ts';
import { LICENCE_URL, statisticsJson } from './json-file.ts';
import { statisticsPage } from './statistics-page.tsx';

interface StatisticsOptions {
  readonly usage: () => Promise<Usage>;
}

/** How much the service is used: a page for people, the same figures for their tools. */
export async function statisticsRoutes(app: FastifyInstance, { usage }: StatisticsOptions): Promise<void> {
  app.get('/statistiques', async ({ frame }, reply) =>
    sendPage(reply, statisticsPage({ frame, usage: await usage() })),
  );

  app.get('/statistiques.json', async (request, reply) => {
    const body = JSON.stringify(statisticsJson(await usage()));
    return sendFresh(request, reply.header('Link', licence), { type: 'application/json; charset=utf-8', body });
  });

  app.get('/statistiques.csv', async (request, reply) => {
    const body = statisticsCsv(await usage());
    reply.header('Link', licence).header('Content-Disposition', 'attachment; filename="statistiques.csv"');
    return sendFresh(request, reply, { type: 'text/csv; charset=utf-8', body });
  });
}

const licence = `<${LICENCE_URL}>; rel="license"`;
