import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Facteur } from '../../core/login-factors.ts';
import { textOf } from '../shared/form-body.ts';
import { sendPage } from '../shared/page.ts';
import { returnAddress } from '../shared/return-address.ts';
import { openSessionOf } from '../shared/session.ts';
import { throttledSentence } from '../shared/throttling.ts';
import { ATTESTATIONS, CODE } from './addresses.ts';
import { factorNeededPage } from './closed-pages.tsx';
import type { AttestationsOptions } from './options.ts';

const STRONG: readonly Facteur[] = ['totp', 'oidc'];

/** A password alone, which can be stolen, looks nothing up. */
export function isProved(request: FastifyRequest): boolean {
  return openSessionOf(request).session.facteurs.some((facteur) => STRONG.includes(facteur));
}

type Asking = Pick<AttestationsOptions, 'preuves'>;

/** Asks who visits to prove himself, and where he comes back to. */
export async function sendProofNeeded(
  request: FastifyRequest,
  reply: FastifyReply,
  { preuves, back, code }: Asking & { readonly back: string; readonly code?: string },
): Promise<FastifyReply> {
  const isOn = await preuves.isOn(openSessionOf(request).compte.id);
  const errors = code === undefined ? {} : { code };
  const { provider } = preuves;
  return sendPage(reply, factorNeededPage({ frame: request.frame, back, isOn, provider, errors }));
}

/** The code of a second factor, for a session opened before it was turned on. */
export function proofRoutes(app: FastifyInstance, { preuves, browserOf }: AttestationsOptions): void {
  app.get(CODE, async (_request, reply) => reply.redirect(ATTESTATIONS, 303));

  app.post(CODE, async (request, reply) => {
    const back = returnAddress(textOf(request.body, 'retour')) ?? ATTESTATIONS;
    const who = openSessionOf(request);
    const proved = await preuves.prouver(who, textOf(request.body, 'code'), browserOf(request));
    if (proved.outcome === 'confirmed') return reply.redirect(back, 303);
    if (proved.outcome === 'throttled') {
      reply.code(429).header('Retry-After', proved.minutes * 60);
      return sendProofNeeded(request, reply, { preuves, back, code: `${throttledSentence(proved.minutes)}.` });
    }
    const code = 'Ce code n’est pas le bon, ou il a déjà servi : attendez le suivant, trente secondes au plus.';
    return sendProofNeeded(request, reply.code(422), { preuves, back, code });
  });
}
