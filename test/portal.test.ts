import { createReadStream } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { join } from 'node:path';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentFormat, DocumentStore } from '../src/core/document.ts';
import { createLocalDocumentStore } from '../src/platform/documents/local-document-store.ts';
import { createPortal, type Portal } from '../src/portal/portal.ts';
import type { PortalAccess } from '../src/portal/shared/access.ts';
import { createFormTokens } from '../src/portal/shared/csrf.ts';
import { errorPages } from '../src/portal/shared/error-pages.tsx';
import { recogniseVisitors } from '../src/portal/shared/session.ts';
import { sessionCookie } from '../src/portal/shared/session-cookie.ts';
import { freePort } from '../src/records/databases.fixture.ts';
import { places, startTestInstance, type TestInstance } from './support/instance.ts';

let instance: TestInstance;

beforeAll(async () => {
  instance = await startTestInstance();
});
afterAll(() => instance.stop());

const site = { brand: { organisme: '', service: 'API Entreprise', ligne: '', logo: null }, sandbox: true };
const browser = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const get = (path: string, headers: Record<string, string> = {}) => fetch(`${instance.url}${path}`, { headers });

describe('the sign of life', () => {
  it('says ready', async () => {
    const response = await get('/health');
    expect([response.status, await response.json()]).toEqual([200, { etat: 'pret' }]);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });
});

describe.each([
  ['/', 200, 'Accueil – API Entreprise'],
  ['/catalogue', 200, 'Catalogue des données – API Entreprise'],
  ['/catalogue?q=xyzzy', 200, 'Catalogue des données – API Entreprise'],
  ['/catalogue/exercices', 200, 'Chiffre d&#39;affaires – Catalogue – API Entreprise'],
  ['/developpeurs/openapi', 200, 'Essayer l’API – API Entreprise'],
  ['/etat-des-services', 200, 'État des services – API Entreprise'],
  ['/etat-des-services/historique', 200, 'Historique de disponibilité – API Entreprise'],
  ['/connexion', 200, 'Se connecter – API Entreprise'],
  ['/abonnements', 200, 'Être prévenu des incidents et des maintenances – API Entreprise'],
  ['/abonnements/confirmation/inconnue', 404, 'Erreur – Ce lien n’est plus valable – API Entreprise'],
  ['/bac-a-sable/courriels', 200, 'Courriels du bac à sable – API Entreprise'],
  ['/nulle-part', 404, 'Erreur – Page introuvable – API Entreprise'],
])('the page %s', (path, status, title) => {
  it('is a whole page in French, with a way around the menu', async () => {
    const response = await get(path, browser);
    const html = await response.text();
    expect([response.status, response.headers.get('content-type')]).toEqual([status, 'text/html; charset=utf-8']);
    expect(html).toMatch(/^<!doctype html><html lang="fr">/);
    expect(html).toContain(`<title>${title}</title>`);
    expect(html.match(/<h1>/g)).toHaveLength(1);
    expect(html).toContain('href="#contenu"');
    expect(html).toContain('<main id="contenu"');
    expect(html).toContain('Ce site n’est pas un site officiel');
  });

  it('loads nothing inline nor from anyone else, and forbids it', async () => {
    const response = await get(path, browser);
    const html = await response.text();
    const addresses = [...html.matchAll(/(?:href|src|action)="([^"]*)"/g)].map(([, address = '']) => address);
    expect(addresses.filter((address) => !/^[/#](?!\/)/.test(address))).toEqual([]);
    expect(html).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=/);
    const policy = response.headers.get('content-security-policy') ?? '';
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "connect-src 'self'",
      "frame-ancestors 'none'",
    ]) {
      expect(policy.split(';')).toContain(rule);
    }
    expect(policy).not.toMatch(/unsafe|http|\*/);
  });

  it('has the headers of safety, and no cookie', async () => {
    const { headers } = await get(path, browser);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('set-cookie')).toBeNull();
  });
});

describe('the home page', () => {
  it('gives the first call, escaped', async () => {
    const html = await (await get('/')).text();
    expect(instance.firstCall).toContain('&');
    expect(html).toContain('&amp;recipient=10000001700010');
    expect(html).toContain('/v2/open-api.yml');
  });
});

