import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../support/instance.ts';

let instance: TestInstance;

beforeAll(async () => {
  instance = await startTestInstance();
});
afterAll(() => instance.stop());

const told = (response: Response) =>
  ['Limit', 'Remaining', 'Policy'].map((name) => response.headers.get(`RateLimit-${name}`));

describe('each endpoint counts in the counter that its card names', () => {
  it('shares one counter among the JSON endpoints, privileges included', async () => {
    const token = await instance.token();
    await instance.call('/v2/etablissements/10010001500013', token);
    await instance.call('/v2/privileges', token);
    const third = await instance.call('/v2/entreprises/100100015', token);
    expect(told(third)).toEqual(['250', '247', '250;w=60;name="json"']);
  });

  it('shares another one among the documents', async () => {
    const token = await instance.token();
    await instance.call('/v2/attestations_sociales_acoss/100100015', token);
    const second = await instance.call('/v2/documents_associations/W751000015', token);
    expect(told(second)).toEqual(['50', '48', '50;w=60;name="documents"']);
  });

  it('gives actes_inpi and attestations_fiscales_dgfip counters of their own, alias included, which eat no group', async () => {
    const token = await instance.token();
    const acte = await instance.call('/v2/actes_inpi/100100015', token);
    const fiscale = await instance.call('/v2/attestations_fiscales_dgfip/100100015', token);
    const alias = await instance.call('/v2/attestation_fiscale_dgfip/100100015', token);
    const document = await instance.call('/v2/documents_associations/W751000015', token);
    expect(told(acte)).toEqual(['5', '4', '5;w=60;name="actes_inpi"']);
    expect(told(fiscale)).toEqual(['5', '4', '5;w=60;name="attestations_fiscales_dgfip"']);
    expect(told(alias)).toEqual(['5', '3', '5;w=60;name="attestations_fiscales_dgfip"']);
    expect(told(document)[1]).toBe('49');
  });

  it('refuses the sixth fiscal attestation of the minute, and serves the other endpoints', async () => {
    const token = await instance.token();
    const statuses = [];
    for (let call = 0; call < 6; call++) {
      statuses.push((await instance.call('/v2/attestations_fiscales_dgfip/100100015', token)).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    expect((await instance.call('/v2/cotisations_msa/10010001500013', token)).status).toBe(200);
  });
});

describe('a token of the open pre-filling use case', () => {
  it('never shows a unit that is not diffusible, whatever the option', async () => {
    const [token = ''] = await instance.apie('jeton', 'creer', '--droits', 'tous', '--usage', 'preremplissage_ouvert');
    const option = { non_diffusables: 'true' };
    const [refused, siege, open] = await Promise.all([
      instance.call('/v2/entreprises/100451004', token, option),
      instance.call('/v2/etablissements/10045100400012', token, option),
      instance.call('/v2/entreprises/100100015', token, option),
    ]);
    expect([refused.status, siege.status, open.status]).toEqual([451, 451, 200]);
  });

  it('leaves the refusal in the traces, as any other answer', async () => {
    const token = await instance.token();
    const response = await instance.call('/v2/entreprises/100451004', token);
    const lines = await instance.apie('traces', 'exporter');
    const trace = lines
      .map((line) => JSON.parse(line))
      .find((it) => it.request_id === response.headers.get('X-Request-Id'));
    expect(trace).toMatchObject({
      endpoint: 'entreprises',
      identifiant: '100451004',
      statut: 451,
      statut_fournisseur: 200,
    });
  });
});
