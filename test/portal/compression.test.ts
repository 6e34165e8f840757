import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodingFor } from '../../src/portal/shared/compression.ts';
import { askRaw } from '../support/http.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { logIn } from '../support/operator.ts';

let instance: TestInstance;
beforeAll(async () => {
  instance = await startTestInstance();
}, 60_000);
afterAll(() => instance.stop());

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  askRaw(`${instance.url}${path}`, { method, headers: { Accept: 'text/html', ...headers } });
const takes = (encoding: string) => ({ 'Accept-Encoding': encoding });

const undone = { br: brotliDecompressSync, gzip: gunzipSync } as const;
const files = ['/statique/dsfr/dsfr.min.css', '/statique/api-entreprise.css', '/statique/catalogue.js'];
const same = ['/faq', '/plan-du-site', '/catalogue.json', '/incidents.json', '/statistiques.csv', ...files];

describe.each(['br', 'gzip'] as const)('%s', (encoding) => {
  it.each(same)('of %s is the same text, and lighter', async (path) => {
    const whole = await ask(path);
    const { headers, body } = await ask(path, takes(encoding));
    const isShort = whole.body.length < 1024 && !files.includes(path);
    expect(headers['content-encoding']).toBe(isShort ? undefined : encoding);
    expect(headers['vary']).toContain('Accept-Encoding');
    expect(Number(headers['content-length'])).toBe(body.length);
    const text = isShort ? body : undone[encoding](body);
    expect(text.toString('utf8')).toBe(whole.body.toString('utf8'));
    if (!isShort) expect(body.length).toBeLessThan(whole.body.length);
  });

  it('is said of a page that is not there too', async () => {
    const { status, headers, body } = await ask('/nulle-part', takes(encoding));
    expect([status, headers['content-encoding']]).toEqual([404, encoding]);
    expect(undone[encoding](body).toString('utf8')).toContain('Page introuvable');
  });

  it('of an answer to HEAD is what GET would say', async () => {
    for (const path of ['/plan-du-site', ...files]) {
      const [head, got] = [await ask(path, takes(encoding), 'HEAD'), await ask(path, takes(encoding))];
      expect(head.body).toHaveLength(0);
      for (const name of ['content-encoding', 'etag', 'vary'] as const)
        expect([name, head.headers[name]]).toEqual([name, got.headers[name]]);
    }
  });
});

it('the style sheet of the design system weighs less than 80 kB', async () => {
  expect((await ask('/statique/dsfr/dsfr.min.css', takes('br'))).body.length).toBeLessThan(80_000);
  expect((await ask('/statique/dsfr/dsfr.min.css', takes('gzip'))).body.length).toBeLessThan(100_000);
});

it.each([...files, '/catalogue.json'])('%s is not sent again to who has it, in any encoding', async (path) => {
  for (const encoding of ['br', 'gzip', 'identity']) {
    const { headers } = await ask(path, takes(encoding));
    const again = await ask(path, { ...takes(encoding), 'If-None-Match': String(headers['etag']) });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  }
  expect((await ask(path, { 'If-None-Match': '"autre"' })).status).toBe(200);
});

describe('is left as it is', () => {
  it('what the API and its status answer', async () => {
    for (const path of ['/v2/open-api.yml', '/v2/open-api.json', '/watchdoge/dashboard/current_status']) {
      expect((await ask(path, takes('br, gzip'))).headers['content-encoding']).toBeUndefined();
    }
  });

  it('a document handed over', async () => {
    const answer = await instance.call('/v2/attestations_fiscales_dgfip/100100015', await instance.token());
    const { url }: { url: string } = JSON.parse(await answer.text());
    const { headers, body } = await ask(new URL(url).pathname, takes('br, gzip'));
    expect([headers['content-encoding'], body.subarray(0, 4).toString()]).toEqual([undefined, '%PDF']);
  });

  it('any page of who is logged in, and what stands at a secret address', async () => {
    const { cookie } = await logIn(instance);
    for (const path of ['/compte', '/faq', '/administration'])
      expect((await ask(path, { ...takes('br'), Cookie: cookie })).headers['content-encoding']).toBeUndefined();
    const secret = await ask('/abonnements/preferences/inconnue', takes('br'));
    expect([secret.headers['cache-control'], secret.headers['content-encoding']]).toEqual(['no-store', undefined]);
  });

  it('what is too short to gain', async () => {
    expect((await ask('/health', takes('br'))).headers['content-encoding']).toBeUndefined();
  });
});

it('the token of a form is never twice the same: the length of a compressed page tells nothing of it', async () => {
  const tokens = await Promise.all(
    [1, 2, 3].map(async () => /name="_csrf" value="([^"]+)"/.exec((await ask('/connexion')).body.toString())?.[1]),
  );
  expect(new Set(tokens).size).toBe(3);
  expect(tokens).not.toContain(undefined);
});

it.each([
  [undefined, null],
  ['', null],
  ['identity', null],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['br;q=0.5, gzip;q=1.0', 'gzip'],
  ['BR;Q=0, gzip;q=0', null],
  ['*', 'br'],
  ['br;q=0, *;q=0.1', 'gzip'],
  ['deflate', null],
  ['br;q=non', null],
])('who takes %j is given %j', (accepted, expected) => {
  expect(encodingFor(accepted)).toBe(expected);
});
