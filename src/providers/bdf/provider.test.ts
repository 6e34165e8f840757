import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../../../test/support/instance.ts';
import { readConfig } from '../../platform/config.ts';
import { bdf } from './provider.ts';

const NOTHING = JSON.stringify({ 'code-retour': 204, message: 'Pas de donnees', bilans: null });

const directory = mkdtempSync(join(tmpdir(), 'bdf-'));
const received: { path: string; coding: string }[] = [];
let answer: { headers: Record<string, string>; body: Buffer | string };
const { maintenance } = bdf;
let server: Server;
let instance: TestInstance;
let url: string;

beforeAll(async () => {
  // Not simulated, it would rest in its evening's window, and the test with it.
  Reflect.set(bdf, 'maintenance', []);
  const [theirs, ours, stranger] = await Promise.all([pair('localhost'), pair('passerelle'), pair('intrus')]);
  for (const [name, { cert, private: key }] of Object.entries({ theirs, ours, stranger })) {
    writeFileSync(join(directory, `${name}.pem`), cert);
    writeFileSync(join(directory, `${name}.key`), key, { mode: 0o600 });
  }
  const options = {
    cert: theirs.cert,
    key: theirs.private,
    ca: ours.cert,
    requestCert: true,
    rejectUnauthorized: true,
  };
  server = createServer(options, ({ url = '', headers }, response) => {
    received.push({ path: url, coding: String(headers['accept-encoding']) });
    response.writeHead(200, { 'Content-Type': 'application/json', ...answer.headers }).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `https://localhost:${portOf(server.address())}`;
  instance = await start({ BDF_URL: `${url}/ws/bilans/json` });
});
beforeEach(() => {
  received.length = 0;
  answer = { headers: {}, body: NOTHING };
});
afterAll(async () => {
  Reflect.set(bdf, 'maintenance', maintenance);
  await instance.stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(directory, { recursive: true, force: true });
});

describe('mutual TLS', () => {
  it('presents our certificate, at the address given as it is', async () => {
    expect(await outcome(instance)).toBe('404 17003');
    expect(received).toEqual([{ path: '/ws/bilans/json?siren=100100015', coding: 'gzip' }]);
  });

  it.each([
    ['an address without a path', {}, '404 17003', ['/?siren=100100015']],
    ['our certificate refused', { BDF_CERTIFICAT: at('stranger.pem'), BDF_CLE: at('stranger.key') }, '503 17001', []],
    ['its authority not the one we were given', { BDF_AUTORITE: at('stranger.pem') }, '503 17001', []],
    ['its authority not a public one', { BDF_AUTORITE: '' }, '503 17001', []],
  ])('%s', async (_, changed, expected, paths) => {
    const other = await start({ BDF_URL: url, ...changed });
    try {
      expect(await outcome(other)).toBe(expected);
      expect(received.map(({ path }) => path)).toEqual(paths);
    } finally {
      await other.stop();
    }
  });

  it('refuses to start without its certificate, naming what is missing', () => {
    expect(() => readConfig({ BDF_URL: url }, [bdf])).toThrow(/BDF_CERTIFICAT.*BDF_CLE/);
  });
});

describe('compression', () => {
  const packed = gzipSync(NOTHING);
  const bomb = gzipSync(Buffer.alloc(6_000_000, ' '));
  const broken = Buffer.concat([packed.subarray(0, 12), Buffer.from('ni compressé, ni lisible')]);

  it.each([
    ['declared', { headers: { 'Content-Encoding': 'gzip' }, body: packed }, '404 17003'],
    ['not declared', { headers: {}, body: packed }, '404 17003'],
    ['twice', { headers: { 'Content-Encoding': 'gzip' }, body: gzipSync(packed) }, '404 17003'],
    ['broken: taken as it is, which is not JSON', { headers: {}, body: broken }, '502 17000'],
    ['of a body that is far too large', { headers: {}, body: bomb }, '502 17056'],
  ])('%s', async (_, given, expected) => {
    answer = given;
    expect(await outcome(instance)).toBe(expected);
  });
});

function start(environment: Record<string, string>): Promise<TestInstance> {
  const files = { BDF_CERTIFICAT: at('ours.pem'), BDF_CLE: at('ours.key'), BDF_AUTORITE: at('theirs.pem') };
  return startTestInstance({ environment: { ...files, ...environment } });
}

async function outcome(on: TestInstance): Promise<string> {
  const response = await on.call('/v2/bilans_entreprises_bdf/100100015', await on.token());
  await response.arrayBuffer();
  return `${response.status} ${response.headers.get('X-Error-Code')}`;
}

function pair(name: string) {
  return generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: name }] },
    ],
  });
}

function at(file: string): string {
  return join(directory, file);
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('listening on a TCP port');
  return address.port;
}
