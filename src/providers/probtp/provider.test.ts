import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestInstance } from '../../../test/support/instance.ts';
import { ConfigurationError, readConfig } from '../../platform/config.ts';
import { probtp } from './provider.ts';

interface Pair {
  readonly cert: string;
  readonly key: string;
}

const ANSWER = { entete: { code: '0' }, corps: '00 Compte éligible pour attestation de cotisation' };

const directory = mkdtempSync(join(tmpdir(), 'probtp-'));
const received: { client: string; path: string; body: string }[] = [];
let server: Server;
let url: string;

beforeAll(async () => {
  const [theirs, ours, stranger] = await Promise.all([
    authority('leur autorite'),
    authority('notre autorite'),
    authority('une inconnue'),
  ]);
  const [served, client, intruder] = await Promise.all([
    signedBy(theirs, 'localhost'),
    signedBy(ours, 'passerelle'),
    signedBy(stranger, 'passerelle'),
  ]);
  save('autorite.pem', theirs.cert);
  save('autre-autorite.pem', stranger.cert);
  savePair('client', client);
  savePair('intrus', intruder);
  server = createServer({ ...served, ca: ours.cert, requestCert: true, rejectUnauthorized: true });
  server.on('request', (request, response) => {
    const socket = peerOf(request.socket);
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      received.push({ client: String(socket.getPeerCertificate().subject.CN), path: request.url ?? '', body });
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(ANSWER));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `https://localhost:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(directory, { recursive: true, force: true });
});

describe('mutual TLS', () => {
  it('presents our certificate to a server whose authority we know', async () => {
    const { status, body } = await callWith({ pair: 'client', authority: 'autorite.pem' });
    expect([status, body]).toEqual([200, { eligible: true, message: ANSWER.corps }]);
    expect(received).toEqual([
      {
        client: 'passerelle',
        path: '/ws_ext/rest/certauth/mpsservices/getStatutCotisation',
        body: '{"corps":"10010001500013"}',
      },
    ]);
  });

  it.each([
    ['our certificate is refused', { pair: 'intrus', authority: 'autorite.pem' }],
    ['its authority is not the one we were given', { pair: 'client', authority: 'autre-autorite.pem' }],
    ['its authority is not a public one', { pair: 'client', authority: '' }],
  ])('is 503 when %s', async (_, files) => {
    const before = received.length;
    const { status, code } = await callWith(files);
    expect([status, code]).toEqual([503, '09001']);
    expect(received.length).toBe(before);
  });
});

describe('configuration', () => {
  it('refuses an https address without its certificate, naming what is missing', () => {
    expect(() => readConfig({ PROBTP_URL: url }, [probtp])).toThrow(/PROBTP_CERTIFICAT.*PROBTP_CLE/);
    expect(() => readConfig({ PROBTP_URL: url }, [probtp])).not.toThrow(/PROBTP_AUTORITE/);
  });

  it('refuses a file that cannot be read', () => {
    const environment = { ...files('client'), PROBTP_URL: url, PROBTP_AUTORITE: join(directory, 'absent.pem') };
    expect(() => readConfig(environment, [probtp])).toThrow(ConfigurationError);
  });

  it('asks no certificate of an http address, where something else carries the TLS', () => {
    const { providers } = readConfig({ PROBTP_URL: 'http://127.0.0.1:1' }, [probtp]);
    expect(providers.get('probtp')).toMatchObject({ simulated: false, values: { certificat: '', cle: '' } });
  });

  it('keeps the paths as they are', () => {
    const { providers } = readConfig({ ...files('client'), PROBTP_URL: url }, [probtp]);
    expect(providers.get('probtp')?.values).toMatchObject({ certificat: join(directory, 'client.pem'), autorite: '' });
  });
});

async function callWith({ pair, authority }: { pair: string; authority: string }) {
  const trust = authority === '' ? {} : { PROBTP_AUTORITE: join(directory, authority) };
  const instance = await startTestInstance({ environment: { ...files(pair), ...trust, PROBTP_URL: url } });
  try {
    const path = '/v2/eligibilites_cotisation_retraite_probtp/10010001500013';
    const response = await instance.call(path, await instance.token('probtp'));
    const body: unknown = await response.json();
    return { status: response.status, code: response.headers.get('x-error-code'), body };
  } finally {
    await instance.stop();
  }
}

function files(pair: string): Record<string, string> {
  return {
    PROBTP_CERTIFICAT: join(directory, `${pair}.pem`),
    PROBTP_CLE: join(directory, `${pair}.key`),
  };
}

async function authority(name: string): Promise<Pair> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { cert, key };
}

async function signedBy(ca: Pair, name: string): Promise<Pair> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ca,
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true, clientAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: name }] },
    ],
  });
  return { cert, key };
}

function savePair(name: string, { cert, key }: Pair): void {
  save(`${name}.pem`, cert);
  save(`${name}.key`, key);
}

function save(name: string, content: string): void {
  writeFileSync(join(directory, name), content, { mode: 0o600 });
}

/** An HTTPS server's requests come on TLS sockets. */
function peerOf(socket: object): TLSSocket {
  return socket as TLSSocket;
}
