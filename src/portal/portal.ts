import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance } from 'fastify';
import type { DocumentStore } from '../core/document.ts';
import type { Endpoint } from '../core/endpoint.ts';
import type { IncidentReader } from '../watch/incident-reader.ts';
import type { IncidentDesk } from '../watch/incidents/desk.ts';
import type { MaintenanceDesk } from '../watch/maintenances/desk.ts';
import type { StatusSource } from '../watch/status-source.ts';
import { incidentAdministration } from './administration/incidents/routes.ts';
import { maintenanceAdministration } from './administration/maintenances/routes.ts';
import { administrationRoutes } from './administration/routes.ts';
import type { AlertBook } from './alertes/alert-book.ts';
import { alertRoutes } from './alertes/routes.ts';
import type { Mailbox } from './bac-a-sable/mailbox.ts';
import { sandboxRoutes } from './bac-a-sable/routes.ts';
import { accountRoutes } from './compte/routes.ts';
import { loginRoutes } from './connexion/routes.ts';
import type { DemonstrationOptions } from './demonstrations/routes.ts';
import { developerRoutes } from './developpeurs/routes.ts';
import { documentRoutes } from './documents/routes.ts';
import { statusRoutes } from './etat/routes.ts';
import { incidentRoutes } from './incidents/routes.ts';
import { maintenanceRoutes } from './maintenances/routes.ts';
import { type PublicSite, publicPages } from './public-site.ts';
import { healthRoutes } from './sante/routes.ts';
import type { PortalAccess } from './shared/access.ts';
import { pagePolicy } from './shared/content-policy.ts';
import { errorPages, refuseAddress } from './shared/error-pages.tsx';
import { guardForms } from './shared/form-guard.ts';
import { recogniseVisitors } from './shared/session.ts';
import { type SessionCookie, sessionCookie } from './shared/session-cookie.ts';
import { staticFiles } from './shared/static-files.ts';
import type { Site } from './views/frame.ts';

interface PortalOptions {
  /** This node has the pages; without them, it gives the documents of its API and the sign of life alone. */
  readonly hasPages: boolean;
  readonly site: Site;
  /** Who visits, and what he may do. */
  readonly access: PortalAccess;
  readonly status: StatusSource;
  readonly endpoints: readonly Endpoint[];
  readonly reader: IncidentReader;
  readonly incidentDesk: IncidentDesk;
  readonly maintenanceDesk: MaintenanceDesk;
  readonly publicUrl: string;
  readonly alerts: AlertBook;
  readonly documents: DocumentStore;
  /** The mails that a sandbox shows; null elsewhere. */
  readonly mailbox: Mailbox | null;
  /** Style sheets and scripts of our own. */
  readonly staticDirectory: string;
  readonly publicSite: PublicSite;
  readonly demonstration: DemonstrationOptions['demonstration'];
  readonly logError: (error: unknown, requestId: string) => void;
}

export interface Portal {
  readonly listener: RequestListener;
  close(): Promise<void>;
}

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
  const cookie = sessionCookie(options.access.publicUrl);
  const visits = { ...options, ...options.access, cookie };
  app.addHook('onSend', async (request, reply) => {
    reply.header('X-Request-Id', request.id);
  });
  // No promise of HTTPS: whoever ends TLS in front of us makes it.
  await app.register(helmet, { contentSecurityPolicy: pagePolicy(), strictTransportSecurity: false });
  await app.register(formbody);
  await recogniseVisitors(app, visits);
  guardForms(app, visits);
  // Before the routes: those already registered would keep the default handler, which shows causes.
  errorPages(app, options);
  await app.register(staticFiles, options);
  await app.register(healthRoutes);
  await app.register(documentRoutes, options);
  if (options.hasPages) await app.register(pages, visits);
  await app.ready();
  return { listener: (request, response) => handle(request, response), close: () => app.close() };
}

interface PagesOptions extends PortalOptions, PortalAccess {
  readonly cookie: SessionCookie;
}

async function pages(app: FastifyInstance, options: PagesOptions): Promise<void> {
  await app.register(publicPages, { ...options, service: options.site.brand.service });
  await app.register(statusRoutes, options);
  await app.register(incidentRoutes, options);
  await app.register(maintenanceRoutes, options);
  await app.register(developerRoutes);
  await app.register(loginRoutes, options);
  await app.register(accountRoutes, options);
  await app.register(incidentAdministration, options);
  await app.register(maintenanceAdministration, options);
  await app.register(administrationRoutes, options);
  await app.register(alertRoutes, options);
  await app.register(sandboxRoutes, options);
}
