import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Outdated, Refused } from '../../core/refused.ts';
import type { BureauDelegations } from '../../editeurs/delegations.ts';
import { textOf } from '../shared/form-body.ts';
import { sendNotFound, sendPage } from '../shared/page.ts';
import { openSessionOf, requireRole } from '../shared/session.ts';
import { pageAsked } from '../views/pagination.tsx';
import type { Search } from './choose-editor.tsx';
import { acceptPage, grantPage, revokePage } from './confirm-pages.tsx';
import { overviewPage } from './overview-page.tsx';
import { delegationsOf, doneSentences } from './words.ts';

interface DelegationOptions {
  readonly delegations: BureauDelegations;
}

type OfRight = { Params: { id: string } };
type OfOne = { Params: { id: string; delegation: string } };

const PAGE = delegationsOf(':id');
const PAGES_MAX = 1_000_000;
const MOTS_MAX = 200;

/** Where applicants say which editors follow a right, and what of it. Whose right it is not finds nothing. */
export async function delegationRoutes(app: FastifyInstance, { delegations }: DelegationOptions): Promise<void> {
  app.addHook('preHandler', requireRole());
  const compteOf = (request: FastifyRequest): string => openSessionOf(request).compte.id;

  async function search(query: unknown): Promise<Search> {
    const q = textOf(query, 'q').slice(0, MOTS_MAX);
    if (q === '') return { q, found: null };
    return { q, found: await delegations.editeurs(q, pageAsked(textOf(query, 'trouves'), PAGES_MAX)) };
  }

  async function show(request: FastifyRequest<OfRight>, reply: FastifyReply, refusal?: string): Promise<FastifyReply> {
    const { frame, query, params } = request;
    const asked = pageAsked(textOf(query, 'page'), PAGES_MAX);
    const vu = await delegations.titre(compteOf(request), params.id, asked);
    if (vu === null) return sendNotFound(reply);
    const done = refusal === undefined ? (doneSentences[textOf(query, 'fait')] ?? null) : null;
    const said = refusal === undefined ? {} : { refusal };
    return sendPage(
      reply,
      overviewPage({ frame, habilitation: params.id, vu, search: await search(query), done, ...said }),
    );
  }

  /** Does it, then leads back to the list; when it cannot be, shows why. Null: it is not his. */
  async function act(
    request: FastifyRequest<OfRight>,
    reply: FastifyReply,
    { does, done }: { does: () => Promise<unknown>; done: string },
  ): Promise<FastifyReply> {
    try {
      if ((await does()) === null) return sendNotFound(reply);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return show(request, reply.code(error instanceof Outdated ? 409 : 422), error.message);
    }
    return reply.redirect(`${delegationsOf(request.params.id)}?fait=${done}`, 303);
  }

  app.get<OfRight>(PAGE, async (request, reply) => show(request, reply));

  app.get<OfRight>(`${PAGE}/nouvelle`, async (request, reply) => {
    const { frame, params, query } = request;
    const vu = await delegations.titre(compteOf(request), params.id, 1);
    const editeur = await delegations.editeur(textOf(query, 'editeur'));
    if (vu === null || editeur === null || vu.titre.habilitation === null) return sendNotFound(reply);
    return sendPage(reply, grantPage({ frame, habilitation: params.id, titre: vu.titre, editeur, id: editeur.id }));
  });

  app.post<OfRight>(PAGE, async (request, reply) => {
    const editeur = textOf(request.body, 'editeur');
    const does = () => delegations.deleguer(compteOf(request), request.params.id, editeur);
    return act(request, reply, { does, done: 'deleguee' });
  });

  /** A page about one delegation, in the state that it needs. */
  async function about(
    request: FastifyRequest<OfOne>,
    reply: FastifyReply,
    { etat, page }: { etat: 'demandee' | 'accordee'; page: typeof acceptPage },
  ): Promise<FastifyReply> {
    const { id: habilitation, delegation: id } = request.params;
    const found = await delegations.delegation(compteOf(request), habilitation, id);
    if (found === null || found.delegation.etat !== etat) return sendNotFound(reply);
    const { titre, delegation: editeur } = found;
    return sendPage(reply, page({ frame: request.frame, habilitation, titre, editeur, id }));
  }

  app.get<OfOne>(`${PAGE}/:delegation/accepter`, async (request, reply) =>
    about(request, reply, { etat: 'demandee', page: acceptPage }),
  );
  app.get<OfOne>(`${PAGE}/:delegation/retirer`, async (request, reply) =>
    about(request, reply, { etat: 'accordee', page: revokePage }),
  );

  for (const [verb, accepte, done] of [
    ['accepter', true, 'deleguee'],
    ['decliner', false, 'declinee'],
  ] as const) {
    app.post<OfOne>(`${PAGE}/:delegation/${verb}`, async (request, reply) => {
      const { id, delegation } = request.params;
      return act(request, reply, {
        does: () => delegations.repondre(compteOf(request), id, delegation, accepte),
        done,
      });
    });
  }

  app.post<OfOne>(`${PAGE}/:delegation/retirer`, async (request, reply) => {
    const { id, delegation } = request.params;
    return act(request, reply, {
      does: () => delegations.revoquer(compteOf(request), id, delegation),
      done: 'revoquee',
    });
  });
}
