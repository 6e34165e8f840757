import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { getJson } from './json-call.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** The address of a server that answers so. */
async function answering(listener: RequestListener): Promise<string> {
  const opened = createServer(listener);
  server = opened;
  await new Promise<void>((resolve) => opened.listen(0, '127.0.0.1', resolve));
  const { port } = opened.address() as AddressInfo;
  return `http://127.0.0.1:${port}/`;
}

const options = { authorization: 'Bearer essai', timeoutMs: 2000 };

describe('a call to our own door', () => {
  it('gives the status and the body, whatever the status', async () => {
    const url = await answering((request, response) => {
      response.writeHead(451).end(JSON.stringify({ vu: request.headers.authorization }));
    });
    expect(await getJson(url, options)).toEqual({ status: 451, body: { vu: 'Bearer essai' } });
  });

  it('follows no redirection', async () => {
    const url = await answering((_request, response) => {
      response.writeHead(301, { Location: 'http://ailleurs.example/' }).end('{"siret":"1"}');
    });
    expect(await getJson(url, options)).toEqual({ status: 301, body: { siret: '1' } });
  });

  it.each<[string, RequestListener]>([
    ['never ends', (_request, response) => response.write('{')],
    ['never begins', () => undefined],
    [
      'is cut',
      (_request, response) => response.writeHead(200, { 'Content-Length': '9' }).write('{', () => response.destroy()),
    ],
    ['is not JSON', (_request, response) => response.end('<html>')],
    ['is too long', (_request, response) => response.end(`"${'a'.repeat(1_000_001)}"`)],
  ])('rejects an answer that %s', async (_, listener) => {
    await expect(getJson(await answering(listener), { ...options, timeoutMs: 200 })).rejects.toThrow();
  });
});
