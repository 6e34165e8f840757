import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FederationDesk } from '../../accounts/federation.ts';
import { IdentityFault } from '../../core/identity.ts';
import type { PortalAccess } from '../shared/access.ts';
import { textOf } from '../shared/form-body.ts';
import { sendPage } from '../shared/page.ts';
import { returnAddress } from '../shared/return-address.ts';
import { type SessionCookie, stepCookie } from '../shared/session-cookie.ts';
import { failedPage } from './oidc-pages.tsx';

const RETRY_S = 60;

interface OidcOptions extends PortalAccess {
  readonly cookie: SessionCookie;
  readonly federation: FederationDesk;
  readonly logError: (error: unknown, requestId: string) => void;
}

/**
 * The way in by an identity provider. The one cookie that a visitor may have is set when he asks for it: sealed, ten minutes, it
 * ties what comes back to who left.
 */
export async function oidcRoutes(app: FastifyInstance, options: OidcOptions): Promise<void> {
  const { federation, cookie, browserOf, publicUrl, logError } = options;
  const { label } = federation;
  const step = stepCookie(publicUrl, 'fournisseur');
  app.addHook('onSend', async (_request, reply) => void reply.header('Cache-Control', 'no-store'));

  const sendFault = (request: FastifyRequest, reply: FastifyReply, fault: unknown): FastifyReply => {
    if (!(fault instanceof IdentityFault)) throw fault;
    if (fault.why === 'cancelled') return reply.redirect('/connexion?session=annulee', 303);
    logError(fault, request.id);
    if (fault.why === 'away') reply.code(503).header('Retry-After', RETRY_S);
    else reply.code(422);
    return sendPage(reply, failedPage(request.frame, fault.why, label));
  };

  app.get('/connexion/oidc', async (request, reply) => {
    try {
      const { url, kept } = await federation.begin(returnAddress(textOf(request.query, 'retour')) ?? '');
      step.give(reply, kept);
      return reply.redirect(url, 303);
    } catch (fault) {
      return sendFault(request, reply, fault);
    }
  });

  app.get('/connexion/oidc/retour', async (request, reply) => {
    const kept = step.read(request);
    if (kept !== null) step.take(reply);
    try {
      const url = new URL(request.url, publicUrl);
      const outcome = await federation.finish(url, kept ?? '', browserOf(request), cookie.read(request));
      if (outcome.outcome !== 'opened')
        return sendPage(reply.code(422), failedPage(request.frame, outcome.outcome, label));
      cookie.give(reply, outcome.id);
      return reply.redirect(outcome.back || '/compte', 303);
    } catch (fault) {
      return sendFault(request, reply, fault);
    }
  });
}
