import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findUnit } from '../../src/simulator/units.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { sandboxStatuses } from '../support/sandbox-statuses.ts';

/** JSON rooms of the DGFIP: every unit of the sandbox, asked over HTTP. */
const rooms = [
  { room: 'exercices', address: (siren: string) => `exercices/${findUnit(siren)?.etablissement.siret}` },
  { room: 'declarations', address: (siren: string) => `liasses_fiscales_dgfip/2020/declarations/${siren}` },
  { room: 'complete', address: (siren: string) => `liasses_fiscales_dgfip/2020/complete/${siren}` },
];

const statuses = sandboxStatuses();

let instance: TestInstance;
let impatient: TestInstance;
let token: string;

beforeAll(async () => {
  instance = await startTestInstance();
  impatient = await startTestInstance({ environment: { PROVIDER_TIMEOUT_MS: '300' } });
  token = await instance.token();
});
afterAll(async () => {
  await impatient.stop();
  await instance.stop();
});

describe.each(rooms)('$room', ({ address }) => {
  it.each(statuses)('%s: %i', async (siren, status) => {
    expect((await instance.call(`/v2/${address(siren)}`, token)).status).toBe(status);
  });

  it('100503101: passes Retry-After on', async () => {
    const response = await instance.call(`/v2/${address('100503101')}`, token);
    expect(response.headers.get('retry-after')).toBe('120');
  });

  it('100504000: 504', async () => {
    const response = await impatient.call(`/v2/${address('100504000')}`, await impatient.token());
    expect(response.status).toBe(504);
  });
});

describe('the years of the tax returns of 100100015', () => {
  const lastYear = new Date().getFullYear() - 1;
  const years = Array.from({ length: lastYear - 2017 + 1 }, (_, rank) => 2017 + rank);

  it.each(years)('%i is known, with its dictionary', async (year) => {
    for (const part of ['declarations/100100015', 'dictionnaire', 'dictionnaire/', 'complete/100100015']) {
      const response = await instance.call(`/v2/liasses_fiscales_dgfip/${year}/${part}`, token);
      expect([part, response.status]).toEqual([part, 200]);
    }
  });

  it.each([2015, lastYear + 1])('%i is not', async (year) => {
    for (const part of ['declarations/100100015', 'dictionnaire', 'complete/100100015']) {
      const response = await instance.call(`/v2/liasses_fiscales_dgfip/${year}/${part}`, token);
      expect([part, response.status]).toEqual([part, 404]);
    }
  });

  it('each case declared is in the dictionary of its year', async () => {
    const response = await instance.call('/v2/liasses_fiscales_dgfip/2020/complete/100100015', token);
    const text = await response.text();
    const codes = [...text.matchAll(/"code_nref":"(\d+)"/g)].map(([, code]) => code ?? '');
    for (const code of codes) expect(text).toContain(`"code_type_donnee":"MOA","code_nref":"${code}"`);
  });
});

it('100200104 has lists at their maximum', async () => {
  const turnovers = await instance.call('/v2/exercices/10020010400014', token);
  expect(await turnovers.json()).toMatchObject({ exercices: [{}, {}, {}] });
  const liasse = await instance.call('/v2/liasses_fiscales_dgfip/2020/declarations/100200104', token);
  expect((await liasse.text()).match(/indiceRepetition/g)?.length).toBeGreaterThanOrEqual(200);
});

describe('tax returns', () => {
  it('are known from 2017 to last year, by the clock of the instance', async () => {
    const moved = await startTestInstance();
    try {
      const right = await moved.token();
      const thisYear = new Date().getFullYear();
      const statusOf = async (year: number) =>
        (await moved.call(`/v2/liasses_fiscales_dgfip/${year}/declarations/100100015`, right)).status;
      expect([await statusOf(2017), await statusOf(thisYear - 1), await statusOf(thisYear)]).toEqual([200, 200, 404]);
      await moved.apie('horloge', 'avancer', '12M');
      expect(await statusOf(thisYear)).toBe(200);
    } finally {
      await moved.stop();
    }
  });
});
