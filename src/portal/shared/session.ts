import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import type { Accounts } from '../../accounts/accounts.ts';
import type { AccountRole } from '../../core/account-roles.ts';
import type { Compte } from '../../records/comptes.ts';
import type { OpenSession } from '../../records/sessions.ts';
import type { Frame, Site } from '../views/frame.ts';
import type { FormTokens } from './csrf.ts';
import { addressToComeBackTo, loginAddress } from './return-address.ts';
import type { SessionCookie } from './session-cookie.ts';

/** What is known of the login of a visitor; null when he brings none. */
type Login =
  | (OpenSession & { readonly state: 'open' })
  | { readonly state: 'ended' }
  /** The database did not say. */
  | { readonly state: 'unknown'; readonly fault: unknown }
  | null;

declare module 'fastify' {
  interface FastifyRequest {
    login: Login;
    /** Who is logged in; null for a visitor. */
    readonly compte: Compte | null;
    /** What the page of this request says around its own content. */
    readonly frame: Frame;
  }
}

interface VisitorsOptions {
  readonly site: Site;
  readonly accounts: Accounts;
  readonly cookie: SessionCookie;
  readonly formTokens: FormTokens;
  readonly logError: (error: unknown, requestId: string) => void;
}

/** What is fetched by the dozen and is the same for everyone: the database is not asked for it. */
const FOR_EVERYONE = ['/statique/', '/documents/', '/health'];

/** Tells of each request who makes it: `request.compte`, and `request.frame` for its page. */
export async function recogniseVisitors(app: FastifyInstance, options: VisitorsOptions): Promise<void> {
  const { site, accounts, formTokens, logError } = options;
  await app.register(cookie);
  app.decorateRequest('login', null);
  app.decorateRequest('compte', {
    getter(this: FastifyRequest) {
      return this.login?.state === 'open' ? this.login.compte : null;
    },
  });
  app.decorateRequest('frame', {
    getter(this: FastifyRequest) {
      return frameOf(this, site, formTokens);
    },
  });
  app.addHook('onRequest', async (request) => {
    const id = options.cookie.read(request);
    if (id === null || isForEveryone(request)) return;
    try {
      const found = await accounts.sessionOf(id);
      request.login = found === null ? { state: 'ended' } : { state: 'open', ...found };
    } catch (fault) {
      // A public page is worth showing all the same; one that needs an account will say so.
      request.login = { state: 'unknown', fault };
      logError(fault, request.id);
    }
  });
  app.addHook('onSend', async (request, reply) => {
    if (request.compte !== null) reply.header('Cache-Control', 'private, no-store');
  });
}

function isForEveryone({ url, routeOptions }: FastifyRequest): boolean {
  return routeOptions.config?.form === 'adresse-secrete' || FOR_EVERYONE.some((prefix) => url.startsWith(prefix));
}

function frameOf({ login, url, routeOptions }: FastifyRequest, site: Site, formTokens: FormTokens): Frame {
  const open = login?.state === 'open' ? login : null;
  const account = open === null ? null : { name: nameOf(open.compte), roles: open.compte.roles };
  const formToken = formTokens.make(open?.session.empreinte ?? null);
  // A key in the address of a page goes to no other address.
  const back = routeOptions.config.form === 'adresse-secrete' ? '/' : url;
  return { ...site, account, loginAddress: loginAddress(back), formToken };
}

/** How an account is called on screen. */
export function nameOf({ prenom, nom, email }: Compte): string {
  return `${prenom} ${nom}`.trim() || email;
}

/** The same with its e-mail, for others to know who it is. */
export function fullNameOf(compte: Compte): string {
  const name = nameOf(compte);
  return name === compte.email ? name : `${name} (${compte.email})`;
}

/** Lets in who is logged in and has one of these roles (any, when none is given). For the others the page does not exist. */
export function requireRole(...allowed: readonly AccountRole[]): preHandlerAsyncHookHandler {
  return async (request, reply) => {
    const { login } = request;
    if (login?.state === 'unknown') throw login.fault;
    if (login?.state !== 'open') {
      const address = loginAddress(addressToComeBackTo(request), login?.state === 'ended');
      return reply.redirect(address, 303);
    }
    const { roles } = login.compte;
    return allowed.length === 0 || allowed.some((role) => roles.includes(role)) ? undefined : reply.callNotFound();
  };
}

/** Who is logged in, on a route that `requireRole` guards. */
export function openSessionOf({ login }: FastifyRequest): OpenSession {
  if (login?.state !== 'open') throw new Error('This route has no requireRole.');
  return login;
}
