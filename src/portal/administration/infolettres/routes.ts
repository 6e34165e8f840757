import type { FastifyInstance } from 'fastify';
import { textOf } from '../../shared/form-body.ts';
import { versionOf } from '../../shared/form-reading.ts';
import { sendPage } from '../../shared/page.ts';
import { openSessionOf, requireRole } from '../../shared/session.ts';
import { pageAsked } from '../../views/pagination.tsx';
import { type ById, letterAnswers } from './answers.ts';
import { emptyValues, readLetter, sentValues } from './letter-form.ts';
import { listPage } from './list-page.tsx';
import type { LetterAdministrationOptions } from './options.ts';
import { previewRoutes } from './preview-routes.ts';
import { sendingRoutes } from './sending-routes.ts';
import { ROOT } from './trail.ts';
import { writePage } from './write-page.tsx';

const doneSentences: Readonly<Record<string, string>> = {
  enregistree: 'La lettre est enregistrée',
  supprimee: 'Le brouillon est supprimé',
  essai: 'L’essai est parti',
  programmee: 'Le départ est fixé',
  annulee: 'Le départ est annulé : la lettre est de nouveau un brouillon',
  reprise: 'Les échecs vont être réessayés',
};

/** Where letters are written, looked at, sent and followed. */
export async function letterAdministration(app: FastifyInstance, options: LetterAdministrationOptions): Promise<void> {
  app.addHook('preHandler', requireRole('administrateur'));
  const { letterDesk, letterReader } = options;
  const { found, show, act } = letterAnswers(options);
  const doneOf = (query: unknown) => doneSentences[textOf(query, 'fait')] ?? null;
  const nextOf = (id: number, body: unknown) =>
    textOf(body, 'ensuite') === 'apercu' ? `${ROOT}/${id}/apercu` : `${ROOT}/${id}?fait=enregistree`;

  app.get<{ Querystring: { page?: unknown } }>(ROOT, async ({ frame, query }, reply) => {
    const letters = await letterReader.list(pageAsked(query.page, Number.MAX_SAFE_INTEGER));
    const [infolettre, techlettre] = await Promise.all([
      letterReader.subscribers('infolettre'),
      letterReader.subscribers('techlettre'),
    ]);
    const subscribers = { infolettre, techlettre };
    return sendPage(reply, listPage({ frame, letters, subscribers, done: doneOf(query) }));
  });

  const blank = { letter: null, refusal: null };
  app.get(`${ROOT}/nouvelle`, async ({ frame }, reply) =>
    sendPage(reply, writePage({ ...blank, frame, values: emptyValues, errors: {} })),
  );
  app.post(ROOT, async (request, reply) => {
    const { frame, body } = request;
    const { form, contenu } = readLetter(body);
    if (form.isRefused) {
      const page = { ...blank, frame, values: sentValues(body), errors: form.errors };
      return sendPage(reply.code(422), writePage(page));
    }
    const id = await letterDesk.draft(contenu, openSessionOf(request).compte.email);
    return reply.redirect(nextOf(id, body), 303);
  });

  app.get<ById>(`${ROOT}/:id`, async (request, reply) => show(request, reply, { done: doneOf(request.query) }));

  app.get<ById>(`${ROOT}/:id/modifier`, async (request, reply) => {
    const letter = await found(request);
    if (letter === null || letter.depart_le !== null) return reply.callNotFound();
    return sendPage(reply, writePage({ frame: request.frame, letter, values: letter, errors: {}, refusal: null }));
  });
  app.post<ById>(`${ROOT}/:id/modifier`, async (request, reply) => {
    const { frame, body } = request;
    const letter = await found(request);
    if (letter === null) return reply.callNotFound();
    const { form, contenu } = readLetter(body);
    const values = sentValues(body);
    if (form.isRefused) {
      // What was read is what is being changed: someone else's change is still told at the next sending.
      const mine = { ...letter, version: versionOf(body) };
      const page = { frame, letter: mine, values, errors: form.errors, refusal: null };
      return sendPage(reply.code(422), writePage(page));
    }
    return act(request, reply, {
      does: () =>
        letterDesk.edit({ id: letter.id, version: versionOf(body) }, contenu, openSessionOf(request).compte.email),
      next: nextOf(letter.id, body),
      refused: async (refusal) => {
        const current = (await found(request)) ?? letter;
        return sendPage(reply, writePage({ frame, letter: current, values, errors: {}, refusal }));
      },
    });
  });

  await app.register(previewRoutes, options);
  await app.register(sendingRoutes, options);
}
