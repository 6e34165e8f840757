import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../../../test/support/instance.ts';

const ID_CLIENT = 'client&inventé';
const heard: string[] = [];
let server: Server;
let instance: TestInstance;
let token: string;
let words = '';

beforeAll(async () => {
  server = createServer((socket: Socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      heard.push(chunk.toString('latin1').split('\r\n', 1)[0] ?? '');
      socket.end(Buffer.from(words, 'latin1'));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : '';
  instance = await startTestInstance({
    environment: { DOUANES_URL: `http://127.0.0.1:${port}`, DOUANES_ID_CLIENT: ID_CLIENT },
  });
  token = await instance.token();
});
afterAll(async () => {
  await instance.stop();
  await new Promise((resolve) => server.close(resolve));
});

/** One answer of the customs, byte for byte: what they write is in ISO-8859-1 when they do not say otherwise. */
function says(status: string, body: string): void {
  words = `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;
}

it.each([
  ['404 Opérateur non trouvé', '{"erreur":{"code":"FONC001","libelle":"EORI inconnu"}}', 404, '16003'],
  ['404 Non trouvé', '', 404, '16003'],
  ['400 Requête erronée', '{"erreur":{"code":"TECH002","libelle":"Format incorrect"}}', 422, '00304'],
  ['400 Requête erronée', '{"erreur":{"libelle":"Format incorrect"}}', 422, '00304'],
  ['400 Requête erronée', '{"erreur":{"code":"TECH001"}}', 502, '16000'],
  ['400 Requête erronée', '<html>', 502, '16000'],
  ['403 Accès refusé', '', 502, '16006'],
  ['500 Erreur générale', '{"erreur":{"code":"TECH001"}}', 502, '16000'],
])('%s, %s: %i', async (status, body, expected, code) => {
  says(status, body);
  const response = await instance.call('/v2/eori_douanes/10010001500013', token);
  expect([response.status, response.headers.get('X-Error-Code')]).toEqual([expected, code]);
});

it('is asked with our identifier of client, which no log tells', async () => {
  says('200 Trouvé', '{"EORI":{"identifiant":"FR10010001500013"}}');
  await instance.call('/v2/eori_douanes/10010001500013', token);
  expect(heard.at(-1)).toBe(`GET /FR10010001500013?idClient=${encodeURIComponent(ID_CLIENT)} HTTP/1.1`);
  expect(instance.logged()).not.toContain('client&');
  expect(instance.logged()).not.toContain('idClient');
});
