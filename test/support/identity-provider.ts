import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import Provider from 'oidc-provider';
import { freePort } from '../../src/records/databases.fixture.ts';

const KID = 'essai';
const CLIENT = { id: 'api-entreprise', secret: 'un-secret-d-essai-assez-long-pour-lui' };

/** What the provider says of someone; `sub` names him. */
export interface Told {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly given_name?: string;
  readonly usual_name?: string;
  readonly siret?: string;
}

/** A real OpenID Connect provider, which speaks as ProConnect does: code with PKCE, userinfo as a signed JWT. */
export interface TestIdentityProvider {
  readonly issuer: string;
  /** What an instance that trusts it is given. */
  readonly environment: Record<string, string>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Who logs in from now on, or gives up there. */
  person: Told | 'gives up';
  /** How userinfo is answered from now on. */
  userinfo: 'signed' | 'forged' | 'unsigned' | 'failing';
  /** Goes through its pages from this address, as a browser would; gives where it sends back to. */
  through(url: string): Promise<string>;
}

/** For an instance at this address; it does not answer before it is started. */
export async function makeIdentityProvider(instanceUrl: string): Promise<TestIdentityProvider> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const [keys, others] = [newKeys(), newKeys()];
  const people = new Map<string, Told>();
  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [`${instanceUrl}/connexion/oidc/retour`],
        post_logout_redirect_uris: [`${instanceUrl}/deconnexion/retour`],
        token_endpoint_auth_method: 'client_secret_post',
        userinfo_signed_response_alg: 'RS256',
        id_token_signed_response_alg: 'RS256',
      },
    ],
    jwks: { keys: [{ ...keys.privateKey.export({ format: 'jwk' }), kid: KID, use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['un essai'] },
    features: { devInteractions: { enabled: false }, jwtUserinfo: { enabled: true } },
    scopes: ['openid', 'email', 'given_name', 'usual_name', 'siret'],
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      given_name: ['given_name'],
      usual_name: ['usual_name'],
      siret: ['siret'],
    },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
    pkce: { required: () => true },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: async (_ctx, id) => ({ accountId: id, claims: async () => ({ ...people.get(id), sub: id }) }),
    // Everyone agrees to tell who he is.
    loadExistingGrant: async (ctx) => {
      const { session, client } = ctx.oidc;
      const grant = new provider.Grant({ clientId: client?.clientId ?? '', accountId: session?.accountId ?? '' });
      grant.addOIDCScope('openid email given_name usual_name siret');
      await grant.save();
      return grant;
    },
  });

  const self: TestIdentityProvider = {
    issuer,
    environment: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: CLIENT.id, OIDC_CLIENT_SECRET: CLIENT.secret },
    person: { sub: 'personne' },
    userinfo: 'signed',
    start: () => new Promise((resolve) => server.listen(port, '127.0.0.1', resolve)),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    through,
  };
  const answer = provider.callback();
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/interaction/')) return void interact(request, response);
    if (request.url === '/me' && self.userinfo === 'failing') return response.writeHead(503).end();
    if (request.url === '/me' && self.userinfo === 'forged') {
      const jwt = signed({ ...told(self), iss: issuer, aud: CLIENT.id }, others.privateKey);
      return response.writeHead(200, { 'Content-Type': 'application/jwt' }).end(jwt);
    }
    if (request.url === '/me' && self.userinfo === 'unsigned')
      return response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(told(self)));
    return void answer(request, response);
  });

  async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gaveUp = { error: 'access_denied', error_description: 'gave up' };
    if (self.person === 'gives up') return provider.interactionFinished(request, response, gaveUp);
    const { sub } = self.person;
    people.set(sub, self.person);
    return provider.interactionFinished(request, response, { login: { accountId: sub } });
  }

  /** A new browser each time: no session there from before. */
  async function through(url: string): Promise<string> {
    const cookies = new Map<string, string>();
    let here = url;
    for (let hop = 0; hop < 10; hop++) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(here, { redirect: 'manual', headers: { Cookie: cookie, Accept: 'text/html' } });
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        cookies.set(name, value);
      }
      const location = response.headers.get('location');
      if (location === null) throw new Error(`${here} leads nowhere: ${response.status} ${await response.text()}`);
      here = new URL(location, here).href;
      if (here.startsWith(instanceUrl)) return here.slice(instanceUrl.length);
    }
    throw new Error(`${url} goes round and round`);
  }
  return self;
}

function told({ person }: TestIdentityProvider): Told {
  return person === 'gives up' ? { sub: '' } : person;
}

function newKeys(): { readonly privateKey: KeyObject } {
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

/** Under the name of the provider's own key, which it is not. */
function signed(claims: object, key: KeyObject): string {
  const [header, payload] = [{ alg: 'RS256', kid: KID, typ: 'JWT' }, claims].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  const signature = createSign('RSA-SHA256').update(`${header}.${payload}`).sign(key, 'base64url');
  return `${header}.${payload}.${signature}`;
}
