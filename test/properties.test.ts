import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statusOfKind } from '../src/core/failure-kind.ts';
import { decode, parseQuery } from '../src/gateway/query.ts';
import { sendBytes, visit } from './support/http.ts';
import { purpose, startTestInstance, type TestInstance } from './support/instance.ts';
import { limitsFile } from './support/limits.ts';

let instance: TestInstance;
let token: string;
beforeAll(async () => {
  instance = await startTestInstance({
    environment: { LIMITS_FILE: limitsFile({ json: 1_000_000, plafond: 1_000_000 }), PROVIDER_TIMEOUT_MS: '1000' },
  });
  token = await instance.token();
});
afterAll(() => instance.stop());

const room = (): string => `/v2/cotisations_msa/10010001500013?${new URLSearchParams(purpose)}`;
const ordinary = () => visit(`${instance.url}${room()}`, { headers: { Authorization: `Bearer ${token}` } });

/** Statuses of the table, and those of an answer that has its data. */
const table = new Set<number>([...Object.values(statusOfKind), 200, 206]);
table.delete(500);

/** Every answer of a connection is one of the table, in JSON; an empty connection is an answer too. */
function expectOfTheTable(bytes: Buffer, api: boolean): void {
  const text = bytes.toString('latin1');
  if (text === '') return;
  const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map((match) => Number(match[1]));
  expect(statuses.length).toBeGreaterThan(0);
  for (const status of statuses) expect(status).not.toBe(500);
  const [head = '', body = ''] = text.split('\r\n\r\n');
  expect(head).toMatch(/^HTTP\/1\.1 /);
  expect(head.toLowerCase()).toContain('\r\nx-request-id: ');
  if (!api) return;
  expect(table.has(statuses[0] ?? 0), head).toBe(true);
  expect(head).toContain('Content-Type: application/json; charset=utf-8');
  if (statuses.length === 1 && body !== '') JSON.parse(Buffer.from(body, 'latin1').toString('utf8'));
}

const bytes = (maxLength: number) => fc.uint8Array({ maxLength }).map((array) => Buffer.from(array).toString('latin1'));
/** What fits in a request line or a header: no line end. */
const line = (maxLength: number) => bytes(maxLength).map((text) => text.replaceAll(/[\r\n]/g, ''));
const word = (maxLength: number) => line(maxLength).map((text) => text.replaceAll(' ', ''));
const nasty = fc.constantFrom(
  '%',
  '%E',
  '%E9',
  '%00',
  '%C3%A9',
  '\u00e9',
  '+',
  '&&',
  '=',
  '%2F',
  '..',
  '?',
  '#',
  ';',
  '\\',
  "'",
  '😀',
);
const names = fc.constantFrom(
  'token',
  'context',
  'recipient',
  'object',
  'user_id',
  'error_format',
  'non_diffusables',
  '',
  'x',
);
const value = fc.oneof(word(40), nasty, fc.constantFrom('', '10000001700010', 'json_api', 'a'.repeat(5000)));
const query = fc
  .array(fc.tuple(names, value), { maxLength: 8 })
  .map((pairs) => pairs.map(([name, text]) => `${name}=${text}`).join('&'));
const path = fc.oneof(
  fc
    .tuple(fc.constantFrom('/v2/cotisations_msa/', '/v2/privileges', '/v2/', '/watchdoge/'), fc.oneof(word(30), nasty))
    .map((parts) => parts.join('')),
  fc.constantFrom(
    '/v2',
    '*',
    '/',
    '//',
    '/v2/cotisations_msa/10010001500013',
    'http://a/v2/privileges',
    'http://',
    '/documents/%',
    '/health',
  ),
  word(60).map((text) => `/${text}`),
);
const method = fc.constantFrom('GET', 'HEAD', 'POST', 'OPTIONS', 'CONNECT', 'PUT', 'TRACE', 'BREW', 'get', '');
const header = fc.oneof(
  fc.constantFrom(
    'Expect: 100-continue',
    'Expect: autre-chose',
    'Upgrade: websocket\r\nConnection: Upgrade',
    'Content-Length: 10',
    'Content-Length: -1',
    'Content-Length: 99999999999999999999',
    'Transfer-Encoding: chunked',
    'Transfer-Encoding: chunked\r\nContent-Length: 5',
    'Host: b',
    'Authorization: Bearer',
    'Authorization: Basic YTpi',
    'X-Forwarded-For: ,,%',
    ' suite',
    'Sans deux points',
  ),
  line(80).map((text) => `X-Essai: ${text}`),
  line(80).map((text) => `Authorization: Bearer ${text}`),
);
const requestText = fc
  .record({
    method,
    path,
    query,
    headers: fc.array(header, { maxLength: 5 }),
    host: fc.boolean(),
    mine: fc.boolean(),
    body: bytes(40),
  })
  .map(({ method, path, query, headers, host, mine, body }) => {
    const lines = [
      ...(host ? ['Host: a', 'Connection: close'] : []),
      ...(mine ? [`Authorization: Bearer ${token}`] : []),
      ...headers,
    ];
    return `${method} ${path}?${query} HTTP/1.1\r\n${lines.map((text) => `${text}\r\n`).join('')}\r\n${body}`;
  });

