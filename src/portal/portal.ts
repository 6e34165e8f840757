import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance } from 'fastify';
import type { DocumentStore } from '../core/document.ts';
import { documentRoutes } from './documents/routes.ts';
import { healthRoutes } from './sante/routes.ts';
import type { PortalAccess } from './shared/access.ts';
import { compressAnswers } from './shared/compression.ts';
import { pagePolicy } from './shared/content-policy.ts';
import { errorPages, refuseAddress } from './shared/error-pages.tsx';
import { guardForms } from './shared/form-guard.ts';
import { recogniseVisitors } from './shared/session.ts';
import { sessionCookie } from './shared/session-cookie.ts';
import { staticFiles } from './shared/static-files.ts';
import type { Site } from './views/frame.ts';

/** One part of the pages, what it needs already given. */
export type PortalPart = (app: FastifyInstance) => Promise<void>;

interface PortalOptions {
  /** The parts that have pages; null on a node without them, which gives the documents of its API and the sign of life alone. */
  readonly pages: readonly PortalPart[] | null;
  readonly site: Site;
  /** Who visits, and what he may do. */
  readonly access: PortalAccess;
  readonly documents: DocumentStore;
  /** Style sheets and scripts of our own. */
  readonly staticDirectory: string;
  readonly logError: (error: unknown, requestId: string) => void;
}

export interface Portal {
  readonly listener: RequestListener;
  close(): Promise<void>;
}

/** A year. */
const HTTPS_PROMISED_S = 31_536_000;
const FORM_MAX_BYTES = 262_144;

/** The pages and files of the service, everything that is not an API call. */
export async function createPortal(options: PortalOptions): Promise<Portal> {
  let handle: RequestListener = () => undefined;
  const app: FastifyInstance = Fastify({
    logger: false,
    genReqId: () => randomUUID(),
    bodyLimit: FORM_MAX_BYTES,
    routerOptions: { ignoreTrailingSlash: true },
    frameworkErrors: refuseAddress,
    // The socket belongs to the server that the API shares; Fastify only handles requests.
    serverFactory: (handler) => {
      handle = (request: IncomingMessage, response: ServerResponse) => handler(request, response);
      return createServer();
    },
  });
  const visits = { ...options, ...options.access, cookie: sessionCookie(options.access.publicUrl) };
  app.addHook('onSend', async (request, reply) => {
    reply.header('X-Request-Id', request.id);
  });
  // The promise of HTTPS is made where it is kept: by the address that everyone is given.
  const strictTransportSecurity = options.access.publicUrl.startsWith('https:') && {
    maxAge: HTTPS_PROMISED_S,
    includeSubDomains: false,
  };
  await app.register(helmet, { contentSecurityPolicy: pagePolicy(), strictTransportSecurity });
  await app.register(formbody);
  await recogniseVisitors(app, visits);
  guardForms(app, visits);
  // After what says who may keep the answer.
  compressAnswers(app);
  // Before the routes: those already registered would keep the default handler, which shows causes.
  errorPages(app, { ...options, hasPages: options.pages !== null });
  await app.register(staticFiles, options);
  await app.register(healthRoutes);
  await app.register(documentRoutes, options);
  for (const part of options.pages ?? []) await app.register(part);
  await app.ready();
  return { listener: (request, response) => handle(request, response), close: () => app.close() };
}
