import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Outdated, Refused } from '../../../core/refused.ts';
import type { EtatJustification } from '../../../records/tables/justifications.ts';
import { textOf } from '../../shared/form-body.ts';
import { FormReading, versionOf } from '../../shared/form-reading.ts';
import { sendNotFound, sendPage } from '../../shared/page.ts';
import { fullNameOf, openSessionOf, requireRole } from '../../shared/session.ts';
import { withoutTypedTokens } from '../../shared/typed-tokens.ts';
import { pageAsked } from '../../views/pagination.tsx';
import { askRoutes } from './ask-routes.ts';
import { closePage, demandPage } from './demand-pages.tsx';
import { LIST, type ListAsked, listPage } from './list-page.tsx';
import type { JustificationAdministrationOptions } from './options.ts';

type ByNumber = { Params: { numero: string } };

const ANY_PAGE = 1_000_000;
const MAX_SEARCH = 200;
const MAX_TEXT = 4000;
const etats: readonly EtatJustification[] = ['attendue', 'repondue', 'close'];
const doneSentences: Readonly<Record<string, string>> = {
  demandee: 'La demande est envoyée',
  close: 'La demande est close',
};

/** Where operators ask why calls were made, and read the answers. */
export async function justificationAdministration(
  app: FastifyInstance,
  options: JustificationAdministrationOptions,
): Promise<void> {
  const { bureau, lecture, endpoints } = options;
  app.addHook('preHandler', requireRole('administrateur'));

  app.get(LIST, async ({ frame, query }, reply) => {
    const asked: ListAsked = {
      etat: etats.find((etat) => etat === textOf(query, 'etat')) ?? null,
      texte: textOf(query, 'q').slice(0, MAX_SEARCH),
    };
    const liste = await lecture.liste(asked, pageAsked(textOf(query, 'page'), ANY_PAGE));
    return sendPage(reply, listPage({ frame, liste, asked, now: lecture.now() }));
  });

  askRoutes(app, options);

  app.get<ByNumber>(`${LIST}/:numero`, async ({ frame, params, query }, reply) => {
    const lue = await lecture.une(params.numero);
    if (lue === null) return sendNotFound(reply);
    const done = doneSentences[textOf(query, 'fait')] ?? null;
    return sendPage(reply, demandPage({ frame, lue, endpoints, done }));
  });

  async function showClosing(
    { frame, params }: FastifyRequest<ByNumber>,
    reply: FastifyReply,
    shown: { texte?: string; errors?: FormReading['errors']; refusal?: string } = {},
  ): Promise<FastifyReply> {
    const lue = await lecture.une(params.numero);
    if (lue === null) return sendNotFound(reply);
    return sendPage(reply, closePage({ frame, lue, texte: '', errors: {}, refusal: null, ...shown }));
  }

  app.get<ByNumber>(`${LIST}/:numero/clore`, async (request, reply) => showClosing(request, reply));

  app.post<ByNumber>(`${LIST}/:numero/clore`, async (request, reply) => {
    const { numero } = request.params;
    if ((await lecture.une(numero)) === null) return sendNotFound(reply);
    const { body, errors: leaks } = withoutTypedTokens(request.body);
    const form = new FormReading(body);
    const texte = form.text('texte', { max: MAX_TEXT, missing: 'Dites aux titulaires pourquoi la demande est close.' });
    form.blame(leaks);
    if (form.isRefused) return showClosing(request, reply.code(422), { texte, errors: form.errors });
    const { compte } = openSessionOf(request);
    try {
      await bureau.clore({ numero, version: versionOf(body) }, texte, { compte, nom: fullNameOf(compte) });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const code = error instanceof Outdated ? 409 : 422;
      return showClosing(request, reply.code(code), { texte, refusal: error.message });
    }
    return reply.redirect(`${LIST}/${numero}?fait=close`, 303);
  });
}
