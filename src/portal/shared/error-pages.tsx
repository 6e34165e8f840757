import { errorCodes, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { generalErrors } from '../../core/error-catalogue.ts';
import { isDatabaseAway } from '../../platform/database/sql-error.ts';
import { Layout } from '../views/layout.tsx';
import { sendPage } from './page.ts';

interface ErrorPagesOptions {
  readonly logError: (error: unknown, requestId: string) => void;
}

/** What a failure is called on screen, and how one gets out of it. */
interface Told {
  readonly title: string;
  readonly sentence: string;
  /** For a program: what happened is of the caller, or of ours. */
  readonly code: '00401' | '00500';
}

/** Unknown addresses and our own failures: a page for a browser, JSON for a program. */
export function errorPages(app: FastifyInstance, { logError }: ErrorPagesOptions): void {
  app.setNotFoundHandler((request, reply) => {
    if (!wantsPage(request)) return sendErrors(reply, 404, '00404');
    return sendPage(
      reply.code(404),
      <Layout title="Page introuvable" isError frame={request.frame}>
        <h1>Page introuvable</h1>
        <p>Cette adresse n’existe pas, ou n’existe plus. Vérifiez-la, ou repartez de l’accueil.</p>
        <WayOut />
      </Layout>,
    );
  });

  app.setErrorHandler((error, request, reply) => {
    const status = statusOf(error);
    if (status >= 500) logError(error, request.id);
    reply.removeHeader('Content-Disposition');
    const { title, sentence, code } = told[status] ?? (status < 500 ? refused : failed);
    if (status === 503) reply.header('Retry-After', RETRY_SECONDS);
    if (!wantsPage(request)) return sendErrors(reply, status, code, told[status]?.sentence);
    return sendPage(
      reply.code(status),
      <Layout title={title} isError frame={request.frame}>
        <h1 safe>{title}</h1>
        <p safe>{sentence}</p>
        <p>
          Référence de la requête, à transmettre au support si cela persiste&nbsp;: <code safe>{request.id}</code>
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

const RETRY_SECONDS = 30;

const failed: Told = {
  title: 'Erreur interne',
  sentence: 'Une erreur interne est survenue, qui n’est pas de votre fait. Réessayez plus tard.',
  code: '00500',
};
const refused: Told = {
  title: 'Requête refusée',
  sentence: 'La requête n’est pas correctement formée.',
  code: '00401',
};
const told: Readonly<Record<number, Told>> = {
  403: {
    title: 'Envoi refusé',
    sentence:
      'Ce formulaire est resté ouvert trop longtemps, votre session a changé depuis, ou il n’a pas été envoyé depuis ce site. Rien n’a été enregistré. Revenez à la page du formulaire, rechargez-la, puis envoyez-le de nouveau.',
    code: '00401',
  },
  413: {
    title: 'Envoi trop volumineux',
    sentence:
      'Ce que vous avez envoyé est trop volumineux. Rien n’a été enregistré. Revenez en arrière, et raccourcissez-le.',
    code: '00401',
  },
  503: {
    title: 'Service momentanément indisponible',
    sentence:
      'Cette page ne peut pas être servie pour le moment. Rien n’a été enregistré ni perdu. Réessayez dans une minute.',
    code: '00500',
  },
};

function WayOut(): JSX.Element {
  return (
    <p>
      <a href="/">Revenir à l’accueil</a>
    </p>
  );
}

function sendErrors(
  reply: FastifyReply,
  status: number,
  code: '00401' | '00404' | '00500',
  sentence: string = generalErrors[code].sentence,
): FastifyReply {
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .header('Cache-Control', 'no-store')
    .header('X-Error-Code', code)
    .send({ errors: [sentence] });
}

/** Documents are fetched by programs: their errors are those of the API, whoever asks. */
function wantsPage({ headers, url }: FastifyRequest): boolean {
  return !url.startsWith('/documents/') && (headers.accept?.includes('text/html') ?? false);
}

/** Of the client's doing (4xx), worth trying again (503), or a bug of ours. */
function statusOf(error: unknown): number {
  if (isDatabaseAway(error)) return 503;
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : null;
  return typeof status === 'number' && ((status >= 400 && status < 500) || status === 503) ? status : 500;
}
