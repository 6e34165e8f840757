import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../../../test/support/instance.ts';
import { linesOfPdf } from '../../../test/support/pdf.ts';
import { ConfigurationError, readConfig } from '../../platform/config.ts';
import type { SimulatedRequest } from '../../simulator/simulation.ts';
import { rna } from './provider.ts';

const KEY = 'cle-inventee';
const SERVICE = '/apim/api-asso-partenaires/api';

describe('the dialect of 2022', () => {
  const heard: SimulatedRequest[] = [];
  let instance: TestInstance;
  let token: string;

  beforeAll(async () => {
    instance = await startTestInstance({ environment: { RNA_DIALECTE: '2022', RNA_CLE: KEY } });
    token = await instance.token();
    speak(() => null);
  });
  afterAll(() => instance.stop());

  function speak(reply: (request: SimulatedRequest) => { status: number; body?: string } | null): void {
    const provider = instance.simulator.provider('rna');
    if (provider === undefined) throw new Error('rna is simulated');
    provider.intercept = (request) => {
      heard.push(request);
      return reply(request);
    };
  }

  it('serves associations, its key in a header and nowhere else', async () => {
    for (const id of ['W751000015', '10010001500013']) {
      const response = await instance.call(`/v2/associations/${id}`, token);
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ association: { titre: 'LES AMIS DU PHARE IMAGINAIRE' } });
      expect(heard.at(-1)).toMatchObject({ path: `${SERVICE}/structure/${id}` });
      expect(heard.at(-1)?.query.toString()).toBe('proxy_only=true');
      expect(heard.at(-1)?.headers['x-gravitee-api-key']).toBe(KEY);
    }
    expect(instance.logged()).not.toContain(KEY);
  });

  it('serves the documents of associations, opened, with the same key', async () => {
    const response = await instance.call('/v2/documents_associations/W751000015', token);
    const body = (await response.json()) as { documents: { url: string }[] };
    expect([response.status, body.documents.length]).toEqual([200, 3]);
    const asked = heard.filter(({ path }) => path.startsWith(`${SERVICE}/documents/PJ/`));
    expect(asked.map(({ headers }) => headers['x-gravitee-api-key'])).toEqual([KEY, KEY, KEY]);
    const pdf = Buffer.from(await (await fetch(body.documents[0]?.url ?? '')).arrayBuffer());
    expect(pdf.includes('/Encrypt')).toBe(false);
    expect(linesOfPdf(pdf)).toContain('RNA W751000015');
  });

  it('says what it does not know as the other one does', async () => {
    for (const room of ['associations', 'documents_associations']) {
      for (const id of ['W751404003', '10040400300012']) {
        expect((await instance.call(`/v2/${room}/${id}`, token)).status).toBe(404);
      }
    }
  });

  it.each([401, 403])('a key refused by %i is our failure, not the caller’s', async (status) => {
    speak(() => ({ status, body: 'Unauthorized' }));
    const response = await instance.call('/v2/associations/W751000015', token);
    expect([response.status, response.headers.get('X-Error-Code')]).toEqual([502, '07006']);
    speak(() => null);
  });
});

describe('its settings', () => {
  const read = (environment: Record<string, string>) => () =>
    readConfig({ VAR_DIR: '/nulle-part', ...environment }, [rna]);

  it('want the key with the dialect that has one', () => {
    const real = { RNA_URL: 'http://rna.exemple.fr' };
    expect(read(real)().providers.get('rna')?.values).toMatchObject({ dialect: '2021' });
    expect(read({ ...real, RNA_DIALECTE: '2022' })).toThrow(ConfigurationError);
    expect(read({ ...real, RNA_DIALECTE: '2022' })).toThrow('RNA_CLE');
    expect(read({ ...real, RNA_DIALECTE: '2022', RNA_CLE: KEY })().providers.get('rna')?.values).toMatchObject({
      key: KEY,
    });
    expect(read({ RNA_DIALECTE: '2024' })).toThrow('RNA_DIALECTE');
  });
});
