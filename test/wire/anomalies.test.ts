import type { Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { generate } from 'selfsigned';
import { Type } from 'typebox';
import { afterEach, describe, expect, it } from 'vitest';
import { jsonReader } from '../../src/core/provider-answer.ts';
import { freePort } from '../../src/records/databases.fixture.ts';
import { eventually } from '../support/http.ts';
import {
  announces,
  errandOf,
  failureOf,
  identity,
  type NastyProvider,
  nastyProvider,
  openWire,
  says,
} from './provider.ts';

const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

const read = jsonReader(identity, Type.Object({ a: Type.Number() }));

async function provider(treat: Parameters<typeof nastyProvider>[0]): Promise<NastyProvider> {
  const opened = await nastyProvider(treat);
  closings.push(opened.close);
  return opened;
}

function ask(url: string, errand = errandOf()) {
  const wire = openWire();
  closings.push(wire.close);
  return wire.ask(errand, { method: 'GET', url }, read).finally(() => errand.deadline.close());
}

const unavailable = { status: 503, code: '42001', retryAfter: null };
const unusable = { status: 502, code: '42000', retryAfter: null };
const late = { status: 504, code: '42002', retryAfter: null };

describe('a provider that cannot be reached is 503', () => {
  it('refused', async () => {
    expect(await failureOf(ask(`http://127.0.0.1:${await freePort()}/`))).toEqual(unavailable);
  });

  it('reset or closed before a byte of answer', async () => {
    for (const treat of [(socket: Socket) => socket.resetAndDestroy(), (socket: Socket) => socket.end()]) {
      expect(await failureOf(ask((await provider(treat)).url))).toEqual(unavailable);
    }
  });

  it('a name that does not exist', async () => {
    expect(await failureOf(ask('http://inconnu.invalid/', errandOf(5000)))).toEqual({ ...unavailable, code: '42004' });
  });

  it('a certificate that no one vouches for', async () => {
    const { cert, private: key } = await generate([{ name: 'commonName', value: '127.0.0.1' }]);
    const server = await nastyProvider(says('200 OK', '{"a":1}'), createTlsServer({ cert, key }));
    closings.push(server.close);
    expect(await failureOf(ask(server.url.replace('http:', 'https:')))).toEqual(unavailable);
  });

  it('TLS asked of a server that speaks plain text', async () => {
    const { url } = await provider(says('200 OK', '{"a":1}'));
    expect(await failureOf(ask(url.replace('http:', 'https:')))).toEqual(unavailable);
  });

  it('its own 503 and 429, with the delay it gives in either form', async () => {
    const inTwoMinutes = new Date(Date.now() + 120_000).toUTCString();
    const bare = (status: string) => provider(says(status, ''));
    expect(await failureOf(ask((await bare('503 Non')).url))).toEqual(unavailable);
    expect(await failureOf(ask((await bare('429 Non')).url))).toEqual({ ...unavailable, code: '42008' });
    for (const given of ['120', inTwoMinutes]) {
      const { url } = await provider(says('503 Non', '', [`Retry-After: ${given}`]));
      const { retryAfter } = await failureOf(ask(url));
      expect(retryAfter).toBeGreaterThanOrEqual(119);
      expect(retryAfter).toBeLessThanOrEqual(120);
    }
    for (const given of ['0', '-5', 'demain', '1e9', new Date(0).toUTCString()]) {
      const { url } = await provider(says('429 Non', '', [`Retry-After: ${given}`]));
      expect(await failureOf(ask(url)), given).toEqual({ ...unavailable, code: '42008' });
    }
  });
});

describe('a provider that takes too long is 504', () => {
  it('never accepts the TLS handshake, never answers, stops after the headers, or drips', async () => {
    const drip = (socket: Socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{');
      const timer = setInterval(() => socket.write(' '), 20);
      socket.on('close', () => clearInterval(timer));
    };
    const headersOnly = (socket: Socket) => void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n');
    const mute = await provider(() => undefined);
    for (const url of [
      mute.url,
      mute.url.replace('http:', 'https:'),
      (await provider(headersOnly)).url,
      (await provider(drip)).url,
    ]) {
      const start = performance.now();
      expect(await failureOf(ask(url))).toEqual(late);
      expect(performance.now() - start).toBeLessThan(900);
    }
  });

  it('whatever is left of the deadline: legs share it', async () => {
    const slow = await provider((socket) => void setTimeout(() => says('200 OK', '{"a":1}')(socket), 200));
    const wire = openWire();
    closings.push(wire.close);
    const errand = errandOf(300);
    const start = performance.now();
    expect(await wire.ask(errand, { method: 'GET', url: slow.url }, read)).toEqual({ a: 1 });
    expect(await failureOf(wire.ask(errand, { method: 'GET', url: slow.url }, read))).toEqual(late);
    expect(await failureOf(wire.ask(errand, { method: 'GET', url: slow.url }, read))).toEqual(late);
    expect(performance.now() - start).toBeLessThan(600);
  });

  it('is let go of when the call has its answer: nothing is left open', async () => {
    let asked = false;
    const mute = await provider(() => {
      asked = true;
    });
    const wire = openWire();
    closings.push(wire.close);
    const errand = errandOf(5000);
    const leg = failureOf(wire.ask(errand, { method: 'GET', url: mute.url }, read));
    await eventually(() => asked);
    errand.deadline.close();
    expect(await leg).toEqual(late);
    expect(await failureOf(wire.ask(errand, { method: 'GET', url: mute.url }, read))).toEqual(late);
    await eventually(() => mute.connections() === 0);
  });
});

describe('a provider that answers something unusable is 502', () => {
  it.each<[string, ReturnType<typeof says>, string]>([
    ['500', says('500 Non', '{"a":1}'), '42000'],
    ['302', says('302 Ailleurs', '', ['Location: /']), '42000'],
    ['401', says('401 Non', ''), '42000'],
    ['204', (socket) => void socket.end('HTTP/1.1 204 Rien\r\n\r\n'), '42000'],
    ['cut in the middle', (socket) => void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"a"'), '42000'],
    [
      'reset in the middle',
      (socket) =>
        void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"a"', () =>
          setTimeout(() => socket.resetAndDestroy(), 20),
        ),
      '42000',
    ],
    [
      'cut in the middle of a chunk',
      (socket) => void socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{"a"'),
      '42000',
    ],
    ['not HTTP', (socket) => void socket.end('bonjour, ceci n’est pas du HTTP\r\n\r\n'), '42000'],
    [
      'headers that do not end',
      (socket) => void socket.end(`HTTP/1.1 200 OK\r\nX: ${'a'.repeat(100_000)}\r\n\r\n`),
      '42000',
    ],
    ['empty', says('200 OK', ''), '42000'],
    ['not JSON', says('200 OK', '<html></html>'), '42000'],
    ['another shape', says('200 OK', '{"a":"1"}'), '42000'],
    ['not UTF-8', says('200 OK', Buffer.from([0x7b, 0x22, 0xe9, 0x22, 0x3a, 0x31, 0x7d])), '42000'],
    ['too large, announced', says('200 OK', Buffer.alloc(200_000, 32)), '42056'],
    ['too large, announced, of which nothing comes', announces(200_000), '42056'],
    ['too large, announced by a refusal', announces(200_000, '500 Non'), '42056'],
    [
      'too large, in chunks',
      (socket) =>
        void socket.end(
          `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${'ffff\r\n'.concat(' '.repeat(0xffff), '\r\n').repeat(3)}0\r\n\r\n`,
        ),
      '42056',
    ],
    ['not gzip', says('200 OK', '{"a":1}', ['Content-Encoding: gzip']), '42000'],
    ['a gzip bomb', says('200 OK', gzipSync(Buffer.alloc(20_000_000, 32)), ['Content-Encoding: gzip']), '42056'],
    ['a 100 that nobody asked for', (socket) => void socket.end('HTTP/1.1 100 Continue\r\n\r\n'), '42000'],
    [
      'upgraded',
      (socket) => void socket.end('HTTP/1.1 101 Autre\r\nUpgrade: b\r\nConnection: Upgrade\r\n\r\n'),
      '42000',
    ],
  ])('%s', async (_title, treat, code) => {
    expect(await failureOf(ask((await provider(treat)).url))).toEqual({ ...unusable, code });
  });

  it('but 404 is 404', async () => {
    expect(await failureOf(ask((await provider(says('404 Non', 'absent'))).url))).toMatchObject({
      status: 404,
      code: '42003',
    });
  });

  it('and what is well said passes: compressed, Latin-1, with a mark', async () => {
    for (const treat of [
      says('200 OK', gzipSync('{"a":1}'), ['Content-Encoding: gzip']),
      says('200 OK', Buffer.from('{"a":1,"b":"\u00e9"}', 'latin1'), [
        'Content-Type: application/json;charset=ISO-8859-1',
      ]),
      says('200 OK', '\ufeff{"a":1}'),
    ]) {
      const errand = errandOf();
      expect(await ask((await provider(treat)).url, errand)).toMatchObject({ a: 1 });
      expect(errand.statuses).toEqual([200]);
    }
  });
});

describe('the wire itself', () => {
  it('leaves neither socket nor timer behind, after good and bad answers', async () => {
    const count = () =>
      process.getActiveResourcesInfo().filter((name) => name === 'Timeout' || name === 'TCPSocketWrap').length;
    const before = count();
    for (const treat of [
      says('200 OK', '{"a":1}'),
      says('500 Non', ''),
      (socket: Socket) => socket.resetAndDestroy(),
      () => undefined,
    ]) {
      const { url, close } = await nastyProvider(treat);
      const wire = openWire();
      const errands = Array.from({ length: 20 }, () => errandOf(100));
      await Promise.all(errands.map((errand) => wire.ask(errand, { method: 'GET', url }, read).catch(() => undefined)));
      for (const { deadline } of errands) deadline.close();
      await wire.close();
      await close();
    }
    await eventually(() => count() <= before);
  });
});
