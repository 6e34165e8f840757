import { errorCodes, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { generalErrors } from '../../core/error-catalogue.ts';
import { isDatabaseAway } from '../../platform/database/away.ts';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { sendPage } from './page.ts';
import { WaysOut } from './ways-out.tsx';

interface ErrorPagesOptions {
  readonly hasPages: boolean;
  readonly logError: (error: unknown, requestId: string) => void;
}

/** One way of not giving a page: what a browser reads, and the code that a program is told. */
interface Trouble {
  readonly status: number;
  readonly code: '00401' | '00404' | '00500' | '00503';
  readonly title: string;
  readonly sentence: string;
  /** A program is told the same sentence, that of its code otherwise. */
  readonly tellsPrograms?: true;
}

const unknownAddress: Trouble = {
  status: 404,
  code: '00404',
  title: 'Page introuvable',
  sentence: 'Cette adresse n’existe pas, ou n’existe plus. Vérifiez-la, ou repartez de l’accueil.',
};
const failed: Trouble = {
  status: 500,
  code: '00500',
  title: 'Erreur interne',
  sentence:
    'Une erreur interne est survenue, qui n’est pas de votre fait. Réessayez plus tard ; si elle persiste, transmettez au support la référence ci-dessous.',
};
const away: Trouble = {
  status: 503,
  code: '00503',
  title: 'Page momentanément indisponible',
  sentence:
    'Le service ne peut pas lire ses données en ce moment. Ce n’est pas de votre fait : réessayez dans quelques minutes. Si cela persiste, transmettez au support la référence ci-dessous.',
};
const elsewhere: Trouble = {
  status: 503,
  code: '00503',
  title: 'Pages momentanément indisponibles',
  sentence: 'Les pages du service ne sont pas servies en ce moment. Réessayez dans quelques minutes.',
};
const refusedForm: Trouble = {
  status: 403,
  code: '00401',
  title: 'Envoi refusé',
  sentence:
    'Ce formulaire est resté ouvert trop longtemps, votre session a changé depuis, ou il n’a pas été envoyé depuis ce site. Rien n’a été enregistré. Revenez à la page du formulaire, rechargez-la, puis envoyez-le de nouveau.',
  tellsPrograms: true,
};
const tooLarge: Trouble = {
  status: 413,
  code: '00401',
  title: 'Envoi trop volumineux',
  sentence:
    'Ce que vous avez envoyé est trop volumineux. Rien n’a été enregistré. Revenez en arrière, et raccourcissez-le.',
  tellsPrograms: true,
};
const RETRY_SECONDS = 30;
const refused = (status: number): Trouble => ({
  status,
  code: '00401',
  title: 'Requête refusée',
  sentence: 'La requête n’est pas correctement formée.',
});

/** Unknown addresses, absences and our own failures: a page for a browser, JSON for a program. */
export function errorPages(app: FastifyInstance, { hasPages, logError }: ErrorPagesOptions): void {
  app.setNotFoundHandler((request, reply) => {
    const trouble = hasPages ? unknownAddress : elsewhere;
    if (!wantsPage(request)) return sendErrors(reply, trouble);
    return sendPage(reply.code(trouble.status), <TroublePage frame={request.frame} trouble={trouble} />);
  });

  app.setErrorHandler((error, request, reply) => {
    const trouble = troubleOf(error);
    if (trouble.status >= 500) logError(error, request.id);
    reply.removeHeader('Content-Disposition');
    if (!wantsPage(request)) return sendErrors(reply, trouble);
    if (trouble.status === 503) reply.header('Retry-After', RETRY_SECONDS);
    return sendPage(
      reply.code(trouble.status),
      <TroublePage frame={request.frame} trouble={trouble} reference={request.id} />,
    );
  });
}

/** An address that is not well formed never reaches a route, its hooks nor its pages. */
export function refuseAddress(error: { readonly code: string }, request: FastifyRequest, reply: FastifyReply): void {
  reply.header('X-Request-Id', request.id).header('X-Content-Type-Options', 'nosniff');
  const isMalformed = error.code === new errorCodes.FST_ERR_BAD_URL().code;
  sendErrors(reply, isMalformed ? refused(400) : unknownAddress);
}

interface TroublePageProps {
  readonly frame: Frame;
  readonly trouble: Trouble;
  readonly reference?: string;
}

function TroublePage({ frame, trouble: { title, sentence }, reference }: TroublePageProps): JSX.Element {
  return (
    <Layout title={title} isError frame={frame}>
      <h1 safe>{title}</h1>
      <p safe>{sentence}</p>
      {reference === undefined ? (
        ''
      ) : (
        <p>
          Référence de la requête&nbsp;: <code safe>{reference}</code>
        </p>
      )}
      <WaysOut />
    </Layout>
  );
}

function sendErrors(reply: FastifyReply, { status, code, sentence, tellsPrograms }: Trouble): FastifyReply {
  return reply
    .code(status)
    .type('application/json; charset=utf-8')
    .header('Cache-Control', 'no-store')
    .header('X-Error-Code', code)
    .send({ errors: [tellsPrograms ? sentence : generalErrors[code].sentence] });
}

/** Documents are fetched by programs: their errors are those of the API, whoever asks. */
function wantsPage({ headers, url }: FastifyRequest): boolean {
  return !url.startsWith('/documents/') && (headers.accept?.includes('text/html') ?? false);
}

function troubleOf(error: unknown): Trouble {
  if (isDatabaseAway(error)) return away;
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : null;
  if (status === refusedForm.status) return refusedForm;
  if (status === tooLarge.status) return tooLarge;
  if (status === away.status) return away;
  return typeof status === 'number' && status >= 400 && status < 500 ? refused(status) : failed;
}
