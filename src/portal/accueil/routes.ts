import type { FastifyInstance } from 'fastify';
import type { StatusSource } from '../../watch/status-source.ts';
import { sendPage } from '../shared/page.ts';
import { homeFacts } from './facts.ts';
import { type HomeContent, homePage } from './home-page.tsx';

interface HomeOptions {
  readonly home: HomeContent;
  readonly status: StatusSource;
  readonly logError: (error: unknown, requestId: string) => void;
}

/** The home page. */
export async function homeRoutes(app: FastifyInstance, { home, status, logError }: HomeOptions): Promise<void> {
  const facts = homeFacts(status, (error) => logError(error, 'accueil'));
  app.get('/', async ({ frame }, reply) => sendPage(reply, homePage({ ...home, frame, facts: await facts() })));
}
