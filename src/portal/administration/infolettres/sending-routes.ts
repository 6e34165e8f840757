import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { REPENT_MS } from '../../../letters/desk.ts';
import { textOf } from '../../shared/form-body.ts';
import { FormReading, versionOf } from '../../shared/form-reading.ts';
import { sendPage } from '../../shared/page.ts';
import { openSessionOf } from '../../shared/session.ts';
import type { FieldErrors } from '../../views/error-summary.tsx';
import { type ById, letterAnswers } from './answers.ts';
import type { LetterAdministrationOptions } from './options.ts';
import { confirmSendingPage, discardPage } from './send-page.tsx';
import { ROOT } from './trail.ts';

type Asking = FastifyRequest<ById>;

/** What becomes of a letter: tried, sent, called back, tried again, deleted. */
export async function sendingRoutes(app: FastifyInstance, options: LetterAdministrationOptions): Promise<void> {
  const { letterDesk, letterReader } = options;
  const { found, show, act } = letterAnswers(options);
  const seen = ({ params: { id }, body }: Asking) => ({
    id: /^\d{1,9}$/.test(id) ? Number(id) : 0,
    version: versionOf(body),
  });
  const author = (request: Asking) => openSessionOf(request).compte.email;
  const pageOf = ({ params: { id } }: Asking, done: string) => `${ROOT}/${id}?fait=${done}`;

  app.post<ById>(`${ROOT}/:id/essai`, async (request, reply) =>
    act(request, reply, {
      does: () => letterDesk.test(seen(request).id, textOf(request.body, 'destinataire')),
      next: pageOf(request, 'essai'),
      refused: (sentence) => show(request, reply, { errors: { destinataire: sentence } }),
    }),
  );

  async function confirm(
    request: Asking,
    reply: FastifyReply,
    { errors = {}, refusal = null }: { readonly errors?: FieldErrors; readonly refusal?: string | null } = {},
  ): Promise<FastifyReply> {
    const letter = await found(request);
    // Already about to leave, or gone: its page says so.
    if (letter === null || letter.depart_le !== null) return show(request, reply, { refusal });
    const subscribers = await letterReader.subscribers(letter.genre);
    const departure = textOf(request.body, 'depart');
    return sendPage(
      reply,
      confirmSendingPage({ frame: request.frame, letter, subscribers, departure, errors, refusal }),
    );
  }

  app.get<ById>(`${ROOT}/:id/envoyer`, async (request, reply) => confirm(request, reply));
  app.post<ById>(`${ROOT}/:id/envoyer`, async (request, reply) => {
    const form = new FormReading(request.body);
    const departure = form.instant('depart');
    if (departure !== null && departure.getTime() < letterReader.now().getTime() + REPENT_MS)
      form.refuse(
        'depart',
        'Cette heure est passée ou trop proche : laissez au moins cinq minutes, ou videz le champ.',
      );
    if (form.isRefused) return confirm(request, reply.code(422), { errors: form.errors });
    return act(request, reply, {
      does: () => letterDesk.schedule(seen(request), departure, author(request)),
      next: pageOf(request, 'programmee'),
      refused: (refusal) => confirm(request, reply, { refusal }),
    });
  });

  app.post<ById>(`${ROOT}/:id/annuler`, async (request, reply) =>
    act(request, reply, {
      does: () => letterDesk.callBack(seen(request), author(request)),
      next: pageOf(request, 'annulee'),
    }),
  );
  app.post<ById>(`${ROOT}/:id/reprendre`, async (request, reply) =>
    act(request, reply, {
      does: () => letterDesk.retry(seen(request), author(request)),
      next: pageOf(request, 'reprise'),
    }),
  );

  app.get<ById>(`${ROOT}/:id/supprimer`, async (request, reply) => {
    const letter = await found(request);
    if (letter === null || letter.depart_le !== null) return reply.callNotFound();
    return sendPage(reply, discardPage(request.frame, letter));
  });
  app.post<ById>(`${ROOT}/:id/supprimer`, async (request, reply) =>
    act(request, reply, {
      does: () => letterDesk.discard(seen(request), author(request)),
      next: `${ROOT}?fait=supprimee`,
    }),
  );
}
