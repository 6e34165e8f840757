import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../../../test/support/instance.ts';
import type { SimulatedProvider } from '../../simulator/simulated-provider.ts';
import { jsonReply, type SimulatedReply, type SimulatedRequest } from '../../simulator/simulation.ts';

const TIMEOUT_MS = 800;
const LOGIN = '/authentification';
const DECLARATION = '/getLiasseFiscale';
const DICTIONARY = '/dictionnaire';
/** The DGFIP accepts and never answers about this one. */
const MUTE = '100504000';

let instance: TestInstance;
let dgfip: SimulatedProvider;
let token: string;
let received: SimulatedRequest[];

beforeAll(async () => {
  instance = await startTestInstance({ environment: { PROVIDER_TIMEOUT_MS: String(TIMEOUT_MS) } });
  const provider = instance.simulator.provider('dgfip');
  if (provider === undefined) throw new Error('dgfip is simulated');
  dgfip = provider;
  token = await instance.token();
});
afterEach(() => {
  dgfip.intercept = null;
});
afterAll(() => instance.stop());

function listen(replies: Record<string, SimulatedReply> = {}): void {
  received = [];
  dgfip.intercept = (request) => {
    received.push(request);
    return replies[request.path] ?? null;
  };
}

async function call(part = 'complete', siren = '/100100015') {
  const startedAt = performance.now();
  const response = await instance.call(`/v2/liasses_fiscales_dgfip/2020/${part}${siren}`, token);
  const body: unknown = await response.json();
  return {
    status: response.status,
    code: response.headers.get('x-error-code'),
    body,
    elapsedMs: performance.now() - startedAt,
  };
}

const paths = () => received.map(({ path }) => path);

describe('the two legs', () => {
  it('share one session, opened once', async () => {
    await call('declarations', '/100404003');
    listen();
    expect((await call()).status).toBe(200);
    expect(paths().toSorted()).toEqual([LOGIN, DICTIONARY, DECLARATION]);
    const asked = Object.fromEntries(received.map(({ path, query }) => [path, Object.fromEntries(query)]));
    expect(asked[DECLARATION]).toMatchObject({ annee: '2020', siren: '100100015' });
    expect(asked[DICTIONARY]).toMatchObject({ annee: '2020' });
    expect(asked[DICTIONARY]).not.toHaveProperty('siren');
  });

  it('make the answer of the two rooms, put together', async () => {
    const [whole, declarations, dictionary] = [
      await call(),
      await call('declarations'),
      await call('dictionnaire', ''),
    ];
    expect(whole.body).toEqual({ ...Object(declarations.body), ...Object(dictionary.body) });
  });

  it.each([
    ['in error', { status: 500, body: 'panne' }],
    ['unavailable', { status: 503 }],
    ['unknown', { status: 404 }],
    ['empty', jsonReply({ dictionnaire: [] })],
    ['null', jsonReply(null)],
    ['of another shape', jsonReply({ dictionnaire: ['x'] })],
  ])('are answered without the dictionary when it is %s', async (_, reply) => {
    listen({ [DICTIONARY]: reply });
    const { status, body } = await call();
    expect(status).toBe(206);
    expect(body).toMatchObject({
      entreprise: { siren: '100100015' },
      dictionnaire: null,
      _indisponible: ['/dictionnaire'],
    });
  });

  it.each([
    ['unknown', { status: 404 }, 404, '03003'],
    ['without declarations', jsonReply({ entreprise: null }), 404, '03003'],
    ['null', jsonReply(null), 404, '03003'],
    ['in error', { status: 500, body: 'panne' }, 502, '03501'],
    ['a page', { status: 200, body: '\n <html>Rapport</html>' }, 502, '03501'],
    ['of another shape', jsonReply({ declarations: ['x'] }), 502, '03000'],
    ['unavailable', { status: 503 }, 503, '03001'],
  ])('end as the declaration does when it is %s, whatever the dictionary does', async (_, reply, status, code) => {
    for (const dictionary of [{}, { [DICTIONARY]: { status: 500, body: 'panne' } }]) {
      listen({ [DECLARATION]: reply, ...dictionary });
      expect(await call()).toMatchObject({ status, code });
    }
  });

  it('have the time of one call, together', async () => {
    const { status, elapsedMs } = await call('complete', `/${MUTE}`);
    expect(status).toBe(504);
    expect(elapsedMs).toBeLessThan(2 * TIMEOUT_MS);
  });

  it('fail together when no session can be opened', async () => {
    await call('declarations', '/100404003');
    listen({ [LOGIN]: { status: 200, body: 'Identifiant ou mot de passe erron' } });
    expect(await call()).toMatchObject({ status: 502, code: '03006' });
    expect(paths()).toEqual([LOGIN]);
  });
});

it('what the DGFIP gives comes untouched, keys that nobody declared included', async () => {
  const given = {
    avis: 'inconnu',
    entreprise: {
      itip: '1',
      siren: '100100015',
      denomination: '  DEUX  ESPACES ',
      setOcfis: [],
      nouveau: { a: [1, null] },
    },
    declarations: [
      {
        code_regime: '',
        date_declaration: '04/05/2021',
        fin_exercice: '2020-12-31',
        duree_exercice: '366 jours',
        millesime: '202001',
        numero_imprime: '2050',
        imprime: {
          donnees: [
            { code_nref: '1', valeur: null },
            { code_nref: '2', valeurs: [{ indiceRepetition: '1', valeur: ['a', 'b'] }], indiceRepetition: '3' },
          ],
        },
      },
      {
        code_regime: 'RN',
        date_declaration: '2021-05-04',
        fin_exercice: '2020-12-31',
        duree_exercice: '366 jours',
        millesime: '202001',
        numero_imprime: '2051',
        imprime: {},
      },
    ],
  };
  listen({ [DECLARATION]: jsonReply(given) });
  expect(await call('declarations')).toMatchObject({ status: 200, body: given });
  expect((await call('declarations')).body).toEqual(given);
});

it('texts in ISO-8859-15 are read as such', async () => {
  const text = JSON.stringify({ dictionnaire: [{ numero_imprime: '2050 é', millesimes: [] }] });
  const headers = { 'Content-Type': 'application/json; charset=iso-8859-15' };
  listen({ [DICTIONARY]: { status: 200, headers, body: Buffer.from(text, 'latin1') } });
  expect((await call('dictionnaire', '')).body).toEqual(JSON.parse(text));
});
