import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ErasureDesk } from '../../../accounts/erasure.ts';
import type { ProfileDesk } from '../../../accounts/profile.ts';
import type { PortalAccess } from '../../shared/access.ts';
import { rawTextOf } from '../../shared/form-body.ts';
import { sendPage } from '../../shared/page.ts';
import { openSessionOf, requireRole } from '../../shared/session.ts';
import type { SessionCookie } from '../../shared/session-cookie.ts';
import { throttledSentence } from '../../shared/throttling.ts';
import type { FieldErrors } from '../../views/error-summary.tsx';
import { erasePage } from './erase-page.tsx';
import { erasedPage } from './erased-page.tsx';
import { OWN_DATA, ownDataPage } from './own-data-page.tsx';

interface OwnDataOptions extends PortalAccess {
  readonly erasure: ErasureDesk;
  readonly profile: Pick<ProfileDesk, 'hasPassword'>;
  readonly cookie: SessionCookie;
}

/** What is kept about oneself: to take away, or to have erased. */
export async function ownDataRoutes(app: FastifyInstance, options: OwnDataOptions): Promise<void> {
  const { accounts, erasure, profile, cookie, browserOf } = options;
  app.addHook('preHandler', requireRole());

  const ask = async (
    request: FastifyRequest,
    reply: FastifyReply,
    more: { errors?: FieldErrors; refusal?: string } = {},
  ): Promise<FastifyReply> => {
    const { compte } = openSessionOf(request);
    const hasPassword = await profile.hasPassword(compte);
    return sendPage(reply, erasePage({ frame: request.frame, email: compte.email, hasPassword, ...more }));
  };

  app.get(OWN_DATA, async (request, reply) => {
    const { compte } = openSessionOf(request);
    return sendPage(reply, ownDataPage({ frame: request.frame, obstacle: await erasure.obstacle(compte) }));
  });

  app.get(`${OWN_DATA}/copie`, async (request, reply) => {
    const data = await erasure.takeAway(openSessionOf(request).compte);
    return reply
      .type('application/json; charset=utf-8')
      .header('Content-Disposition', 'attachment; filename="mes-donnees-api-entreprise.json"')
      .header('Cache-Control', 'private, no-store')
      .send(`${JSON.stringify(data, null, 2)}\n`);
  });

  app.get(`${OWN_DATA}/effacement`, async (request, reply) => {
    const obstacle = await erasure.obstacle(openSessionOf(request).compte);
    return obstacle === null ? ask(request, reply) : reply.redirect(OWN_DATA, 303);
  });

  app.post(`${OWN_DATA}/effacement`, async (request, reply) => {
    const who = openSessionOf(request);
    if (await profile.hasPassword(who.compte)) {
      const confirmed = await accounts.confirm(who, rawTextOf(request.body, 'mot_de_passe'), browserOf(request));
      if (confirmed.outcome === 'refused')
        return ask(request, reply.code(422), { errors: { mot_de_passe: 'Ce mot de passe n’est pas le vôtre.' } });
      if (confirmed.outcome === 'throttled') {
        reply.code(429).header('Retry-After', confirmed.minutes * 60);
        return ask(request, reply, { refusal: throttledSentence(confirmed.minutes) });
      }
    }
    const outcome = await erasure.erase(who.compte);
    if (outcome !== 'erased')
      return sendPage(reply.code(409), ownDataPage({ frame: request.frame, obstacle: outcome, isRefused: true }));
    cookie.take(reply);
    return sendPage(reply, erasedPage({ ...request.frame, account: null }));
  });
}
