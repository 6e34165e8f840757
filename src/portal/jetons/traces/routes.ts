import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Endpoint } from '../../../core/endpoint.ts';
import type { Explication } from '../../../jetons/traces/explication.ts';
import type { LectureTraces } from '../../../jetons/traces/recherche.ts';
import type { JetonVu } from '../../../records/jetons-de-compte.ts';
import type { Trace } from '../../../records/traces.ts';
import type { Attente } from '../../shared/attente.ts';
import { sendNotFound, sendPage } from '../../shared/page.ts';
import { openSessionOf, requireRole } from '../../shared/session.ts';
import { callPage } from './call-page.tsx';
import { tracesCsv } from './csv.ts';
import { searchAsked } from './search-form.ts';
import { tracesPage } from './traces-page.tsx';
import { tracesOf } from './words.ts';

interface TracesOptions {
  readonly lecture: LectureTraces;
  readonly expliquer: (trace: Trace) => Promise<Explication>;
  readonly endpoints: readonly Endpoint[];
  readonly demandees: (jti: string) => Promise<readonly Attente[]>;
}

type OfJeton = { Params: { jti: string } };
type OfCall = { Params: { jti: string; request_id: string } };

/** Every call made with a token, for who looks after it. */
export async function tokenTracesRoutes(
  app: FastifyInstance,
  { lecture, expliquer, endpoints, demandees }: TracesOptions,
): Promise<void> {
  app.addHook('preHandler', requireRole());
  const seen = (request: FastifyRequest<OfJeton>) =>
    lecture.jeton(openSessionOf(request).compte.id, request.params.jti);

  app.get<OfJeton>('/compte/jetons/:jti/traces', async (request, reply) => {
    const jeton = await seen(request);
    if (jeton === null) return sendNotFound(reply);
    const asked = searchAsked(request.query);
    const shown = { frame: request.frame, jeton, endpoints, asked, demandees: await demandees(jeton.jti) };
    if (Object.keys(asked.errors).length > 0) return sendPage(reply.code(422), tracesPage({ ...shown, found: null }));
    if (asked.requestId !== null) return sendNamed(reply, jeton, asked.requestId, shown);
    return sendPage(
      reply,
      tracesPage({ ...shown, found: await lecture.chercher(jeton.jti, asked.recherche, asked.after) }),
    );
  });

  /** Who gives the identifier of a call wants that call, whatever else is asked. */
  async function sendNamed(
    reply: FastifyReply,
    { jti }: JetonVu,
    requestId: string,
    shown: Omit<Parameters<typeof tracesPage>[0], 'found'>,
  ): Promise<FastifyReply> {
    const trace = await lecture.appel(jti, requestId);
    if (trace !== null) return reply.redirect(`${tracesOf(jti)}/${trace.request_id}`, 303);
    return sendPage(reply, tracesPage({ ...shown, found: { traces: [], suite: null, arretee: false } }));
  }

  app.get<OfJeton>('/compte/jetons/:jti/traces.csv', async (request, reply) => {
    const jeton = await seen(request);
    if (jeton === null) return sendNotFound(reply);
    const { errors, recherche } = searchAsked(request.query);
    if (Object.keys(errors).length > 0) return sendNotFound(reply);
    return reply
      .type('text/csv; charset=utf-8')
      .header('Content-Disposition', 'attachment; filename="traces.csv"')
      .send(Readable.from(tracesCsv(lecture.toutes(jeton.jti, recherche))));
  });

  app.get<OfCall>('/compte/jetons/:jti/traces/:request_id', async (request, reply) => {
    const jeton = await seen(request);
    const trace = jeton === null ? null : await lecture.appel(jeton.jti, request.params.request_id);
    if (jeton === null || trace === null) return sendNotFound(reply);
    const explication = await expliquer(trace);
    return sendPage(reply, callPage({ frame: request.frame, jeton, trace, explication, services: endpoints }));
  });
}
