import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { errandOf, failureOf, openWire } from '../../../test/wire/provider.ts';
import { sirenSegment } from '../../core/subject.ts';
import { readConfig } from '../../platform/config.ts';
import { createMaintenance } from '../../platform/provider-wire/maintenance.ts';
import { cnetp } from './provider.ts';

const closings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

/** One call to a CNETP that answers so; what it was asked. */
async function callOf(status: number, body: string) {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const wire = openWire({ provider: cnetp });
  closings.push(() => new Promise((resolve) => server.close(resolve)), wire.close);
  const settings = { url: `http://127.0.0.1:${portOf(server)}`, id: '7 & fils', jeton: 'jeton+fictif' };
  const door = cnetp.open({ wire, settings, clock: { now: () => 0 } });
  const siren = sirenSegment.parse('100100015');
  if (siren === null) throw new Error('a siren');
  const errand = errandOf(2000);
  const fetching = door.fetchDocument(errand, { siren, label: 'certificat_cnetp' });
  return { fetching: fetching.finally(() => errand.deadline.close()), asked };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe('the CNETP', () => {
  it('is asked with our number and our token, as the address takes them', async () => {
    const { fetching, asked } = await callOf(200, '%PDF-1.4 certificat fictif');
    await fetching;
    expect(asked).toEqual([
      '/webservice/doc/attestations/entreprises?id=7+%26+fils&jeton=jeton%2Bfictif&siren=100100015',
    ]);
  });

  it('refuses to be given without its credentials, naming them', () => {
    expect(() => readConfig({ CNETP_URL: 'https://cnetp.exemple.invalid' }, [cnetp])).toThrow(/CNETP_ID.*CNETP_JETON/s);
  });
});

describe('its maintenance', () => {
  it('is from 6 h to 6 h 30 in Paris, in summer as in winter', () => {
    const left = createMaintenance(cnetp.maintenance);
    for (const hour of ['2021-01-04T05', '2021-07-05T04']) {
      expect(left(Date.parse(`${hour}:00:00Z`))).toBe(1800);
      expect(left(Date.parse(`${hour}:29:59Z`))).toBe(1);
      expect(left(Date.parse(`${hour}:30:00Z`))).toBeNull();
    }
  });

  it('is 503 when it says so by 401, without a delay that nobody knows', async () => {
    const { fetching } = await callOf(401, '');
    expect(await failureOf(fetching)).toEqual({ status: 503, code: '08020', retryAfter: null });
  });
});
