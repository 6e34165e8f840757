import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadEndpoints } from '../../src/gateway/rooms.ts';
import { UNITS } from '../../src/simulator/units.ts';
import { places, startTestInstance, type TestInstance } from '../support/instance.ts';
import { forgetWords, replay, withoutAddresses } from '../support/replay.ts';
import { type NamedSample, readSamples } from '../support/samples.ts';

/** Every room that asks INSEE answers the same, whichever generation of Sirene the instance speaks with. */
const endpoints = await loadEndpoints(places.endpoints);
const rooms = endpoints
  .filter(({ providers }) => providers.some(({ slug }) => slug === 'insee'))
  .map(({ name }) => name);
const TIMEOUT_MS = '900';
const GOOD_CALLS = 5;

let v3: TestInstance;
let v311: TestInstance;
let patient: TestInstance;

beforeAll(async () => {
  v3 = await startTestInstance({ environment: { PROVIDER_TIMEOUT_MS: TIMEOUT_MS } });
  v311 = await startTestInstance({ environment: { PROVIDER_TIMEOUT_MS: TIMEOUT_MS, INSEE_DIALECTE: '3.11' } });
  patient = await startTestInstance({ environment: { INSEE_DIALECTE: '3.11' } });
});
afterEach(() => forgetWords(patient));
afterAll(() => Promise.all([v3, v311, patient].map((instance) => instance.stop())));

const samples = readSamples(places.endpoints).filter(({ room }) => rooms.includes(room));

describe.each(samples)('$room · $sample.titre', (named) => {
  it('is so in 3.11', () => replay(patient, endpoints, in311(named)));
});

describe.each(UNITS.map(({ siren, siege }) => ({ siren, siret: siege.siret })))('$siren', ({ siren, siret }) => {
  it.each([
    [`/v2/entreprises/${siren}`, {}],
    [`/v2/entreprises/${siren}`, { non_diffusables: 'true' }],
    [`/v2/etablissements/${siret}`, {}],
    [`/v2/etablissements/${siret}`, { non_diffusables: 'true' }],
    ['/v2/attestations_fiscales_dgfip/100100015', { siren_is: siren, siren_tva: siren }],
  ])('%s %j: the same status, the same body', async (path, query) => {
    const [told, expected] = await Promise.all([v311, v3].map((instance) => answerOf(instance, path, query)));
    expect(told).toEqual(expected);
  });
});

it('covers every room that asks INSEE', () => {
  expect(rooms.sort()).toEqual(['attestations_fiscales_dgfip', 'entreprises', 'etablissements']);
});

/** Good calls first: one call may fail on three legs, and ill units alone would open the circuit. */
async function answerOf(instance: TestInstance, path: string, query: Record<string, string>) {
  const token = await instance.token();
  const good = Array.from({ length: GOOD_CALLS }, () => instance.call('/v2/etablissements/10010001500013', token));
  for (const response of await Promise.all(good)) await response.arrayBuffer();
  const response = await instance.call(path, token, query);
  const told = ['location', 'x-error-code', 'retry-after'].map((name) => response.headers.get(name));
  return { status: response.status, told, body: withoutAddresses(await response.json(), instance) };
}

const V3 = '/entreprises/sirene/V3';
const V3_11 = '/api-sirene/prive/3.11';

/** The same words in the other generation's mouth; the head office of a company is there the answer to a search. */
function in311({ room, file, sample }: NamedSample): NamedSample {
  const fournisseurs = (sample.fournisseurs ?? []).map((said) => {
    const { slug, chemin, corps } = said;
    if (slug !== 'insee') return said;
    if (room === 'etablissements' || !chemin.startsWith(`${V3}/siret/`)) {
      return { ...said, chemin: chemin.replace(V3, V3_11) };
    }
    const found = typeof corps === 'object' && corps !== null && 'etablissement' in corps ? [corps.etablissement] : [];
    return { ...said, chemin: `${V3_11}/siret`, corps: { header: { total: found.length }, etablissements: found } };
  });
  return { room, file, sample: { ...sample, fournisseurs } };
}
