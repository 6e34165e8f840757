import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../../../test/support/instance.ts';
import type { SimulatedProvider } from '../../simulator/simulated-provider.ts';

const DATA_PATH = '/attn/entreprise/v1/demandes/api_entreprise';

let instance: TestInstance;
let acoss: SimulatedProvider;

beforeAll(async () => {
  instance = await startTestInstance();
  const provider = instance.simulator.provider('acoss');
  if (provider === undefined) throw new Error('acoss is simulated');
  acoss = provider;
});
afterEach(() => {
  acoss.intercept = null;
});
afterAll(() => instance.stop());

describe('the token', () => {
  it('is asked for once, kept, and asked for anew when the ACOSS refuses it', async () => {
    const token = await instance.token();
    let logins = 0;
    let refusals = 0;
    acoss.intercept = (request) => {
      if (request.path !== DATA_PATH) logins++;
      else if (refusals++ === 0) return { status: 401, body: '' };
      return null;
    };
    for (let call = 0; call < 3; call++) {
      expect((await instance.call('/v2/attestations_sociales_acoss/100100015', token)).status).toBe(200);
    }
    expect(refusals).toBe(4);
    expect(logins).toBeGreaterThanOrEqual(1);
    expect(logins).toBeLessThanOrEqual(2);
  });

  it('refused twice is our failed login (04006), not the end of the next call', async () => {
    const token = await instance.token();
    acoss.intercept = ({ path }) => (path === DATA_PATH ? { status: 401, body: '' } : null);
    const refused = await instance.call('/v2/attestations_sociales_acoss/100100015', token);
    expect([refused.status, refused.headers.get('x-error-code')]).toEqual([502, '04006']);
    acoss.intercept = null;
    expect((await instance.call('/v2/attestations_sociales_acoss/100100015', token)).status).toBe(200);
  });

  it.each([
    ['refused', { status: 401, body: '{"error":"invalid_client"}' }, 502, '04006'],
    ['not where it should be', { status: 404, body: '' }, 502, '04006'],
    ['not JSON', { status: 200, body: '<html>' }, 502, '04006'],
    ['unavailable', { status: 503, headers: { 'Retry-After': '7' }, body: '' }, 503, '04001'],
  ])('%s', async (_, reply, status, code) => {
    const token = await instance.token();
    acoss.intercept = ({ path }) => (path === DATA_PATH ? { status: 401, body: '' } : reply);
    const response = await instance.call('/v2/attestations_sociales_acoss/100100015', token);
    expect([response.status, response.headers.get('x-error-code')]).toEqual([status, code]);
  });
});

it('sends the company, the user of the token and the recipient', async () => {
  const token = await instance.token();
  let sent: unknown;
  acoss.intercept = ({ path, body }) => {
    if (path === DATA_PATH) sent = JSON.parse(body);
    return null;
  };
  await instance.call('/v2/attestations_sociales_acoss/100100015', token);
  expect(sent).toEqual({
    typeAttestation: 'AVG_UR',
    siren: '100100015',
    idClient: expect.stringMatching(/.+/),
    beneficiaire: '10000001700010',
  });
});

it('does not take refusals about companies for an outage of the service', async () => {
  const token = await instance.token();
  acoss.intercept = ({ path }) =>
    path === DATA_PATH ? { status: 400, body: '[{"code":"FUNC502","message":"m","description":"d"}]' } : null;
  for (let call = 0; call < 25; call++) {
    const response = await instance.call('/v2/attestations_sociales_acoss/100100015', token);
    expect(response.headers.get('x-error-code')).toBe('04503');
  }
});
