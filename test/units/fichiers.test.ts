import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parisClock } from '../../src/core/dates/paris-clock.ts';
import { findUnit } from '../../src/simulator/units.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { sandboxStatuses } from '../support/sandbox-statuses.ts';

/** Rooms of the providers that hand files over: every unit of the sandbox, asked over HTTP. */
const rooms = [
  { room: 'attestations_agefiph', by: 'siret' },
  { room: 'effectifs_annuels_acoss_covid', by: 'siren' },
  { room: 'effectifs_mensuels_acoss_covid/2020/02/entreprise', by: 'siren' },
  { room: 'effectifs_mensuels_acoss_covid/2020/02/etablissement', by: 'siret' },
] as const;

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

describe.each(rooms)('$room', ({ room, by }) => {
  const identifier = (siren: string): string => (by === 'siren' ? siren : (findUnit(siren)?.etablissement.siret ?? ''));

  it.each(statuses)('%s: %i', async (siren, status) => {
    const response = await instance.call(`/v2/${room}/${identifier(siren)}`, token);
    expect(response.status).toBe(status);
    if (siren === '100503101') expect(response.headers.get('retry-after')).toBe('120');
    if (status === 200) expect(JSON.stringify(await response.json())).not.toContain('indisponible');
  });

  it('100504000: 504', async () => {
    const response = await impatient.call(`/v2/${room}/${identifier('100504000')}`, await impatient.token());
    expect(response.status).toBe(504);
  });

  it('100200039: 200 after 3 s', async () => {
    expect((await instance.call(`/v2/${room}/${identifier('100200039')}`, token)).status).toBe(200);
  });

  it('is in a counter of its own, behind its right', async () => {
    const response = await instance.call(`/v2/${room}/${identifier('100100015')}`, token);
    expect(response.headers.get('ratelimit-limit')).toBe('250');
    expect(response.headers.get('ratelimit-policy')).toMatch(/agefiph|effectifs/);
    const without = await instance.token('entreprises');
    expect((await instance.call(`/v2/${room}/${identifier('100100015')}`, without)).status).toBe(403);
  });
});

describe('head-counts of the sandbox', () => {
  const statusOf = async (month: string): Promise<number> =>
    (await instance.call(`/v2/effectifs_mensuels_acoss_covid/${month}/entreprise/100100015`, token)).status;

  it('are known from 2019-01 to last month, and of the last full year, by the clock of the instance', async () => {
    await instance.apie('horloge', 'avancer', '400j');
    const today = parisClock(Date.now() + 400 * 86_400_000).date;
    const lastMonth = new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 2));
    const months = ['2018-12', '2019-01', lastMonth.toISOString().slice(0, 7), today.slice(0, 7)];
    const asked = months.map((month) => statusOf(month.replace('-', '/')));
    expect(await Promise.all(asked)).toEqual([404, 200, 200, 404]);
    const response = await instance.call('/v2/effectifs_annuels_acoss_covid/100100015', token);
    expect(await response.json()).toMatchObject({ annee: String(Number(today.slice(0, 4)) - 1) });
  });

  it('has all the faults of its address told at once', async () => {
    const response = await instance.call('/v2/effectifs_mensuels_acoss_covid/20/13/etablissement/123', token, {
      error_format: 'json_api',
    });
    const { errors }: { errors: { code: string }[] } = JSON.parse(await response.text());
    expect([response.status, errors.map(({ code }) => code)]).toEqual([422, ['00307', '00305', '00302']]);
  });
});
