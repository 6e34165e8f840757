import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FederationDesk } from '../../accounts/federation.ts';
import type { Session } from '../../records/sessions.ts';
import type { PortalAccess } from '../shared/access.ts';
import { rawTextOf, textOf } from '../shared/form-body.ts';
import { sendPage } from '../shared/page.ts';
import { returnAddress } from '../shared/return-address.ts';
import { type SessionCookie, stepCookie } from '../shared/session-cookie.ts';
import { throttledSentence } from '../shared/throttling.ts';
import { verifyEmailPage } from '../shared/verify-email-page.tsx';
import { codeAddress, codeRoutes } from './code-routes.ts';
import { isNotice, loginPage, type Notice } from './login-page.tsx';
import { leavingPage } from './oidc-pages.tsx';
import { oidcRoutes } from './oidc-routes.ts';

const REFUSED = 'E-mail ou mot de passe incorrect';

/** Where one goes without having asked for a page. */
const HOME = '/compte';
const LOGGED_OUT = '/connexion?session=fermee';

interface LoginOptions extends PortalAccess {
  readonly cookie: SessionCookie;
  readonly federation: FederationDesk | null;
  readonly logError: (error: unknown, requestId: string) => void;
}

/** The way in and the way out. */
export async function loginRoutes(app: FastifyInstance, options: LoginOptions): Promise<void> {
  const { accounts, cookie, browserOf, publicUrl, federation, logError } = options;
  const provider = federation?.label ?? null;
  const step = stepCookie(publicUrl, 'etape');
  await app.register(codeRoutes, { ...options, step });
  if (federation !== null) await app.register(oidcRoutes, { ...options, federation });

  app.get<{ Querystring: Record<string, unknown> }>('/connexion', async (request, reply) => {
    const back = returnAddress(textOf(request.query, 'retour')) ?? '';
    if (request.compte !== null) return reply.redirect(back || HOME, 303);
    return sendPage(
      reply,
      loginPage({ frame: request.frame, provider, email: '', back, notice: noticeOf(request.query) }),
    );
  });

  app.post('/connexion', { config: { form: 'visiteur' } }, async (request, reply) => {
    const [email, password] = [textOf(request.body, 'email'), rawTextOf(request.body, 'mot_de_passe')];
    const back = returnAddress(textOf(request.body, 'retour')) ?? '';
    const shown = { frame: request.frame, provider, email, back };
    const errors = missing(email, password);
    if (Object.keys(errors).length > 0) return sendPage(reply.code(422), loginPage({ ...shown, errors }));
    const outcome = await accounts.login({ email, password }, browserOf(request), cookie.read(request));
    if (outcome.outcome === 'opened') {
      cookie.give(reply, outcome.id);
      return reply.redirect(back || HOME, 303);
    }
    if (outcome.outcome === 'code_awaited') {
      step.give(reply, outcome.key);
      return reply.redirect(codeAddress(back), 303);
    }
    if (outcome.outcome === 'unverified')
      return sendPage(reply.code(422), verifyEmailPage({ frame: request.frame, email, state: 'unverified' }));
    if (outcome.outcome === 'refused') return sendPage(reply.code(422), loginPage({ ...shown, refusal: REFUSED }));
    const { minutes } = outcome;
    reply.code(429).header('Retry-After', minutes * 60);
    return sendPage(reply, loginPage({ ...shown, refusal: throttledSentence(minutes) }));
  });

  app.post('/deconnexion', async (request: FastifyRequest, reply: FastifyReply) => {
    const session = request.login?.state === 'open' ? request.login.session : null;
    if (session !== null) await accounts.logout(session);
    cookie.take(reply);
    const elsewhere = session === null ? null : await providerLogout(session, request.id);
    if (federation === null || elsewhere === null) return reply.redirect(LOGGED_OUT, 303);
    // Not a redirection: what a form leads to must be ours (form-action), and its provider is not.
    reply.header('Refresh', `0; url=${elsewhere}`);
    return sendPage(reply, leavingPage(request.frame, federation.label, elsewhere));
  });

  app.get('/deconnexion/retour', async (_request, reply) => reply.redirect(LOGGED_OUT, 303));

  /** Ours is closed whatever its provider says. */
  async function providerLogout(session: Session, requestId: string): Promise<string | null> {
    try {
      return (await federation?.endSession(session)) ?? null;
    } catch (fault) {
      logError(fault, requestId);
      return null;
    }
  }
}

function missing(email: string, password: string): Record<string, string> {
  return {
    ...(email === '' ? { email: 'Saisissez votre adresse e-mail, comme prenom.nom@ministere.example.' } : {}),
    ...(password === '' ? { mot_de_passe: 'Saisissez votre mot de passe.' } : {}),
  };
}

function noticeOf(query: unknown): Notice | null {
  const session = textOf(query, 'session');
  return isNotice(session) ? session : null;
}
