import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { LectureFin } from '../../../jetons/echeances/lecture.ts';
import type { Prolongation } from '../../../jetons/prolongation/prolongation.ts';
import { textOf } from '../../shared/form-body.ts';
import { sendNotFound, sendPage } from '../../shared/page.ts';
import { openSessionOf, requireRole } from '../../shared/session.ts';
import type { ByJti } from './addresses.ts';
import { prolongRoutes } from './prolong-routes.ts';
import { renewalPage } from './renewal-page.tsx';
import { doneSentences } from './words.ts';

interface RenewalOptions {
  readonly lecture: LectureFin;
  /** Null when the operator lets no token be prolonged. */
  readonly prolongation: Prolongation | null;
}

/** The end of a token: how it is renewed, who was told. */
export async function renewalRoutes(app: FastifyInstance, { lecture, prolongation }: RenewalOptions): Promise<void> {
  app.addHook('preHandler', requireRole());

  async function show(
    request: FastifyRequest<ByJti>,
    reply: FastifyReply,
    said: { readonly refusal?: string } = {},
  ): Promise<FastifyReply> {
    const fin = await lecture.de(openSessionOf(request).compte.id, request.params.jti);
    if (fin === null) return sendNotFound(reply);
    const done = doneSentences[textOf(request.query, 'fait')] ?? null;
    const { frame } = request;
    return sendPage(reply, renewalPage({ frame, fin, prolongation: prolongation !== null, done, ...said }));
  }

  app.get<ByJti>('/compte/jetons/:jti/renouveler', (request, reply) => show(request, reply));
  if (prolongation !== null)
    prolongRoutes(app, { prolongation, refuse: (request, reply, refusal) => show(request, reply, { refusal }) });
}
