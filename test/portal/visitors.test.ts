import formbody from '@fastify/formbody';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import type { Accounts } from '../../src/accounts/accounts.ts';
import { createFormTokens } from '../../src/portal/shared/csrf.ts';
import { errorPages } from '../../src/portal/shared/error-pages.tsx';
import { guardForms } from '../../src/portal/shared/form-guard.ts';
import { recogniseVisitors, requireRole } from '../../src/portal/shared/session.ts';
import { sessionCookie } from '../../src/portal/shared/session-cookie.ts';
import type { OpenSession } from '../../src/records/sessions.ts';

const site = { brand: { organisme: '', service: 'API Entreprise', ligne: '', logo: null }, sandbox: false };
const dates = { cree_le: new Date(), vue_le: new Date(), expire_le: new Date() };
const someone: OpenSession = {
  session: {
    empreinte: 'empreinte',
    compte: 'id',
    ...dates,
    adresse: '',
    agent: '',
    facteurs: ['mot_de_passe'],
    jeton_identite: null,
  },
  compte: {
    id: 'id',
    email: 'a@ville.example',
    nom: '<b>',
    prenom: '',
    telephone: '',
    fonction: '',
    roles: ['instructeur'],
    cree_le: new Date(),
    verifie_le: null,
    desactive_le: null,
  },
};
const html = { accept: 'text/html' };
const cookies = { session: 'A'.repeat(43), '__Host-session': 'B'.repeat(43) };

const logged: unknown[] = [];
let app: FastifyInstance;
afterEach(async () => {
  logged.length = 0;
  await app.close();
});

/** Pages of our choice, behind the same hooks as those of the portal; a session is whatever `sessionOf` says. */
async function open(sessionOf: Accounts['sessionOf'], publicUrl = 'http://127.0.0.1:3000'): Promise<FastifyInstance> {
  const never = (): never => {
    throw new Error('not asked here');
  };
  const accounts: Accounts = {
    sessionOf,
    login: never,
    logout: never,
    sessionsOf: never,
    closeSession: never,
    closeOtherSessions: never,
    awaitsCode: never,
    passCode: never,
    confirm: never,
    confirmCode: never,
    changePassword: never,
  };
  const formTokens = createFormTokens(['secret'], Date);
  const cookie = sessionCookie(publicUrl);
  const logError = (error: unknown) => void logged.push(error);
  app = Fastify();
  await app.register(formbody);
  await recogniseVisitors(app, { site, accounts, cookie, formTokens, logError });
  guardForms(app, { formTokens, publicUrl });
  errorPages(app, { hasPages: true, logError });
  app.get('/public', async (request) => `${request.compte?.email ?? 'visiteur'} ${request.frame.account?.name ?? ''}`);
  app.get('/prive', { preHandler: requireRole('instructeur') }, async () => 'entré');
  app.get('/autre', { preHandler: requireRole('administrateur') }, async () => 'entré');
  app.post('/prive', { preHandler: requireRole() }, async () => 'fait');
  app.post('/oubli', async () => 'fait');
  app.put('/oubli', async () => 'fait');
  app.delete('/oubli', async () => 'fait');
  const secret = { config: { form: 'adresse-secrete' as const } };
  app.post('/desabonnement/:cle', secret, async (request) => request.compte?.email ?? 'personne');
  app.post('/connexion', { config: { form: 'visiteur' as const } }, async (_request, reply) => {
    cookie.give(reply, 'identifiant');
    return 'entré';
  });
  return app;
}

describe('when the database does not answer', () => {
  const away = (): Promise<never> => Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }));

  it('a page for accounts says so, and to come back', async () => {
    await open(away);
    for (const method of ['GET', 'POST'] as const) {
      const answer = await app.inject({ method, url: '/prive', headers: html, cookies });
      expect(answer.statusCode).toBe(503);
      expect(answer.headers['retry-after']).toBe('30');
      expect(answer.body).toContain('momentanément indisponible');
    }
  });

  it('a public page is shown as to a visitor, the cause for the log', async () => {
    await open(away);
    expect((await app.inject({ url: '/public', cookies })).body).toBe('visiteur ');
    expect(logged.map(String)).toEqual(['Error: connect']);
  });

  it('a visitor is not even asked about', async () => {
    await open(away);
    expect((await app.inject('/public')).statusCode).toBe(200);
    expect((await app.inject({ url: '/prive', headers: html })).statusCode).toBe(303);
    expect(logged).toEqual([]);
  });
});

describe('a route', () => {
  it('lets in who has its role, shows nothing to another', async () => {
    await open(async () => someone);
    expect((await app.inject({ url: '/prive', cookies })).body).toBe('entré');
    const other = await app.inject({ url: '/autre', headers: html, cookies });
    expect(other.statusCode).toBe(404);
    expect(other.body).toContain('Page introuvable');
    expect(other.body).toContain('&lt;b>');
  });

  it('cannot forget to refuse the form of another site', async () => {
    await open(async () => someone);
    for (const method of ['POST', 'PUT', 'DELETE'] as const) {
      expect((await app.inject({ method, url: '/oubli', cookies })).statusCode).toBe(403);
      expect((await app.inject({ method, url: '/oubli' })).statusCode).toBe(403);
    }
  });

  it('whose address is secret takes a form from anywhere, and never acts for who is logged in', async () => {
    await open(async () => someone);
    const headers = { 'sec-fetch-site': 'cross-site' };
    const answer = await app.inject({ method: 'POST', url: '/desabonnement/cle', headers, cookies });
    expect([answer.statusCode, answer.body]).toEqual([200, 'personne']);
  });

  it('is kept by no cache once logged in', async () => {
    await open(async () => someone);
    expect((await app.inject({ url: '/public', cookies })).headers['cache-control']).toBe('private, no-store');
    expect((await app.inject('/public')).headers['cache-control']).toBeUndefined();
  });
});

describe('the cookie of a session', () => {
  const own = { 'sec-fetch-site': 'same-origin' };

  it('over HTTPS belongs to this very host and never leaves it in clear', async () => {
    const asked: string[] = [];
    const sessionOf = async (id: string) => {
      asked.push(id);
      return null;
    };
    await open(sessionOf, 'https://portail.example');
    const { headers } = await app.inject({ method: 'POST', url: '/connexion', headers: own });
    expect(headers['set-cookie']).toBe('__Host-session=identifiant; Path=/; HttpOnly; Secure; SameSite=Lax');
    await app.inject({ url: '/public', cookies });
    expect(asked).toEqual([cookies['__Host-session']]);
  });
});
