import { errorCodes, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { generalErrors } from '../../core/error-catalogue.ts';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { sendPage } from './page.ts';

interface ErrorPagesOptions {
  readonly frame: Frame;
  readonly logError: (error: unknown, requestId: string) => void;
}

/** Unknown addresses and our own failures: a page for a browser, JSON for a program. */
export function errorPages(app: FastifyInstance, { frame, logError }: ErrorPagesOptions): void {
  app.setNotFoundHandler((request, reply) => {
    if (!wantsPage(request)) return sendErrors(reply, 404, '00404');
    return sendPage(
      reply.code(404),
      <Layout title="Erreur – Page introuvable" frame={frame}>
        <h1>Page introuvable</h1>
        <p>Cette adresse n’existe pas, ou n’existe plus. Vérifiez-la, ou repartez de l’accueil.</p>
        <WayOut />
      </Layout>,
    );
  });

  app.setErrorHandler((error, request, reply) => {
    const status = clientStatusOf(error);
    if (status === null) logError(error, request.id);
    reply.removeHeader('Content-Disposition');
    if (!wantsPage(request)) return sendErrors(reply, status ?? 500, status === null ? '00500' : '00401');
    const [title, sentence] = status === null ? failed : refused;
    return sendPage(
      reply.code(status ?? 500),
      <Layout title={`Erreur – ${title}`} frame={frame}>
        <h1 safe>{title}</h1>
        <p safe>{sentence}</p>
        <p>
          Référence de la requête&nbsp;: <code safe>{request.id}</code>
        </p>
        <WayOut />
      </Layout>,
    );
  });
}

/** An address that is not well formed never reaches a route, its hooks nor its pages. */
export function refuseAddress(error: { readonly code: string }, request: FastifyRequest, reply: FastifyReply): void {
  reply.header('X-Request-Id', request.id).header('X-Content-Type-Options', 'nosniff');
  if (error.code === new errorCodes.FST_ERR_BAD_URL().code) sendErrors(reply, 400, '00401');
  else sendErrors(reply, 404, '00404');
}

const failed: readonly [string, string] = [
  'Erreur interne',
  'Une erreur interne est survenue, qui n’est pas de votre fait. Réessayez plus tard ; si elle persiste, transmettez au support la référence ci-dessous.',
];
const refused: readonly [string, string] = ['Requête refusée', 'La requête n’est pas correctement formée.'];

function WayOut(): JSX.Element {
  return (
    <p>
      <a href="/">Revenir à l’accueil</a>
    </p>
  );
}

function sendErrors(reply: FastifyReply, status: number, code: '00401' | '00404' | '00500'): FastifyReply {
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .header('Cache-Control', 'no-store')
    .header('X-Error-Code', code)
    .send({ errors: [generalErrors[code].sentence] });
}

/** Documents are fetched by programs: their errors are those of the API, whoever asks. */
function wantsPage({ headers, url }: FastifyRequest): boolean {
  return !url.startsWith('/documents/') && (headers.accept?.includes('text/html') ?? false);
}

function clientStatusOf(error: unknown): number | null {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : null;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}
