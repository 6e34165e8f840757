import type { FastifyInstance } from 'fastify';
import { sendPage } from '../shared/page.ts';
import { casePage } from './case-page.tsx';
import type { UseCase } from './cases.ts';
import { listPage } from './list-page.tsx';

interface UseCaseOptions {
  readonly useCases: readonly UseCase[];
}

/** What the service is for. */
export async function useCaseRoutes(app: FastifyInstance, { useCases }: UseCaseOptions): Promise<void> {
  app.get('/cas-usage', async ({ frame }, reply) => sendPage(reply, listPage({ frame, cases: useCases })));
  app.get<{ Params: { slug: string } }>('/cas-usage/:slug', async ({ frame, params }, reply) => {
    const useCase = useCases.find(({ slug }) => slug === params.slug);
    if (useCase === undefined) return reply.callNotFound();
    return sendPage(reply, casePage({ frame, useCase }));
  });
}
