import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Endpoint } from '../../../core/endpoint.ts';
import { answer, type Decision, move } from '../../../support/changes.ts';
import type { SupportDesk } from '../../../support/desk.ts';
import { Outdated, Refused } from '../../../support/refused.ts';
import { answerStates } from '../../../support/states.ts';
import type { TicketReader } from '../../../support/ticket-reader.ts';
import { textOf } from '../../shared/form-body.ts';
import { FormReading, versionOf } from '../../shared/form-reading.ts';
import { sendNotFound, sendPage } from '../../shared/page.ts';
import { sendPiece } from '../../shared/send-piece.ts';
import { openSessionOf, requireRole } from '../../shared/session.ts';
import { withoutTypedTokens } from '../../shared/typed-tokens.ts';
import { pageAsked } from '../../views/pagination.tsx';
import { filterAsked, LIST } from './filters.ts';
import { ticketListPage } from './list-page.tsx';
import { type TicketPageProps, ticketPage } from './ticket-page.tsx';

interface TicketAdministrationOptions {
  readonly endpoints: readonly Endpoint[];
  readonly support: { readonly desk: SupportDesk; readonly reader: TicketReader };
}

const doneSentences: Readonly<Record<string, string>> = {
  repondu: 'La réponse est envoyée',
  etat: 'L’état est changé',
  note: 'La note est ajoutée',
};
const ANSWER_MAX = 8000;

type ByNumber = { Params: { numero: string } };
type Shown = Partial<Pick<TicketPageProps, 'errors' | 'refusal' | 'done' | 'values'>>;

/** Where the support answers. */
export async function ticketAdministration(
  app: FastifyInstance,
  { endpoints, support: { desk, reader } }: TicketAdministrationOptions,
): Promise<void> {
  app.addHook('preHandler', requireRole('administrateur'));

  async function show(
    request: FastifyRequest<ByNumber>,
    reply: FastifyReply,
    shown: Shown = {},
  ): Promise<FastifyReply> {
    const ticket = await reader.ticket(request.params.numero);
    if (ticket === null) return sendNotFound(reply);
    const blank = { errors: {}, refusal: null, done: null, values: { reponse: '', etat: 'en_attente', note: '' } };
    return sendPage(reply, ticketPage({ frame: request.frame, ticket, endpoints, ...blank, ...shown }));
  }

  interface Asked {
    readonly form: FormReading;
    readonly values: TicketPageProps['values'];
    readonly act: (author: string) => Promise<void>;
    readonly done: string;
  }

  /** Does what a form asks, or shows it again with what is wrong. */
  async function answered(
    request: FastifyRequest<ByNumber>,
    reply: FastifyReply,
    { form, values, act, done }: Asked,
  ): Promise<FastifyReply> {
    const { numero } = request.params;
    if ((await reader.ticket(numero)) === null) return sendNotFound(reply);
    if (form.isRefused) return show(request, reply.code(422), { errors: form.errors, values });
    try {
      await act(openSessionOf(request).compte.email);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return show(request, reply.code(error instanceof Outdated ? 409 : 422), { refusal: error.message, values });
    }
    return reply.redirect(`${LIST}/${numero}?fait=${done}`, 303);
  }

  /** What was typed, without the tokens that it may hold. */
  function read({ body: sent }: FastifyRequest) {
    const { body, errors } = withoutTypedTokens(sent);
    const values = { reponse: textOf(body, 'reponse'), etat: textOf(body, 'etat'), note: textOf(body, 'note') };
    const form = new FormReading(body);
    return { form, values, leaks: errors };
  }

  const changing =
    ({ params: { numero }, body }: FastifyRequest<ByNumber>, decide: Decision) =>
    (author: string) =>
      desk.act({ numero, version: versionOf(body) }, decide, author);

  app.get(LIST, async ({ frame, query }, reply) => {
    const filter = filterAsked(query, endpoints);
    const [tickets, counts] = await Promise.all([
      reader.list(filter, pageAsked(textOf(query, 'page'), Number.MAX_SAFE_INTEGER)),
      reader.counts(),
    ]);
    return sendPage(reply, ticketListPage({ frame, endpoints, tickets, counts, filter, now: reader.now() }));
  });

  app.get<ByNumber>(`${LIST}/:numero`, async (request, reply) =>
    show(request, reply, { done: doneSentences[textOf(request.query, 'fait')] ?? null }),
  );

  app.post<ByNumber>(`${LIST}/:numero/reponses`, async (request, reply) => {
    const { form, values, leaks } = read(request);
    const texte = form.text('reponse', { max: ANSWER_MAX, missing: 'Écrivez votre réponse.' });
    const etat = form.choice('etat', answerStates, 'Choisissez ce qui suit.');
    form.blame(leaks);
    return answered(request, reply, { form, values, act: changing(request, answer(texte, etat)), done: 'repondu' });
  });

  app.post<ByNumber>(`${LIST}/:numero/etat`, async (request, reply) => {
    const { form, values } = read(request);
    const etat = form.choice('etat', ['en_cours', 'resolu'], 'Choisissez un état.');
    const kept = { ...values, etat: 'en_attente' };
    return answered(request, reply, { form, values: kept, act: changing(request, move(etat)), done: 'etat' });
  });

  app.post<ByNumber>(`${LIST}/:numero/notes`, async (request, reply) => {
    const { form, values, leaks } = read(request);
    const texte = form.text('note', { max: ANSWER_MAX, missing: 'Écrivez la note.' });
    form.blame(leaks);
    const kept = { ...values, etat: 'en_attente' };
    const act = (author: string) => desk.note(request.params.numero, texte, author);
    return answered(request, reply, { form, values: kept, act, done: 'note' });
  });

  app.get<{ Params: { numero: string; piece: string } }>(`${LIST}/:numero/pieces/:piece`, async ({ params }, reply) => {
    const piece = await reader.piece(params, params.piece);
    return piece === null ? sendNotFound(reply) : sendPiece(reply, piece);
  });
}
