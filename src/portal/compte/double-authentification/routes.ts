import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ProfileDesk } from '../../../accounts/profile.ts';
import type { SecondFactorDesk } from '../../../accounts/second-factor.ts';
import type { PortalAccess } from '../../shared/access.ts';
import { rawTextOf, textOf } from '../../shared/form-body.ts';
import { sendPage } from '../../shared/page.ts';
import { returnAddress } from '../../shared/return-address.ts';
import { openSessionOf, requireRole } from '../../shared/session.ts';
import { throttledSentence } from '../../shared/throttling.ts';
import type { FieldErrors } from '../../views/error-summary.tsx';
import { FACTOR, factorPage, recoveryCodesPage } from './pages.tsx';

const WRONG_CODE = 'Ce code n’est pas le bon, ou il a déjà servi : attendez le suivant, trente secondes au plus.';

interface FactorOptions extends PortalAccess {
  readonly secondFactor: SecondFactorDesk;
  readonly profile: Pick<ProfileDesk, 'hasPassword'>;
}

type Refusal = { readonly outcome: 'refused' } | { readonly outcome: 'throttled'; readonly minutes: number };

/** The second factor of one's own account: turning it on, keeping ways in, turning it off. */
export async function secondFactorRoutes(app: FastifyInstance, options: FactorOptions): Promise<void> {
  const { accounts, secondFactor, profile, browserOf } = options;
  app.addHook('preHandler', requireRole());

  const send = async (
    request: FastifyRequest,
    reply: FastifyReply,
    more: { justOff?: boolean; errors?: FieldErrors; refusal?: string },
  ): Promise<FastifyReply> => {
    const { compte } = openSessionOf(request);
    const [factor, hasPassword] = [await secondFactor.stateOf(compte), await profile.hasPassword(compte)];
    return sendPage(
      reply,
      factorPage({ frame: request.frame, factor, hasPassword, justOff: false, back: backOf(request), ...more }),
    );
  };
  const refuse = (request: FastifyRequest, reply: FastifyReply, refused: Refusal, errors: FieldErrors) => {
    if (refused.outcome === 'refused') return send(request, reply.code(422), { errors });
    reply.code(429).header('Retry-After', refused.minutes * 60);
    return send(request, reply, { refusal: throttledSentence(refused.minutes) });
  };

  app.get(FACTOR, async (request, reply) =>
    send(request, reply, { justOff: textOf(request.query, 'fait') === 'desactivee' }),
  );

  app.post(FACTOR, async (request, reply) => {
    await secondFactor.propose(openSessionOf(request).compte);
    const back = backOf(request);
    return reply.redirect(back === null ? FACTOR : `${FACTOR}?${new URLSearchParams({ retour: back })}`, 303);
  });

  app.post(`${FACTOR}/confirmation`, async (request, reply) => {
    const codes = await secondFactor.confirm(openSessionOf(request), textOf(request.body, 'code'));
    const back = backOf(request);
    if (codes !== null) return sendPage(reply, recoveryCodesPage({ frame: request.frame, codes, isNew: true, back }));
    const sentence = 'Ce code n’est pas celui de maintenant. Vérifiez que l’heure de votre téléphone est juste.';
    return send(request, reply.code(422), { errors: { code: sentence } });
  });

  app.post(`${FACTOR}/codes`, async (request, reply) => {
    const who = openSessionOf(request);
    const confirmed = await accounts.confirmCode(who, textOf(request.body, 'code'), browserOf(request));
    if (confirmed.outcome !== 'confirmed') return refuse(request, reply, confirmed, { code: WRONG_CODE });
    const codes = await secondFactor.renewCodes(who.compte);
    return sendPage(reply, recoveryCodesPage({ frame: request.frame, codes, isNew: false, back: null }));
  });

  app.post(`${FACTOR}/desactivation`, async (request, reply) => {
    const who = openSessionOf(request);
    if (await profile.hasPassword(who.compte)) {
      const password = rawTextOf(request.body, 'mot_de_passe');
      const known = await accounts.confirm(who, password, browserOf(request));
      if (known.outcome !== 'confirmed')
        return refuse(request, reply, known, { mot_de_passe: 'Ce mot de passe n’est pas le vôtre.' });
    }
    const code = textOf(request.body, 'code_desactivation');
    const confirmed = await accounts.confirmCode(who, code, browserOf(request));
    if (confirmed.outcome !== 'confirmed') return refuse(request, reply, confirmed, { code_desactivation: WRONG_CODE });
    await secondFactor.turnOff(who.compte);
    return reply.redirect(`${FACTOR}?fait=desactivee`, 303);
  });
}

/** The page that asks for a second factor, whichever way it is carried along. */
function backOf({ body, query }: FastifyRequest): string | null {
  return returnAddress(textOf(body, 'retour')) ?? returnAddress(textOf(query, 'retour'));
}
