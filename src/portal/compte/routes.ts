import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SecondFactorDesk } from '../../accounts/second-factor.ts';
import type { Endpoint } from '../../core/endpoint.ts';
import { passwordFault } from '../../core/password-rule.ts';
import type { CeQuiTouche } from '../../jetons/consommation/ce-qui-touche.ts';
import type { LectureDeJetons } from '../../jetons/fiche/lecture.ts';
import type { Compte } from '../../records/comptes.ts';
import type { PortalAccess } from '../shared/access.ts';
import type { Attente } from '../shared/attente.ts';
import { rawTextOf, textOf } from '../shared/form-body.ts';
import { sendPage } from '../shared/page.ts';
import { openSessionOf, requireRole } from '../shared/session.ts';
import type { SessionCookie } from '../shared/session-cookie.ts';
import { throttledSentence } from '../shared/throttling.ts';
import type { FieldErrors } from '../views/error-summary.tsx';
import { accountPage } from './account-page.tsx';
import { type Done, doneSentences, securityPage } from './security-page.tsx';

const SECURITY = '/compte/securite';
/** Cards of tokens on the home of the account. */
const CARTES = 4;

interface AccountOptions extends PortalAccess {
  readonly cookie: SessionCookie;
  readonly secondFactor: Pick<SecondFactorDesk, 'isOn'>;
  /** What waits for someone, the most pressing first. */
  readonly attentes: (compte: Compte) => Promise<readonly Attente[]>;
  /** Where he may go besides, by what he is rather than by his roles. */
  readonly espaces: (compte: Compte) => Promise<readonly (readonly [href: string, label: string])[]>;
  readonly ceQuiTouche: (compte: string) => Promise<CeQuiTouche>;
  readonly jetons: Pick<LectureDeJetons, 'deCompte'>;
  readonly endpoints: readonly Endpoint[];
}

/** One's own account: who one is here, one's password and sessions. */
export async function accountRoutes(app: FastifyInstance, options: AccountOptions): Promise<void> {
  const { accounts, cookie, browserOf, secondFactor } = options;
  app.addHook('preHandler', requireRole());

  const sendSecurity = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { done = null, ...rest }: { done?: Done | null; errors?: FieldErrors; refusal?: string },
  ): Promise<FastifyReply> => {
    const { session, compte } = openSessionOf(request);
    const sessions = await accounts.sessionsOf(compte.id);
    const hasSecondFactor = await secondFactor.isOn(compte.id);
    const shown = { frame: request.frame, sessions, mine: session.empreinte, hasSecondFactor };
    return sendPage(reply, securityPage({ ...shown, done, ...rest }));
  };
  const sayDone = (reply: FastifyReply, done: Done): FastifyReply => reply.redirect(`${SECURITY}?fait=${done}`, 303);

  app.get('/compte', async (request, reply) => {
    const { compte } = openSessionOf(request);
    const [attentes, espaces, touche, jetons] = await Promise.all([
      options.attentes(compte),
      options.espaces(compte),
      options.ceQuiTouche(compte.id),
      options.jetons.deCompte(compte.id, 1, CARTES),
    ]);
    const { endpoints } = options;
    const shown = { frame: request.frame, compte, attentes, espaces, touche, jetons, endpoints };
    return sendPage(reply, accountPage(shown));
  });

  app.get(SECURITY, async (request, reply) => sendSecurity(request, reply, { done: doneOf(request.query) }));

  app.post(SECURITY, async (request, reply) => {
    const who = openSessionOf(request);
    const [current, next] = [rawTextOf(request.body, 'actuel'), rawTextOf(request.body, 'nouveau')];
    const errors = faultsOf(request.body, who.compte.email);
    if (Object.keys(errors).length > 0) return sendSecurity(request, reply.code(422), { errors });
    const outcome = await accounts.changePassword(who, { current, next }, browserOf(request));
    if (outcome.outcome === 'opened') {
      cookie.give(reply, outcome.id);
      return sayDone(reply, 'mot-de-passe');
    }
    if (outcome.outcome === 'refused')
      return sendSecurity(request, reply.code(422), { errors: { actuel: 'Ce mot de passe n’est pas le vôtre.' } });
    reply.code(429).header('Retry-After', outcome.minutes * 60);
    return sendSecurity(request, reply, { refusal: throttledSentence(outcome.minutes) });
  });

  app.post(`${SECURITY}/sessions`, async (request, reply) => {
    const { compte } = openSessionOf(request);
    const closed = await accounts.closeSession(compte.id, textOf(request.body, 'session'));
    return closed ? sayDone(reply, 'session') : reply.callNotFound();
  });

  app.post(`${SECURITY}/autres-sessions`, async (request, reply) => {
    await accounts.closeOtherSessions(openSessionOf(request).session);
    return sayDone(reply, 'sessions');
  });
}

function faultsOf(body: unknown, email: string): Record<string, string> {
  const next = rawTextOf(body, 'nouveau');
  const fault = passwordFault(next, email);
  return {
    ...(rawTextOf(body, 'actuel') === '' ? { actuel: 'Saisissez votre mot de passe actuel.' } : {}),
    ...(fault === null ? {} : { nouveau: fault }),
    ...(rawTextOf(body, 'confirmation') === next ? {} : { confirmation: 'Les deux nouveaux mots de passe diffèrent.' }),
  };
}

function doneOf(query: unknown): Done | null {
  const done = textOf(query, 'fait');
  return isDone(done) ? done : null;
}

function isDone(text: string): text is Done {
  return Object.hasOwn(doneSentences, text);
}
