import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findUnit } from '../../src/simulator/units.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';

/** Every unit of the sandbox whose answer does not depend on the room. */
const everywhere: readonly (readonly [string, number])[] = [
  ['100100015', 200],
  ['100100056', 200],
  ['100451004', 200],
  ['100451103', 200],
  ['100301001', 200],
  ['100206101', 200],
  ['100502004', 502],
  ['100502103', 502],
  ['100503002', 503],
  ['100503101', 503],
  ['100200039', 200],
  ['100200104', 200],
];

/** The others: neither a sole trader nor an association has filed accounts; a search that finds nothing is an answer. */
const rooms = {
  bilans_inpi: { '100100023': 404, '100100031': 404, '100404003': 404, '100206002': 200, '100502202': 502 },
  extraits_courts_inpi: { '100100023': 200, '100100031': 200, '100404003': 200, '100206002': 206, '100502202': 200 },
  bilans_entreprises_bdf: { '100100023': 404, '100100031': 404, '100404003': 404, '100206002': 200, '100502202': 200 },
  conventions_collectives: { '100100023': 200, '100100031': 200, '100404003': 404, '100206002': 200, '100502202': 200 },
} as const;

let instance: TestInstance;
let impatient: TestInstance;

beforeAll(async () => {
  instance = await startTestInstance();
  impatient = await startTestInstance({ environment: { PROVIDER_TIMEOUT_MS: '300' } });
});
afterAll(async () => {
  await impatient.stop();
  await instance.stop();
});

describe.each(Object.entries(rooms))('%s', (room, own) => {
  async function ask(siren: string, on = instance): Promise<Response> {
    const identifier = room === 'conventions_collectives' ? findUnit(siren)?.etablissement.siret : siren;
    return on.call(`/v2/${room}/${identifier}`, await on.token());
  }

  it.each([...everywhere, ...Object.entries(own)])('%s: %i', async (siren, status) => {
    const response = await ask(siren);
    expect(response.status, await response.text()).toBe(status);
  });

  it('100503101: passes Retry-After on', async () => {
    expect((await ask('100503101')).headers.get('retry-after')).toBe('120');
  });

  it('100504000: 504', async () => {
    expect((await ask('100504000', impatient)).status).toBe(504);
  });
});

describe('lists at their maximum, for the unit of large answers', () => {
  it.each([
    ['bilans_inpi', '100200104', ['bilans'], 50],
    ['extraits_courts_inpi', '100200104', ['brevets', 'latests_brevets'], 5],
    ['bilans_entreprises_bdf', '100200104', ['bilans'], 3],
    ['conventions_collectives', '10020010400014', ['conventions'], 60],
  ])('%s', async (room, identifier, path, length) => {
    const body: unknown = await (await instance.call(`/v2/${room}/${identifier}`, await instance.token())).json();
    expect(path.reduce((value, key) => Reflect.get(Object(value), key), body)).toHaveLength(length);
  });
});

describe('bilans_inpi', () => {
  it('is opened by the right that acts and balance sheets once shared, in a counter of its own', async () => {
    const token = await instance.token('actes_bilans_inpi');
    const [acts, accounts] = await Promise.all(
      ['actes_inpi', 'bilans_inpi'].map((room) => instance.call(`/v2/${room}/100100015`, token)),
    );
    expect([acts?.status, accounts?.status]).toEqual([200, 200]);
    expect(accounts?.headers.get('RateLimit-Policy')).toBe('5;w=60;name="bilans_inpi"');
    expect(accounts?.headers.get('RateLimit-Remaining')).toBe('4');
  });

  it('hands over an archive of 20 MB whole', async () => {
    const response = await instance.call('/v2/bilans_inpi/100200104', await instance.token());
    const body: unknown = await response.json();
    const archive = await fetch(String(Reflect.get(Object(body), 'url_documents')));
    const bytes = Buffer.from(await archive.arrayBuffer());
    expect(bytes.length).toBeGreaterThan(20_000_000);
    expect(bytes.readUInt16LE(bytes.length - 12)).toBe(51);
  });
});
