import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance } from 'fastify';
import type { DocumentStore } from '../core/document.ts';
import type { StatusSource } from '../watch/status-source.ts';
import { homeRoutes } from './accueil/routes.tsx';
import type { CatalogueOptions } from './catalogue/options.ts';
import { catalogueRoutes } from './catalogue/routes.ts';
import { catalogueSource } from './catalogue/search/source.ts';
import { developerRoutes } from './developpeurs/routes.ts';
import { documentationRoutes } from './documentation/routes.ts';
import { documentRoutes } from './documents/routes.ts';
import { statusRoutes } from './etat/routes.ts';
import { searchRoutes } from './recherche/routes.ts';
import { pagePolicy } from './shared/content-policy.ts';
import { errorPages, refuseAddress } from './shared/error-pages.tsx';
import type { Guide } from './shared/guide/guide.ts';
import { guideSource } from './shared/guide/search-source.ts';
import { staticFiles } from './shared/static-files.ts';
import type { Frame } from './views/frame.ts';

interface PortalOptions {
  readonly frame: Frame;
  readonly status: StatusSource;
  readonly documents: DocumentStore;
  readonly catalogue: CatalogueOptions;
  readonly guide: Guide;
  /** Style sheets and scripts of our own. */
  readonly staticDirectory: string;
  /** The first call to try, as a shell command. */
  readonly firstCall: string;
  readonly logError: (error: unknown, requestId: string) => void;
}

export interface Portal {
  readonly listener: RequestListener;
  close(): Promise<void>;
}

/** The pages and files of the service, everything that is not an API call. */
export async function createPortal(options: PortalOptions): Promise<Portal> {
  let handle: RequestListener = () => undefined;
  const app: FastifyInstance = Fastify({
    logger: false,
    genReqId: () => randomUUID(),
    routerOptions: { ignoreTrailingSlash: true },
    frameworkErrors: refuseAddress,
    // The socket belongs to the server that the API shares; Fastify only handles requests.
    serverFactory: (handler) => {
      handle = (request: IncomingMessage, response: ServerResponse) => handler(request, response);
      return createServer();
    },
  });
  app.addHook('onSend', async (request, reply) => {
    reply.header('X-Request-Id', request.id);
  });
  // No promise of HTTPS: whoever ends TLS in front of us makes it.
  await app.register(helmet, { contentSecurityPolicy: pagePolicy(), strictTransportSecurity: false });
  // Before the routes: those already registered would keep the default handler, which shows causes.
  errorPages(app, options);
  await app.register(staticFiles, options);
  await app.register(homeRoutes, options);
  await app.register(catalogueRoutes, options);
  await app.register(statusRoutes, options);
  await app.register(documentRoutes, options);
  await app.register(developerRoutes, options);
  await app.register(documentationRoutes, options);
  const sources = [guideSource(options.guide), catalogueSource(options.catalogue)];
  await app.register(searchRoutes, { frame: options.frame, sources });
  await app.ready();
  return { listener: (request, response) => handle(request, response), close: () => app.close() };
}
