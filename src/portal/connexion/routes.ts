import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PortalAccess } from '../shared/access.ts';
import { rawTextOf, textOf } from '../shared/form-body.ts';
import { sendPage } from '../shared/page.ts';
import { returnAddress } from '../shared/return-address.ts';
import { type SessionCookie, stepCookie } from '../shared/session-cookie.ts';
import { throttledSentence } from '../shared/throttling.ts';
import { verifyEmailPage } from '../shared/verify-email-page.tsx';
import { codeAddress, codeRoutes } from './code-routes.ts';
import { isNotice, loginPage, type Notice } from './login-page.tsx';

const REFUSED = 'E-mail ou mot de passe incorrect';

/** Where one goes without having asked for a page. */
const HOME = '/compte';

interface LoginOptions extends PortalAccess {
  readonly cookie: SessionCookie;
}

/** The way in and the way out. */
export async function loginRoutes(app: FastifyInstance, options: LoginOptions): Promise<void> {
  const { accounts, cookie, browserOf, publicUrl } = options;
  const step = stepCookie(publicUrl, 'etape');
  await app.register(codeRoutes, { ...options, step });

  app.get<{ Querystring: Record<string, unknown> }>('/connexion', async (request, reply) => {
    const back = returnAddress(textOf(request.query, 'retour')) ?? '';
    if (request.compte !== null) return reply.redirect(back || HOME, 303);
    return sendPage(reply, loginPage({ frame: request.frame, email: '', back, notice: noticeOf(request.query) }));
  });

  app.post('/connexion', { config: { form: 'visiteur' } }, async (request, reply) => {
    const [email, password] = [textOf(request.body, 'email'), rawTextOf(request.body, 'mot_de_passe')];
    const back = returnAddress(textOf(request.body, 'retour')) ?? '';
    const shown = { frame: request.frame, email, back };
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
    if (request.login?.state === 'open') await accounts.logout(request.login.session);
    cookie.take(reply);
    return reply.redirect('/connexion?session=fermee', 303);
  });
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
