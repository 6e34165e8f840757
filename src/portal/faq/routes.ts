import type { FastifyInstance } from 'fastify';
import { sendPage } from '../shared/page.ts';
import { faqPage } from './faq-page.tsx';
import type { Question } from './questions.ts';

interface FaqOptions {
  readonly questions: readonly Question[];
}

export async function faqRoutes(app: FastifyInstance, { questions }: FaqOptions): Promise<void> {
  app.get<{ Querystring: { etiquette?: unknown } }>('/faq', async ({ frame, query }, reply) => {
    const label = questions.flatMap(({ labels }) => labels).find((name) => name === query.etiquette) ?? null;
    return sendPage(reply, faqPage({ frame, questions, label }));
  });
}
