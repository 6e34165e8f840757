import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Endpoint } from '../../../core/endpoint.ts';
import { Outdated, Refused } from '../../../core/refused.ts';
import type { BureauJustifications } from '../../../jetons/justifications/bureau.ts';
import type { LectureJustifications } from '../../../jetons/justifications/lecture.ts';
import { textOf } from '../../shared/form-body.ts';
import { FormReading, versionOf } from '../../shared/form-reading.ts';
import { sendNotFound, sendPage } from '../../shared/page.ts';
import { fullNameOf, openSessionOf, requireRole } from '../../shared/session.ts';
import { withoutTypedTokens } from '../../shared/typed-tokens.ts';
import { pageAsked } from '../../views/pagination.tsx';
import { JUSTIFICATIONS, type JustificationPageProps, justificationPage, justificationsPage } from './pages.tsx';

export interface JustificationsOptions {
  readonly bureau: BureauJustifications;
  readonly lecture: LectureJustifications;
  readonly endpoints: readonly Endpoint[];
}

const ANY_PAGE = 1_000_000;
const ANSWER_MAX = 8000;

type ByNumber = { Params: { numero: string } };
type Shown = Partial<Pick<JustificationPageProps, 'texte' | 'errors' | 'refusal' | 'isDone'>>;

/** Where holders read what is asked of their calls, and answer. */
export async function justificationRoutes(
  app: FastifyInstance,
  { bureau, lecture, endpoints }: JustificationsOptions,
): Promise<void> {
  app.addHook('preHandler', requireRole());

  app.get(JUSTIFICATIONS, async (request, reply) => {
    const page = pageAsked(textOf(request.query, 'page'), ANY_PAGE);
    const liste = await lecture.deCompte(openSessionOf(request).compte.id, page);
    return sendPage(reply, justificationsPage({ frame: request.frame, liste }));
  });

  async function show(request: FastifyRequest<ByNumber>, reply: FastifyReply, shown: Shown): Promise<FastifyReply> {
    const lue = await lecture.pourCompte(openSessionOf(request).compte.id, request.params.numero);
    if (lue === null) return sendNotFound(reply);
    const blank = { texte: '', errors: {}, refusal: null, isDone: false };
    return sendPage(reply, justificationPage({ frame: request.frame, lue, endpoints, ...blank, ...shown }));
  }

  app.get<ByNumber>(`${JUSTIFICATIONS}/:numero`, async (request, reply) =>
    show(request, reply, { isDone: textOf(request.query, 'fait') === 'repondu' }),
  );

  app.post<ByNumber>(`${JUSTIFICATIONS}/:numero`, async (request, reply) => {
    const { compte } = openSessionOf(request);
    const { numero } = request.params;
    if ((await lecture.pourCompte(compte.id, numero)) === null) return sendNotFound(reply);
    const { body, errors: leaks } = withoutTypedTokens(request.body);
    const form = new FormReading(body);
    const texte = form.text('texte', { max: ANSWER_MAX, missing: 'Écrivez votre réponse.' });
    form.blame(leaks);
    if (form.isRefused) return show(request, reply.code(422), { texte, errors: form.errors });
    try {
      await bureau.repondre({ numero, version: versionOf(body) }, texte, { compte, nom: fullNameOf(compte) });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return show(request, reply.code(error instanceof Outdated ? 409 : 422), { texte, refusal: error.message });
    }
    return reply.redirect(`${JUSTIFICATIONS}/${numero}?fait=repondu`, 303);
  });
}
