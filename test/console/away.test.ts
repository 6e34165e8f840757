import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgresql } from '../../src/records/databases.fixture.ts';
import { filled, sendConsole, wordsOf } from '../support/console-form.ts';
import { visit } from '../support/http.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';

const SHEET = '/catalogue/entreprises/appel';
const fields = { ...filled, 'appel-siren': '100100015' };

describe('an API that does not answer', () => {
  let mute: Server;
  let instance: TestInstance;
  let behaviour: 'mute' | 'cut' = 'mute';

  beforeAll(async () => {
    mute = createServer((request) => {
      if (behaviour === 'cut') request.socket.destroy();
    });
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const { port } = mute.address() as AddressInfo;
    const environment = { SONDES_URL: `http://127.0.0.1:${port}`, PROVIDER_TIMEOUT_MS: '10' };
    instance = await startTestInstance({ environment });
  }, 60_000);
  afterAll(async () => {
    await instance.stop();
    mute.closeAllConnections();
    mute.close();
  });

  it.each([
    ['mute', 'L’API n’a pas répondu à temps'],
    ['cut', 'L’API n’a pas pu être jointe'],
  ] as const)('%s is told, with the way out, and the values are kept', async (how, said) => {
    behaviour = how;
    const token = await instance.token();
    const answer = await sendConsole(instance.url, SHEET, { ...fields, 'jeton-saisi': token });
    expect(answer.status).toBe(200);
    expect(wordsOf(answer)).toContain(said);
    expect(answer.text).toContain('href="/etat-des-services"');
    expect(answer.text).toMatch(/value="100100015"[^>]*name="appel-siren"/);
    expect(answer.text + instance.logged()).not.toContain('eyJ');
    expect(instance.logged()).toContain('"msg":"portail"');
  });
});

const server = await startPostgresql();

describe.runIf(server !== null)('a portal whose gateway is elsewhere', () => {
  let gateway: TestInstance;
  let portal: TestInstance;

  beforeAll(async () => {
    const common = {
      DATABASE_URL: server?.options.url ?? '',
      JETON_SECRET: 'un-secret-de-test-de-quarante-caracteres!',
    };
    gateway = await startTestInstance({ environment: { ...common, ROLES: 'gateway' } });
    portal = await startTestInstance({ environment: { ...common, ROLES: 'portal', SONDES_URL: gateway.url } });
  }, 90_000);
  afterAll(async () => {
    await portal.stop();
    await server?.stop();
  });

  it('does not lend a token that opens all: it does not know who the gateway speaks with', async () => {
    const { text } = await visit(`${portal.url}/developpeurs/bac-a-sable`, { headers: { Accept: 'text/html' } });
    expect(text).not.toContain('value="essai"');
    const refused = await sendConsole(portal.url, SHEET, { ...fields, jeton: 'essai' });
    expect([refused.status, wordsOf(refused).includes('Donnez un jeton')]).toEqual([422, true]);
  });

  it('calls it for its visitor, under his address', async () => {
    const token = await gateway.token();
    const answer = await sendConsole(portal.url, SHEET, { ...fields, 'jeton-saisi': token }, '127.0.0.4');
    expect(wordsOf(answer)).toContain('200 – Réponse complète');
    const traces = (await gateway.apie('traces', 'exporter')).map((line) => JSON.parse(line));
    expect(traces).toMatchObject([{ endpoint: 'entreprises', statut: 200, adresse: '127.0.0.4' }]);
    expect(portal.logged() + gateway.logged()).not.toContain('eyJ');
  });

  it('says that it is stopped', async () => {
    const token = await portal.token();
    await gateway.stop();
    const answer = await sendConsole(portal.url, SHEET, { ...fields, 'jeton-saisi': token });
    expect(wordsOf(answer)).toContain('L’API n’a pas pu être jointe');
  });
});