describe('the files of the pages', () => {
  it.each([
    ['/statique/api-entreprise.css', 'text/css'],
    ['/statique/catalogue.js', 'text/javascript'],
    ['/statique/copier.js', 'text/javascript'],
    ['/statique/console.css', 'text/css'],
    ['/statique/console.js', 'text/javascript'],
    ['/statique/console-libelles.js', 'text/javascript'],
    ['/statique/icone.svg', 'image/svg+xml'],
    ['/statique/abonnements.js', 'text/javascript'],
    ['/statique/swagger-ui/swagger-ui.css', 'text/css'],
    ['/statique/swagger-ui/swagger-ui-bundle.js', 'text/javascript'],
  ])('%s is served', async (path, type) => {
    const { status, headers } = await fetch(`${instance.url}${path}`, { method: 'HEAD' });
    expect([status, headers.get('content-type')?.split(';')[0]]).toEqual([200, type]);
    expect(headers.get('cache-control')).toMatch(/^public, max-age=(3600|86400)$/);
  });

  it.each([
    '/statique/',
    '/statique/absent.css',
    '/statique/..%2f..%2fpackage.json',
    '/statique/swagger-ui/package.json',
  ])('%s is not', async (path) => expect((await raw(instance.url, path)).status).toBe(404));
});

describe('an unknown address', () => {
  it('is JSON for a program', async () => {
    const response = await get('/nulle-part');
    expect(response.status).toBe(404);
    expect(response.headers.get('x-error-code')).toBe('00404');
    expect(await response.json()).toEqual({ errors: [expect.stringContaining("n'existe pas")] });
  });

  it('is refused in JSON when it is not well formed', async () => {
    for (const path of ['/%ff', '/documents/%ff']) {
      const { status, headers, body } = await raw(instance.url, path);
      expect([status, headers['x-error-code'], headers['x-content-type-options']]).toEqual([400, '00401', 'nosniff']);
      expect(JSON.parse(body)).toEqual({ errors: [expect.any(String)] });
    }
  });
});

describe('a document', () => {
  it('is handed over to whoever has its address', async () => {
    const url = await keep('pdf', '%PDF-1.7 essai');
    const response = await fetch(url);
    expect(await response.text()).toBe('%PDF-1.7 essai');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': '14',
      'content-disposition': 'attachment; filename="essai.pdf"',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
  });

  it('tells its headers to HEAD, without its bytes', async () => {
    const response = await fetch(await keep('zip', 'PK\u0003\u0004suite'), { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/zip',
      'content-length': '9',
    });
  });

  it.each([
    `/documents/${'0'.repeat(40)}-essai.pdf`,
    '/documents/essai.pdf',
    '/documents/..%2f..%2fetc%2fpasswd',
    '/documents/..%2fjeton-bac-a-sable',
    '/documents/%2e%2e%2f%2e%2e%2fpackage.json',
    '/documents/..',
    `/documents/${'0'.repeat(5000)}`,
    `/documents/${'0'.repeat(40)}-essai.pdf%00.pdf`,
  ])('is unknown at %s, in JSON even for a browser', async (path) => {
    const { status, headers, body } = await raw(instance.url, path, browser);
    expect([status, headers['content-type']]).toEqual([404, 'application/json; charset=utf-8']);
    expect(JSON.parse(body)).toEqual({ errors: [expect.any(String)] });
  });

  it('is gone after its end, before and after the sweep', async () => {
    const url = await keep('pdf', '%PDF-1.7 essai');
    await instance.apie('horloge', 'avancer', '25h');
    for (const method of ['GET', 'HEAD']) expect((await fetch(url, { method })).status).toBe(410);
    expect(await (await fetch(url)).json()).toEqual({ errors: [expect.stringContaining('a expiré')] });
  });
});

describe('a store that fails', () => {
  const name = `${'0'.repeat(40)}-essai.pdf`;
  const cases: [string, DocumentStore['find']][] = [
    ['when looking for it', () => Promise.reject(new Error('EACCES: permission denied, stat /secret/chemin'))],
    ['when opening it', async () => ({ state: 'available', size: 14, open: () => createReadStream('/secret/chemin') })],
  ];

  it.each(cases)('%s answers 500 in JSON, its cause for the log alone', async (_, find) => {
    const logged: unknown[] = [];
    const served = await serve({ ...noDocument, find }, logged);
    try {
      const { status, headers, body } = await raw(served.url, `/documents/${name}`, browser);
      expect([status, headers['x-error-code'], headers['content-disposition']]).toEqual([500, '00500', undefined]);
      expect(JSON.parse(body)).toEqual({ errors: [expect.stringContaining('erreur interne')] });
      expect(headers['content-length']).toBe(String(Buffer.byteLength(body)));
      expect(body).not.toContain('secret');
      expect(logged.map(String).join()).toContain('/secret/chemin');
    } finally {
      await served.close();
    }
  });
});

