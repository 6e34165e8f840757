import type { FastifyInstance } from 'fastify';
import { textOf } from '../shared/form-body.ts';
import { ifKnown, type LogError } from '../shared/if-known.ts';
import { sendPage } from '../shared/page.ts';
import { pageAsked } from '../views/pagination.tsx';
import { casePage } from './case-page.tsx';
import type { UseCase } from './cases.ts';
import { listPage } from './list-page.tsx';
import { type EditorsFound, MY_EDITOR, myEditorPage } from './my-editor-page.tsx';

interface UseCaseOptions {
  readonly useCases: readonly UseCase[];
  /** The editors that anyone may find, by words. */
  readonly editors: (words: string, page: number) => Promise<EditorsFound>;
  readonly logError: LogError;
}

const PAGES_MAX = 1_000_000;
const WORDS_MAX = 200;

/** What the service is for. */
export async function useCaseRoutes(app: FastifyInstance, options: UseCaseOptions): Promise<void> {
  const { useCases, editors, logError } = options;
  app.get('/cas-usage', async ({ frame }, reply) => sendPage(reply, listPage({ frame, cases: useCases })));
  app.get(MY_EDITOR, async ({ frame, query, id }, reply) => {
    const q = textOf(query, 'q').slice(0, WORDS_MAX);
    const found = await ifKnown(editors(q, pageAsked(textOf(query, 'page'), PAGES_MAX)), logError, id);
    return sendPage(reply, myEditorPage({ frame, q, found }));
  });
  app.get<{ Params: { slug: string } }>('/cas-usage/:slug', async ({ frame, params }, reply) => {
    const useCase = useCases.find(({ slug }) => slug === params.slug);
    if (useCase === undefined) return reply.callNotFound();
    return sendPage(reply, casePage({ frame, useCase }));
  });
}
