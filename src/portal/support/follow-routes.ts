import type {
  FastifyContextConfig,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  preHandlerAsyncHookHandler,
} from 'fastify';
import { type Decision, reply as replied, settle } from '../../support/changes.ts';
import { Outdated, Refused } from '../../support/refused.ts';
import type { ToldTicket } from '../../support/ticket-reader.ts';
import { textOf } from '../shared/form-body.ts';
import { FormReading, versionOf } from '../shared/form-reading.ts';
import { sendPage } from '../shared/page.ts';
import { sendPiece } from '../shared/send-piece.ts';
import { hasFile, piecesOf } from '../shared/sent-files.ts';
import { withoutTypedTokens } from '../shared/typed-tokens.ts';
import { CAPTURE, captureRule } from './capture.tsx';
import { type Done, type FollowPageProps, followPage } from './follow-page.tsx';
import { TEXT_MAX } from './report-form.ts';
import type { SupportRoutesOptions } from './routes-options.ts';

/** A way to one's tickets: the key of a mail, or an account. */
export interface FollowDoor {
  /** The address of a ticket, with its parameters. */
  readonly url: string;
  readonly guard: { readonly config?: FastifyContextConfig; readonly preHandler?: preHandlerAsyncHookHandler };
  readonly trail: FollowPageProps['trail'];
  find(request: FastifyRequest): Promise<ToldTicket | null>;
  /** The address of this ticket by this door. */
  baseOf(request: FastifyRequest): string;
  /** There is nothing here for this visitor. */
  lost(request: FastifyRequest, reply: FastifyReply): FastifyReply;
}

type Shown = Partial<Pick<FollowPageProps, 'done' | 'errors' | 'refusal' | 'texte' | 'fileWasSent'>>;

const dones: readonly Done[] = ['ouvert', 'repondu', 'resolu'];

/** One ticket, followed by who reported it. */
export function followRoutes(app: FastifyInstance, door: FollowDoor, options: SupportRoutesOptions): void {
  const { support, endpoints } = options;
  const { url, guard, trail } = door;

  async function show(request: FastifyRequest, reply: FastifyReply, shown: Shown = {}): Promise<FastifyReply> {
    const ticket = await door.find(request);
    if (ticket === null) return door.lost(request, reply);
    const { frame } = request;
    const common = { frame, ticket, endpoints, trail, base: door.baseOf(request) };
    const blank = { done: null, errors: {}, refusal: null, texte: '', fileWasSent: false };
    return sendPage(reply, followPage({ ...common, ...blank, ...shown }));
  }

  interface Asked {
    readonly decide: Decision;
    readonly pieces: Parameters<typeof support.desk.say>[2];
    readonly done: Done;
    readonly again?: Shown;
  }

  async function say(
    request: FastifyRequest,
    reply: FastifyReply,
    { decide, pieces, done, again }: Asked,
  ): Promise<FastifyReply> {
    const ticket = await door.find(request);
    if (ticket === null) return door.lost(request, reply);
    try {
      await support.desk.say({ numero: ticket.numero, version: versionOf(request.body) }, decide, pieces);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      reply.code(error instanceof Outdated ? 409 : 422);
      return show(request, reply, { ...again, refusal: error.message });
    }
    return reply.redirect(`${door.baseOf(request)}?fait=${done}`, 303);
  }

  app.get(url, guard, async (request, reply) => {
    const asked = textOf(request.query, 'fait');
    return show(request, reply, { done: dones.find((done) => done === asked) ?? null });
  });

  app.post(`${url}/messages`, guard, async (request, reply) => {
    const { body, errors: leaks } = withoutTypedTokens(request.body);
    const form = new FormReading(body);
    const texte = form.text('texte', { max: TEXT_MAX, missing: 'Écrivez votre message.' });
    form.blame(leaks);
    const files = piecesOf(request, CAPTURE, captureRule);
    const again = { texte, fileWasSent: hasFile(request, CAPTURE) };
    if ('fault' in files || form.isRefused) {
      const errors = { ...form.errors, ...('fault' in files ? { [CAPTURE]: files.fault } : {}) };
      reply.code('fault' in files && !form.isRefused ? files.status : 422);
      return show(request, reply, { ...again, errors });
    }
    return say(request, reply, { decide: replied(texte), pieces: files.pieces, done: 'repondu', again });
  });

  app.post(`${url}/resolu`, guard, async (request, reply) =>
    say(request, reply, { decide: settle(), pieces: [], done: 'resolu' }),
  );

  app.get<{ Params: { piece: string } }>(`${url}/pieces/:piece`, guard, async (request, reply) => {
    const ticket = await door.find(request);
    const piece = ticket === null ? null : await support.reader.piece(ticket, request.params.piece);
    return piece === null ? door.lost(request, reply) : sendPiece(reply, piece);
  });
}
