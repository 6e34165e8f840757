import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer } from 'node:tls';
import { generate } from 'selfsigned';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../records/databases.fixture.ts';
import { certificateFileEnd, serverCertificateEnd } from './certificates.ts';
import { jwtEnd } from './jwt-end.ts';

const DAY_MS = 86_400_000;
const NOW = Math.floor(Date.now() / 1000) * 1000;
const inDays = (days: number): Date => new Date(NOW + days * DAY_MS);

const pair = (days: number) =>
  generate([{ name: 'commonName', value: 'localhost' }], {
    notBeforeDate: inDays(days - 400),
    notAfterDate: inDays(days),
    keySize: 2048,
  });

const servers: Server[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) await new Promise((done) => server.close(done));
});

async function listening(server: Server): Promise<string> {
  servers.push(server);
  const port = await freePort();
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  return `https://127.0.0.1:${port}/chemin?a=b`;
}

describe('the end of a certificate in a file', () => {
  it('is the earliest of its chain', async () => {
    const [leaf, authority] = [await pair(20), await pair(9)];
    expect(certificateFileEnd(leaf.cert)).toEqual(inDays(20));
    expect(certificateFileEnd(`${leaf.cert}\n${authority.cert}`)).toEqual(inDays(9));
  });

  it('is unknown of a key, of a text, of a whole list of authorities', async () => {
    const { cert, private: key } = await pair(20);
    expect([certificateFileEnd(key), certificateFileEnd('rien'), certificateFileEnd(cert.repeat(6))]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('the end of the certificate of a server', () => {
  it.each([20, -3])('is read %i days from now, without being trusted', async (days) => {
    const { cert, private: key } = await pair(days);
    const url = await listening(createServer({ cert, key }));
    expect(await serverCertificateEnd(url, { timeoutMs: 5000 })).toEqual(inDays(days));
  });

  it('is read of a server that wants to know us', async () => {
    const { cert, private: key } = await pair(50);
    const server = createServer({
      cert,
      key,
      requestCert: true,
      rejectUnauthorized: true,
      ca: [cert],
      maxVersion: 'TLSv1.2',
    });
    const url = await listening(server);
    const own = { cert: Buffer.from(cert), key: Buffer.from(key) };
    expect(await serverCertificateEnd(url, { timeoutMs: 5000, ...own })).toEqual(inDays(50));
  });

  it('is unknown of one that refuses, hangs up, or says nothing', async () => {
    const refused = `https://127.0.0.1:${await freePort()}`;
    const hangs = await listening(createTcpServer((socket) => socket.destroy()));
    const silent = await listening(createTcpServer((socket) => sockets.push(socket.on('error', () => undefined))));
    for (const url of [refused, hangs, silent])
      await expect(serverCertificateEnd(url, { timeoutMs: 200 })).rejects.toThrow();
  });
});

describe('the end of a JWT', () => {
  const jwt = (claims: object): string =>
    [{ alg: 'HS256' }, claims, 'signature']
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');

  it('is its claim exp, signed by whoever it is', () => {
    const end = new Date('2027-03-01T12:00:00Z');
    expect(jwtEnd(jwt({ exp: end.getTime() / 1000 }))).toEqual(end);
    expect(jwtEnd(`Bearer ${jwt({ exp: end.getTime() / 1000 })}\n`)).toEqual(end);
  });

  it.each([
    '',
    'mot.de.passe',
    'bac-a-sable',
    jwt({}),
    jwt({ exp: '2027' }),
    jwt({ exp: 1e300 }),
    'e30.W10.c2ln',
    'a.b',
  ])('is unknown of %j', (text) => expect(jwtEnd(text)).toBeNull());
});
