import type { FastifyInstance } from 'fastify';
import type { PortalAccess } from '../shared/access.ts';
import { textOf } from '../shared/form-body.ts';
import { sendPage } from '../shared/page.ts';
import { returnAddress } from '../shared/return-address.ts';
import type { OwnCookie, SessionCookie } from '../shared/session-cookie.ts';
import { throttledSentence } from '../shared/throttling.ts';
import { codePage } from './code-page.tsx';

const CODE = '/connexion/code';
const OVER = '/connexion?session=etape';

interface CodeOptions extends PortalAccess {
  readonly cookie: SessionCookie;
  /** Keeps the key of the login that awaits its code. */
  readonly step: OwnCookie;
}

/** The second step of a login: the code of a phone, or one kept for want of it. */
export async function codeRoutes(app: FastifyInstance, options: CodeOptions): Promise<void> {
  const { accounts, cookie, step, browserOf } = options;

  app.get(CODE, async (request, reply) => {
    const key = step.read(request);
    if (key === null || !(await accounts.awaitsCode(key))) return reply.redirect(OVER, 303);
    const back = returnAddress(textOf(request.query, 'retour')) ?? '';
    return sendPage(reply, codePage({ frame: request.frame, back }));
  });

  app.post(CODE, { config: { form: 'visiteur' } }, async (request, reply) => {
    const key = step.read(request);
    if (key === null) return reply.redirect(OVER, 303);
    const back = returnAddress(textOf(request.body, 'retour')) ?? '';
    const shown = { frame: request.frame, back };
    const code = textOf(request.body, 'code');
    const refuse = (sentence: string) => sendPage(reply.code(422), codePage({ ...shown, errors: { code: sentence } }));
    if (code === '') return refuse('Saisissez le code à six chiffres, ou un code de secours.');
    const outcome = await accounts.passCode(key, code, browserOf(request), cookie.read(request));
    if (outcome.outcome === 'refused')
      return refuse('Ce code n’est pas le bon, ou il a déjà servi : attendez le suivant, trente secondes au plus.');
    if (outcome.outcome === 'throttled') {
      reply.code(429).header('Retry-After', outcome.minutes * 60);
      return sendPage(reply, codePage({ ...shown, refusal: throttledSentence(outcome.minutes) }));
    }
    step.take(reply);
    if (outcome.outcome === 'over') return reply.redirect(OVER, 303);
    cookie.give(reply, outcome.id);
    return reply.redirect(back || '/compte', 303);
  });
}

/** Where a login that awaits its code goes on. */
export function codeAddress(back: string): string {
  return back === '' ? CODE : `${CODE}?${new URLSearchParams({ retour: back })}`;
}
