import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../../../test/support/instance.ts';
import type { SimulatedProvider } from '../../simulator/simulated-provider.ts';
import { jsonReply } from '../../simulator/simulation.ts';

const TIMEOUT_MS = 600;

let instance: TestInstance;
let token: string;

beforeAll(async () => {
  instance = await startTestInstance({ environment: { PROVIDER_TIMEOUT_MS: String(TIMEOUT_MS) } });
  token = await instance.token();
});
afterEach(async () => {
  for (const slug of ['insee', 'infogreffe', 'geo']) {
    simulated(slug).intercept = null;
    await simulated(slug).breakDown('fin');
  }
});
afterAll(() => instance.stop());

function simulated(slug: string): SimulatedProvider {
  const provider = instance.simulator.provider(slug);
  if (provider === undefined) throw new Error(`${slug} is not simulated`);
  return provider;
}

async function call(siren = '100100015') {
  const startedAt = performance.now();
  const response = await instance.call(`/v2/entreprises/${siren}`, token);
  const body: unknown = await response.json();
  return { status: response.status, body, elapsedMs: performance.now() - startedAt };
}

const registerPointers = [
  '/entreprise/capital_social',
  '/entreprise/nom_commercial',
  '/entreprise/date_radiation',
  '/entreprise/mandataires_sociaux',
];

describe('the legs of entreprises', () => {
  it.each(['refus', '500', '503', 'muet', 'illisible'] as const)('answers without Infogreffe (%s)', async (panne) => {
    await simulated('infogreffe').breakDown(panne);
    const { status, body } = await call();
    expect(status).toBe(206);
    expect(body).toMatchObject({
      entreprise: { raison_sociale: 'ATELIERS DU PHARE IMAGINAIRE', nom_commercial: 'Donnée indisponible' },
      etablissement_siege: { siret: '10010001500013' },
      gateway_error: true,
      _indisponible: registerPointers,
    });
  });

  it('answers without API Geo and without Infogreffe in the time of one call', async () => {
    await simulated('infogreffe').breakDown('muet');
    await simulated('geo').breakDown('muet');
    const { status, body, elapsedMs } = await call();
    expect(status).toBe(206);
    expect(body).toMatchObject({ etablissement_siege: { commune_implantation: { code: '35238' } } });
    expect(elapsedMs).toBeLessThan(2 * TIMEOUT_MS);
  });

  it('does not wait for Infogreffe to say that INSEE refuses', async () => {
    await simulated('infogreffe').breakDown('muet');
    for (const [siren, expected] of [
      ['100404003', 404],
      ['100451004', 451],
      ['100502004', 502],
    ] as const) {
      const { status, elapsedMs } = await call(siren);
      expect(status).toBe(expected);
      expect(elapsedMs).toBeLessThan(TIMEOUT_MS);
    }
  });

  it.each([
    ['moved', { status: 301, headers: { Location: '/siret/10010001500021' }, body: '{}' }],
    ['closed by INSEE', jsonReply({ header: { statut: 403, message: 'Établissement non diffusable' } }, 403)],
    ['unknown', jsonReply({ header: { statut: 404, message: 'Aucun élément trouvé' } }, 404)],
  ])('answers without the head office when it is %s', async (_, reply) => {
    simulated('insee').intercept = ({ path }) => (path.includes('/siret/') ? reply : null);
    const { status, body } = await call();
    expect(status).toBe(206);
    expect(body).toMatchObject({
      entreprise: { siret_siege_social: '10010001500013', capital_social: 152_300 },
      etablissement_siege: null,
      _indisponible: ['/etablissement_siege'],
    });
  });
});