describe('a page that fails', () => {
  it.each([
    ['a browser', browser, 'text/html; charset=utf-8'],
    ['a program', {}, 'application/json; charset=utf-8'],
  ])('tells %s so, its cause for the log alone', async (_, headers, type) => {
    const logged: unknown[] = [];
    const app = Fastify({ genReqId: () => 'reference-de-la-requete' });
    const logError = (error: unknown) => void logged.push(error);
    await recogniseVisitors(app, { ...access, site, cookie: sessionCookie(access.publicUrl), logError });
    errorPages(app, { hasPages: true, logError });
    app.get('/casse', () => {
      throw new Error('/secret/chemin');
    });
    const { statusCode, headers: sent, body } = await app.inject({ url: '/casse', headers });
    expect([statusCode, sent['content-type']]).toEqual([500, type]);
    expect(body).toContain(type.startsWith('text/html') ? 'reference-de-la-requete' : 'X-Request-Id');
    expect(body).not.toContain('secret');
    expect(logged.map(String)).toEqual(['Error: /secret/chemin']);
  });

  it.each([
    ['a browser', browser, 'Page momentanément indisponible'],
    ['a program', {}, 'réessayez plus tard'],
  ])('for want of the database tells %s to come back (503)', async (_, headers, sentence) => {
    const logged: unknown[] = [];
    const app = Fastify({ genReqId: () => 'reference-de-la-requete' });
    const logError = (error: unknown) => void logged.push(error);
    await recogniseVisitors(app, { ...access, site, cookie: sessionCookie(access.publicUrl), logError });
    errorPages(app, { hasPages: true, logError });
    app.get('/etat', () => {
      throw Object.assign(new Error('connect ECONNREFUSED 10.0.0.9'), { code: 'ECONNREFUSED' });
    });
    const { statusCode, body } = await app.inject({ url: '/etat', headers });
    expect([statusCode, body.includes(sentence), body.includes('10.0.0.9'), logged.length]).toEqual([
      503,
      true,
      false,
      1,
    ]);
  });
});

/** Puts a document among those of the instance, as a provider's would be. */
async function keep(format: DocumentFormat, text: string): Promise<string> {
  const store = createLocalDocumentStore({
    directory: join(instance.varDir, 'documents'),
    publicUrl: instance.url,
    lifeSeconds: 24 * 3600,
    clock: Date,
  });
  const draft = store.begin({ format, label: 'essai' });
  draft.write(Buffer.from(text), () => undefined);
  return (await draft.keep()).url;
}

interface RawAnswer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** A request whose path is sent as it is written: fetch would tidy it. */
function raw(origin: string, path: string, headers: Record<string, string> = {}): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        body += text;
      });
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** Nobody ever logs in. */
const access: PortalAccess = {
  accounts: {
    sessionOf: async () => null,
    login: async () => ({ outcome: 'refused' }),
    logout: async () => undefined,
    sessionsOf: async () => [],
    closeSession: async () => false,
    closeOtherSessions: async () => 0,
    awaitsCode: async () => false,
    passCode: async () => ({ outcome: 'over' }),
    confirm: async () => ({ outcome: 'refused' }),
    confirmCode: async () => ({ outcome: 'refused' }),
    changePassword: async () => ({ outcome: 'refused' }),
  },
  formTokens: createFormTokens(['secret'], Date),
  publicUrl: 'http://127.0.0.1:3000',
  browserOf: () => ({ address: '127.0.0.1', agent: '' }),
};

const noDocument: DocumentStore = {
  begin: () => {
    throw new Error('nothing is kept here');
  },
  find: async () => ({ state: 'unknown' }),
  sweep: async () => 0,
  close: async () => undefined,
};

/** The portal alone, on documents of our choice. */
async function serve(documents: DocumentStore, logged: unknown[]): Promise<{ url: string; close(): Promise<void> }> {
  const portal: Portal = await createPortal({
    pages: [],
    site,
    access,
    documents,
    staticDirectory: places.statics,
    logError: (error) => logged.push(error),
  });
  const server: Server = createServer(portal.listener);
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      await new Promise((resolve) => server.close(resolve));
      await portal.close();
    },
  };
}
