import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FollowedLetter, LetterReader } from '../../../letters/reader.ts';
import { Outdated, Refused } from '../../../letters/refused.ts';
import { textOf } from '../../shared/form-body.ts';
import { sendNotFound, sendPage } from '../../shared/page.ts';
import { openSessionOf } from '../../shared/session.ts';
import type { FieldErrors } from '../../views/error-summary.tsx';
import { pageAsked } from '../../views/pagination.tsx';
import { letterDeskPage } from './letter-page.tsx';

export type ById = { Params: { id: string }; Querystring: { page?: unknown } };
type Asking = FastifyRequest<ById>;

interface Shown {
  readonly done?: string | null;
  readonly errors?: FieldErrors;
  readonly refusal?: string | null;
}

interface Act {
  readonly does: () => Promise<void>;
  readonly next: string;
  /** Shows what was refused, when it is not on the page of the letter. */
  readonly refused?: (refusal: string) => Promise<FastifyReply>;
}

/** What the pages of one letter answer. */
export function letterAnswers({ letterReader }: { readonly letterReader: LetterReader }) {
  async function found({ params: { id } }: Asking): Promise<FollowedLetter | null> {
    return /^\d{1,9}$/.test(id) ? letterReader.letter(Number(id)) : null;
  }

  /** The page of a letter. */
  async function show(request: Asking, reply: FastifyReply, shown: Shown = {}): Promise<FastifyReply> {
    const letter = await found(request);
    if (letter === null) return sendNotFound(reply);
    const { done = null, errors = {}, refusal = null } = shown;
    const failures = await letterReader.failures(letter.id, pageAsked(request.query.page, Number.MAX_SAFE_INTEGER));
    const testTo = textOf(request.body, 'destinataire') || openSessionOf(request).compte.email;
    const { frame } = request;
    return sendPage(reply, letterDeskPage({ frame, letter, failures, testTo, errors, done, refusal }));
  }

  /** Does what a form asks, or says why it cannot be. */
  async function act(request: Asking, reply: FastifyReply, { does, next, refused }: Act): Promise<FastifyReply> {
    try {
      await does();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      reply.code(error instanceof Outdated ? 409 : 422);
      return refused === undefined ? show(request, reply, { refusal: error.message }) : refused(error.message);
    }
    return reply.redirect(next, 303);
  }

  return { found, show, act };
}
