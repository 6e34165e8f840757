import { createConnection } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendBytes, visit } from '../support/http.ts';
import { purpose, startTestInstance, type TestInstance } from '../support/instance.ts';
import { codesOf, expectRefusal } from '../support/refusals.ts';

let instance: TestInstance;
let token: string;
let other: string;
beforeAll(async () => {
  instance = await startTestInstance();
  [token, other] = [await instance.token(), await instance.token()];
});
afterAll(() => instance.stop());

const room = (query: string): string =>
  `${instance.url}/v2/cotisations_msa/10010001500013?${new URLSearchParams(purpose)}&${query}`;

describe('400: two tokens that differ are never guessed between', () => {
  it('refuses the parameter and the header with different tokens', async () => {
    const answer = await visit(room(`token=${other}`), { headers: { Authorization: `Bearer ${token}` } });
    expectRefusal(answer, { status: 400, code: '00401', quota: false });
    expect(answer.text).not.toContain(token);
  });

  it('refuses the parameter given twice with different tokens', async () => {
    expectRefusal(await visit(room(`token=${token}&token=${other}`)), { status: 400, code: '00401', quota: false });
    const detailed = await visit(room(`token=${token}&token=${other}&error_format=json_api`));
    expect(codesOf(detailed)).toEqual(['00401']);
  });

  it('refuses them before anything else about the token is looked at', async () => {
    const answer = await visit(`${instance.url}/v2/cotisations_msa/1?token=a&token=b`);
    expectRefusal(answer, { status: 400, code: '00401', quota: false });
  });

  it('accepts the same token given both ways, or repeated', async () => {
    const both = await visit(room(`token=${token}&token=${token}`), { headers: { Authorization: `Bearer ${token}` } });
    expect(both.status).toBe(200);
  });
});

describe('400: what is not an HTTP request', () => {
  it.each([
    ['no request at all', 'bonjour\r\n\r\n'],
    ['no Host in HTTP/1.1', 'GET /v2/privileges HTTP/1.1\r\n\r\n'],
    ['a Content-Length that is not one', 'GET /v2/privileges HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n'],
    [
      'two ways of giving the length',
      'POST /v2/privileges HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n',
    ],
    ['a lone carriage return', 'GET /v2/privileges HTTP/1.1\rHost: a\r\n\r\n'],
    ['headers beyond 32 kB', `GET /v2/privileges HTTP/1.1\r\nHost: a\r\nX-Long: ${'a'.repeat(40_000)}\r\n\r\n`],
    ['a tunnel', 'CONNECT exemple.invalid:443 HTTP/1.1\r\nHost: exemple.invalid\r\n\r\n'],
  ])('%s', async (_title, bytes) => {
    const [head = '', body = ''] = (await sendBytes(instance.url, bytes)).toString('utf8').split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 400 /);
    expect(head).toMatch(/\r\nX-Request-Id: [0-9a-f-]{36}\r\n/);
    expect(head).toContain('X-Error-Code: 00401');
    expect(JSON.parse(body)).toEqual({ errors: [expect.any(String)] });
  });

  it('outlives a tunnel whose other end resets', async () => {
    for (let turn = 0; turn < 5; turn++) {
      await new Promise<void>((resolve) => {
        const { port } = new URL(instance.url);
        const socket = createConnection(Number(port), '127.0.0.1', () => {
          socket.write('CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n', () => socket.resetAndDestroy());
        });
        socket.on('error', () => undefined).on('close', () => resolve());
      });
    }
    expect((await visit(room(`token=${token}`))).status).toBe(200);
  });

  it('serves the whole-address form of a request line as its path', async () => {
    const line = `GET ${room(`token=${token}`)} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`;
    expect((await sendBytes(instance.url, line)).toString('utf8')).toMatch(/^HTTP\/1\.1 200 /);
  });
});