/** Several at once: an instance that hangs on one answers none. */
async function runAll(texts: readonly string[]): Promise<Buffer[]> {
  return Promise.all(texts.map((text) => sendBytes(instance.url, text)));
}

describe('whatever is sent', () => {
  const batch = (text: fc.Arbitrary<string>) => fc.array(text, { minLength: 24, maxLength: 24 });
  const isApi = (text: string): boolean => /^[A-Z]+ \/(v2|watchdoge)[/?]/.test(text);

  it('as a request gives an answer of the table or a closed connection', async () => {
    await fc.assert(
      fc.asyncProperty(batch(requestText), async (texts) => {
        const answers = await runAll(texts);
        for (const [index, answer] of answers.entries()) expectOfTheTable(answer, isApi(texts[index] ?? ''));
        expect((await ordinary()).status).toBe(200);
      }),
      { numRuns: 8 },
    );
  });

  it('as bytes gives the same', async () => {
    await fc.assert(
      fc.asyncProperty(batch(bytes(400)), async (texts) => {
        for (const answer of await runAll(texts)) expectOfTheTable(answer, false);
        expect((await ordinary()).status).toBe(200);
      }),
      { numRuns: 4 },
    );
  });

  it('in a chain of requests is answered in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(200, 404, 401), { minLength: 2, maxLength: 8 }), async (wanted) => {
        const lines: Record<number, string> = {
          200: `GET ${room()}&token=${token} HTTP/1.1\r\nHost: a\r\n`,
          404: 'GET /v2/inconnu/1 HTTP/1.1\r\nHost: a\r\n',
          401: `GET ${room()} HTTP/1.1\r\nHost: a\r\n`,
        };
        const text = wanted.map(
          (status, index) => `${lines[status]}${index === wanted.length - 1 ? 'Connection: close\r\n' : ''}\r\n`,
        );
        const answer = (await sendBytes(instance.url, text.join(''))).toString('latin1');
        expect([...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map((match) => Number(match[1]))).toEqual(wanted);
      }),
      { numRuns: 10 },
    );
  });

  it('as identifier, traceability or token never asks more than 422, 401 or 429', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.string({ unit: 'binary', maxLength: 60 }),
        async (id, text) => {
          const parameters = new URLSearchParams({ context: text, recipient: text, object: text, user_id: text });
          const url = `${instance.url}/v2/cotisations_msa/${encodeURIComponent(id)}?${parameters}`;
          const answer = await visit(url, { headers: { Authorization: `Bearer ${token}` } });
          expect([404, 422]).toContain(answer.status);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a query', () => {
  it('is read whatever its bytes', () => {
    fc.assert(
      fc.property(fc.oneof(bytes(300), fc.string({ unit: 'binary' })), (raw) => {
        const { parameters } = parseQuery(raw);
        for (const [name, text] of parameters) expect([typeof name, typeof text]).toEqual(['string', 'string']);
        decode(raw);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives back what a browser has encoded, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme' }))),
        (pairs) => {
          const { parameters } = parseQuery(new URLSearchParams(pairs).toString());
          expect(Object.fromEntries(parameters)).toEqual(Object.fromEntries(pairs));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is read as Latin-1 when it is not UTF-8', () => {
    for (const raw of ['%E9', '\u00e9', '%C3%A9', '\u00c3\u00a9']) expect(decode(raw)).toBe('é');
    expect(decode('March%E9s+publics')).toBe('Marchés publics');
    expect(decode('100%')).toBe('100%');
  });

  it('takes a time that grows with its length alone', () => {
    const durationOf = (raw: string): number => {
      const start = performance.now();
      parseQuery(raw);
      return performance.now() - start;
    };
    for (const unit of ['&', 'a&', '%', '=&', '%E9=%'])
      expect(durationOf(unit.repeat(32_000 / unit.length))).toBeLessThan(100);
  });
});

describe('accents', () => {
  it('sent as bare bytes are not HTTP: 400, in either encoding', async () => {
    for (const bare of ['\u00e9', '\u00c3\u00a9']) {
      const answer = await sendBytes(instance.url, `GET /v2/privileges?context=${bare} HTTP/1.1\r\nHost: a\r\n\r\n`);
      expect(answer.toString('latin1')).toMatch(/^HTTP\/1\.1 400 /);
    }
  });

  it('are kept in the trace, whichever way they were encoded', async () => {
    const expected: string[] = [];
    for (const encoded of ['%C3%A9t%C3%A9', '%E9t%E9', '%e9t%E9']) {
      const query = `context=${encoded}&recipient=10000001700010&object=accents&token=${token}`;
      const bytesBack = await sendBytes(
        instance.url,
        `GET /v2/cotisations_msa/10010001500013?${query} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
      );
      expect(bytesBack.toString('latin1')).toMatch(/^HTTP\/1\.1 200 /);
      expected.push('été');
    }
    const traces = (await instance.apie('traces', 'exporter')).map((text): unknown => JSON.parse(text));
    const contexts = traces.flatMap((trace) =>
      typeof trace === 'object' &&
      trace !== null &&
      'object' in trace &&
      trace.object === 'accents' &&
      'context' in trace
        ? [trace.context]
        : [],
    );
    expect(contexts).toEqual(expected);
  });
});
