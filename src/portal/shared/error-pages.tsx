import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Layout } from './layout.tsx';

interface ErrorPagesOptions {
  readonly sandbox: boolean;
  readonly logError: (error: unknown, requestId: string) => void;
}

/** Unknown addresses and our own failures: a page for a browser, JSON for a program. */
export function errorPages(app: FastifyInstance, { sandbox, logError }: ErrorPagesOptions): void {
  app.setNotFoundHandler((request, reply) => {
    const sentence = 'Cette adresse n’existe pas.';
    reply.code(404);
    if (!wantsPage(request)) return reply.header('X-Error-Code', '00404').send({ errors: [sentence] });
    return reply.type('text/html; charset=utf-8').send(
      <Layout title="Page introuvable" sandbox={sandbox}>
        <h1>Page introuvable</h1>
        <p>Cette adresse n’existe pas, ou n’existe plus.</p>
        <p>
          <a href="/">Revenir à l’accueil</a>
        </p>
      </Layout>,
    );
  });

  app.setErrorHandler((error, request, reply) => {
    const status = clientStatusOf(error);
    if (status === null) logError(error, request.id);
    const sentence =
      status === null
        ? 'Une erreur interne est survenue. Réessayez plus tard ; si elle persiste, transmettez au support la référence de la requête.'
        : 'La requête n’est pas correctement formée.';
    reply.code(status ?? 500);
    if (!wantsPage(request)) return reply.send({ errors: [sentence] });
    return reply.type('text/html; charset=utf-8').send(
      <Layout title="Erreur" sandbox={sandbox}>
        <h1>{status === null ? 'Erreur interne' : 'Requête refusée'}</h1>
        <p safe>{sentence}</p>
        <p>
          Référence : <code safe>{request.id}</code>
        </p>
        <p>
          <a href="/">Revenir à l’accueil</a>
        </p>
      </Layout>,
    );
  });
}

function wantsPage(request: FastifyRequest): boolean {
  return request.headers.accept?.includes('text/html') ?? false;
}

function clientStatusOf(error: unknown): number | null {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : null;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}
