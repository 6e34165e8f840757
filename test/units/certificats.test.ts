import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findUnit } from '../../src/simulator/units.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { limitsFile } from '../support/limits.ts';

/** Rooms of Qualibat, the ADEME and the OPQIBI: every unit of the sandbox, asked over HTTP, in each of their protocols. */
const rooms = [
  { room: 'certificats_qualibat', by: 'siret', hasDocument: true, partial: 200 },
  { room: 'certificats_rge_ademe', by: 'siret', hasDocument: true, partial: 206 },
  { room: 'certificats_opqibi', by: 'siren', hasDocument: false, partial: 200 },
] as const;

const protocols = [
  { name: 'first', dialects: {} },
  {
    name: 'later',
    dialects: { QUALIBAT_DIALECTE: '2023', ADEME_DIALECTE: 'data-fair', OPQIBI_DIALECTE: '2024' },
  },
] as const;

const statuses: readonly (readonly [string, number])[] = [
  ['100100015', 200],
  ['100100023', 200],
  ['100100031', 200],
  ['100100056', 200],
  ['100451004', 200],
  ['100451103', 200],
  ['100301001', 200],
  ['100404003', 404],
  ['100206101', 200],
  ['100502004', 502],
  ['100502103', 502],
  ['100503002', 503],
  ['100503101', 503],
  ['100200039', 200],
];

describe.each(protocols)('in their $name protocol', ({ dialects }) => {
  let instance: TestInstance;
  let impatient: TestInstance;
  const tokens = new Map<TestInstance, string>();
  const limits = limitsFile({ json: 1000, documents: 1000, own: 1000, plafond: 1_000_000 });

  beforeAll(async () => {
    instance = await startTestInstance({ environment: { LIMITS_FILE: limits, ...dialects } });
    impatient = await startTestInstance({ environment: { PROVIDER_TIMEOUT_MS: '300', ...dialects } });
    for (const each of [instance, impatient]) tokens.set(each, await each.token());
  });
  afterAll(async () => {
    await impatient.stop();
    await instance.stop();
  });

  describe.each(rooms)('$room', ({ room, by, hasDocument, partial }) => {
    async function ask(siren: string, on = instance): Promise<Response> {
      const identifier = by === 'siren' ? siren : (findUnit(siren)?.etablissement.siret ?? '');
      return on.call(`/v2/${room}/${identifier}`, tokens.get(on) ?? '');
    }

    it.each(statuses)('%s: %i', async (siren, status) => {
      const response = await ask(siren);
      expect(response.status, await response.clone().text()).toBe(status);
    });

    it('100206002: only what is made of parts is partial', async () => {
      const response = await ask('100206002');
      expect(response.status).toBe(partial);
      const body = await response.json();
      if (partial === 206) expect(body).toMatchObject({ _indisponible: ['/qualifications/1/url_certificat'] });
      else expect(body).not.toHaveProperty('_indisponible');
    });

    it('100502202: 502 when the document is not one', async () => {
      const response = await ask('100502202');
      expect(response.status).toBe(hasDocument ? 502 : 200);
      if (hasDocument) expect(response.headers.get('x-error-code')).toMatch(/^\d\d055$/);
    });

    it('100503101: passes Retry-After on', async () => {
      expect((await ask('100503101')).headers.get('retry-after')).toBe('120');
    });

    it('100504000: 504', async () => {
      expect((await ask('100504000', impatient)).status).toBe(504);
    });

    it.runIf(by === 'siret')('10010001500021: a second establishment answers for itself', async () => {
      const response = await instance.call(`/v2/${room}/10010001500021`, tokens.get(instance) ?? '');
      expect(response.status).toBe(200);
    });

    it.runIf(hasDocument)('100100015: hands over a PDF for a limited time', async () => {
      const response = await ask('100100015');
      const end = Date.parse(response.headers.get('x-document-expire-le') ?? '');
      expect(end - Date.now()).toBeGreaterThan(23 * 3_600_000);
      const [url = ''] = addressesIn(await response.json());
      const fetched = await fetch(url);
      expect([fetched.status, fetched.headers.get('content-type')]).toEqual([200, 'application/pdf']);
      expect(Buffer.from(await fetched.arrayBuffer()).toString('latin1', 0, 5)).toBe('%PDF-');
    });

    it('100200104: 200, and 20 MB that come whole, or a long list', async () => {
      const response = await ask('100200104');
      expect(response.status).toBe(200);
      const body: unknown = await response.json();
      if (!hasDocument) {
        expect(
          Value.Parse(Type.Object({ qualifications: Type.Array(Type.Unknown()) }), body).qualifications,
        ).toHaveLength(60);
        return;
      }
      const addresses = addressesIn(body);
      expect(addresses).toHaveLength(room === 'certificats_rge_ademe' ? 30 : 1);
      const bytes = Buffer.from(await (await fetch(addresses[0] ?? '')).arrayBuffer());
      expect(bytes.length).toBeGreaterThanOrEqual(20_000_000);
      const tail = bytes.toString('latin1', bytes.length - 100);
      const table = Number(/startxref\n(\d+)\n%%EOF/.exec(tail)?.[1]);
      expect(bytes.toString('latin1', table, table + 4)).toBe('xref');
    });
  });
});

/** The addresses of documents in an answer, in its order. */
function addressesIn(body: unknown): string[] {
  return JSON.stringify(body).match(/http:[^"]*\/documents\/[^"]*/g) ?? [];
}
