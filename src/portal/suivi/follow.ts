import type { FastifyReply, FastifyRequest } from 'fastify';
import { Outdated, Refused } from '../../core/refused.ts';
import { qualitesSur } from '../../habilitations/acteurs.ts';
import { type Acte, actsAllowed } from '../../habilitations/etats.ts';
import { isRenewable } from '../../habilitations/renouvellement.ts';
import type { Suivi, Suivie } from '../../habilitations/suivi.ts';
import type { Compte } from '../../records/comptes.ts';
import { sendNotFound, sendPage } from '../shared/page.ts';
import { openSessionOf } from '../shared/session.ts';
import { followPage } from './follow-page.tsx';

export type ById = { Params: { id: string } };

/** A request as this visitor follows it: what he may do is what its applicant may, and nothing for anyone else. */
export interface Followed {
  readonly compte: Compte;
  readonly suivie: Suivie;
  readonly isMine: boolean;
  readonly actes: ReadonlySet<Acte>;
  readonly renewable: boolean;
  /** He is its applicant, or instructs it: someone who has left hands nothing over himself. */
  readonly mayTransfer: boolean;
}

export interface Follow {
  /** Null when there is nothing here for him. */
  find(request: FastifyRequest<ById>): Promise<Followed | null>;
  show(
    request: FastifyRequest<ById>,
    reply: FastifyReply,
    shown: { done?: string | null; refusal?: string },
  ): Promise<FastifyReply>;
  /** Does it and leads on; when it cannot be, shows the request as it is now, and why. */
  act(
    request: FastifyRequest<ById>,
    reply: FastifyReply,
    asked: { does: () => Promise<unknown>; next: () => string },
  ): Promise<FastifyReply>;
}

export function createFollow(suivi: Suivi): Follow {
  const find: Follow['find'] = async (request) => {
    const { compte } = openSessionOf(request);
    const suivie = await suivi.suivie(compte, request.params.id);
    if (suivie === null) return null;
    const { demande } = suivie;
    const isMine = demande.demandeur === compte.id;
    const actes = new Set(isMine ? actsAllowed(['demandeur'], demande).keys() : []);
    const mayTransfer = actsAllowed(qualitesSur(compte, demande), demande).has('transferer');
    return { compte, suivie, isMine, actes, renewable: isMine && isRenewable(demande), mayTransfer };
  };

  const show: Follow['show'] = async (request, reply, { done = null, refusal }) => {
    const followed = await find(request);
    if (followed === null) return sendNotFound(reply);
    const { suivie, actes, renewable, isMine } = followed;
    const said = refusal === undefined ? {} : { refusal };
    return sendPage(reply, followPage({ frame: request.frame, suivie, actes, renewable, isMine, done, ...said }));
  };

  return {
    find,
    show,
    act: async (request, reply, { does, next }) => {
      try {
        await does();
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        return show(request, reply.code(error instanceof Outdated ? 409 : 422), { refusal: error.message });
      }
      return reply.redirect(next(), 303);
    },
  };
}
