import type { FastifyInstance } from 'fastify';
import type { LectureBannissements } from '../../../jetons/consommation/bannissements.ts';
import type { LectureConsommation } from '../../../jetons/consommation/lecture.ts';
import type { PortalAccess } from '../../shared/access.ts';
import { textOf } from '../../shared/form-body.ts';
import { sendNotFound, sendPage } from '../../shared/page.ts';
import { openSessionOf, requireRole } from '../../shared/session.ts';
import { pageAsked } from '../../views/pagination.tsx';
import { bansPage } from './bans-page.tsx';
import { consumptionPage, tokenConsumptionPage } from './consumption-page.tsx';
import { BANNISSEMENT, CONSOMMATION } from './words.ts';

interface ConsumptionOptions extends Pick<PortalAccess, 'browserOf'> {
  readonly lecture: LectureConsommation;
  readonly bannissements: LectureBannissements;
}

const PAGES_MAX = 1_000_000;

/** What one's tokens consume now, and what was refused to them. */
export async function consumptionRoutes(
  app: FastifyInstance,
  { lecture, bannissements, browserOf }: ConsumptionOptions,
): Promise<void> {
  app.addHook('preHandler', requireRole());
  const { regles } = lecture;

  app.get(CONSOMMATION, async (request, reply) => {
    const { compte } = openSessionOf(request);
    const consommation = await lecture.deCompte(compte.id, pageAsked(textOf(request.query, 'page'), PAGES_MAX));
    return sendPage(reply, consumptionPage({ frame: request.frame, consommation, regles }));
  });

  app.get<{ Params: { jti: string } }>('/compte/jetons/:jti/consommation', async (request, reply) => {
    const read = await lecture.deJeton(openSessionOf(request).compte.id, request.params.jti);
    if (read === null) return sendNotFound(reply);
    const { jeton, ...consommation } = read;
    return sendPage(reply, tokenConsumptionPage({ frame: request.frame, consommation, regles, jeton }));
  });

  app.get(BANNISSEMENT, async (request, reply) => {
    const { compte } = openSessionOf(request);
    const page = pageAsked(textOf(request.query, 'page'), PAGES_MAX);
    const lu = await bannissements.de(compte.id, browserOf(request).address, page);
    return sendPage(reply, bansPage({ frame: request.frame, lu, regles }));
  });
}
