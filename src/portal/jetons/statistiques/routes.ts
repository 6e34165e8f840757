import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Service } from '../../../jetons/consommation/compteurs.ts';
import type { LectureStatistiques } from '../../../jetons/statistiques/lecture.ts';
import { type Periode, periodes } from '../../../jetons/statistiques/periodes.ts';
import type { Attente } from '../../shared/attente.ts';
import { textOf } from '../../shared/form-body.ts';
import { sendNotFound, sendPage } from '../../shared/page.ts';
import { openSessionOf, requireRole } from '../../shared/session.ts';
import { statistiquesCsv } from './csv.ts';
import { statisticsPage } from './statistics-page.tsx';

interface StatisticsOptions {
  readonly lecture: LectureStatistiques;
  readonly services: readonly Service[];
  readonly demandees: (jti: string) => Promise<readonly Attente[]>;
}

type OfJeton = { Params: { jti: string } };

/** How the calls of a token went, for who looks after it. */
export async function tokenStatisticsRoutes(
  app: FastifyInstance,
  { lecture, services, demandees }: StatisticsOptions,
): Promise<void> {
  app.addHook('preHandler', requireRole());
  const read = (request: FastifyRequest<OfJeton>) =>
    lecture.deJeton(openSessionOf(request).compte.id, request.params.jti, periodeAsked(request.query));

  app.get<OfJeton>('/compte/jetons/:jti/statistiques', async (request, reply) => {
    const lu = await read(request);
    if (lu === null) return sendNotFound(reply);
    const [derniers, asked] = [await lecture.derniersAppels(lu.jeton), await demandees(lu.jeton.jti)];
    return sendPage(reply, statisticsPage({ frame: request.frame, lu, derniers, services, demandees: asked }));
  });

  app.get<OfJeton>('/compte/jetons/:jti/statistiques.csv', async (request, reply) => {
    const lu = await read(request);
    if (lu === null) return sendNotFound(reply);
    return reply
      .type('text/csv; charset=utf-8')
      .header('Content-Disposition', `attachment; filename="statistiques-${lu.periode}.csv"`)
      .send(statistiquesCsv(lu, services));
  });
}

/** An hour's work is what one comes to see first. */
function periodeAsked(query: unknown): Periode {
  const asked = textOf(query, 'periode');
  return periodes.find((periode) => periode === asked) ?? '30h';
}
