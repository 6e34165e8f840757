import type { FastifyInstance } from 'fastify';
import type { Donnees } from '../../habilitations/donnees.ts';
import type { Suivi } from '../../habilitations/suivi.ts';
import { textOf } from '../shared/form-body.ts';
import { sendNotFound, sendPage } from '../shared/page.ts';
import { openSessionOf } from '../shared/session.ts';
import { pageAsked } from '../views/pagination.tsx';
import { LIST } from './addresses.ts';
import type { ById, Follow } from './follow.ts';
import { grantPage } from './grant-page.tsx';
import { historyPage } from './history-page.tsx';
import { filterAsked, listPage } from './list-page.tsx';
import { doneSentences } from './words.ts';

interface ReadOptions {
  readonly suivi: Suivi;
  readonly donnees: Donnees;
  readonly follow: Follow;
}

/** What applicants read of their requests. */
export function readRoutes(app: FastifyInstance, { suivi, donnees, follow }: ReadOptions): void {
  app.get<{ Querystring: { page?: unknown } }>(LIST, async (request, reply) => {
    const { compte } = openSessionOf(request);
    const filter = filterAsked(request.query);
    const demandes = await suivi.demandes(compte, filter, pageAsked(request.query.page, Number.MAX_SAFE_INTEGER));
    const done = doneSentences[textOf(request.query, 'fait')] ?? null;
    return sendPage(reply, listPage({ frame: request.frame, compte: compte.id, demandes, filter, done }));
  });

  app.get<ById>('/demandes/:id', async (request, reply) =>
    follow.show(request, reply, { done: doneSentences[textOf(request.query, 'fait')] ?? null }),
  );

  app.get<ById>('/demandes/:id/historique', async (request, reply) => {
    const followed = await follow.find(request);
    if (followed === null) return sendNotFound(reply);
    const { compte, suivie, isMine } = followed;
    const seesOpinions = !isMine && compte.roles.some((role) => role === 'instructeur' || role === 'rapporteur');
    return sendPage(reply, historyPage({ frame: request.frame, suivie, seesOpinions }));
  });

  app.get<ById>('/compte/habilitations/:id', async (request, reply) => {
    const { compte } = openSessionOf(request);
    const found = await suivi.habilitation(compte, request.params.id);
    if (found === null) return sendNotFound(reply);
    const isMine = found.demande.demandeur === compte.id;
    return sendPage(reply, grantPage({ frame: request.frame, donnees, isMine, ...found }));
  });
}
