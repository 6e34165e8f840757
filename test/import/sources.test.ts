import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadEndpoints } from '../../src/gateway/rooms.ts';
import { providersOf } from '../../src/instance/providers.ts';
import { readConfig } from '../../src/platform/config.ts';
import { startPostgresql } from '../../src/records/databases.fixture.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { eventually } from '../support/http.ts';
import { agefiphFile, importWhole } from '../support/importing.ts';
import { places, startTestInstance, type TestInstance } from '../support/instance.ts';

const AGEFIPH = '/v2/attestations_agefiph/10010001500013';
const providers = providersOf(await loadEndpoints(places.endpoints));
let simulator: Simulator;
/** Every provider has an address but the two that hand files over. */
const environment: Record<string, string> = { SIMULATOR: 'non' };

beforeAll(async () => {
  const others = providers.filter(({ handsOver }) => handsOver === null);
  simulator = await startSimulator({ simulations: [], slugs: others.map(({ slug }) => slug), firstPort: 0 });
  for (const { slug, settings } of others) {
    for (const [key, { variable, kind }] of Object.entries(settings)) {
      if (key === 'url') environment[variable] = simulator.urlOf(slug);
      else if (kind === 'credential') environment[variable] = 'bac-a-sable';
    }
  }
});
afterAll(() => simulator.close());

describe('without an address, nor a file, nor a simulator', () => {
  let instance: TestInstance;
  let token: string;
  beforeAll(async () => {
    instance = await startTestInstance({ environment });
    token = await instance.token();
  });
  afterAll(() => instance.stop());

  it('the instance starts, and says 503 in a sentence that says why', async () => {
    expect(() => readConfig({ SIMULATOR: 'non' }, providers)).not.toThrow(/AGEFIPH_URL|EFFECTIFS_URL/);
    expect(() => readConfig({ SIMULATOR: 'non' }, providers)).toThrow(/MSA_URL/);
    const paths = [AGEFIPH, '/v2/effectifs_annuels_acoss_covid/100100015'];
    for (const path of paths) {
      const response = await instance.call(path, token);
      const { errors }: { errors: string[] } = JSON.parse(await response.text());
      expect([response.status, response.headers.get('x-error-code')?.slice(2)]).toEqual([503, '001']);
      expect(errors).toEqual([expect.stringContaining("ni son service ni un fichier importé n'y sont raccordés")]);
    }
    const listed = (await instance.apie('importer', '--liste')).map((line) => JSON.parse(line));
    expect(listed.map(({ source }) => source)).toEqual(['aucune', 'aucune']);
  });

  it('a file is enough, and its removal tells what follows', async () => {
    expect(await importWhole(instance.varDir, 'agefiph', agefiphFile(3, '2019'))).toMatchObject({ exit: 0 });
    expect((await instance.call(AGEFIPH, token)).status).toBe(200);
    expect((await instance.call('/v2/attestations_agefiph/10010002300017', token)).status).toBe(404);
    await expect(instance.apie('importer', 'agefiph', '--retirer')).rejects.toThrow('répondront 503');
  });
});

describe('head-counts of a file', () => {
  let instance: TestInstance;
  let token: string;
  beforeAll(async () => {
    instance = await startTestInstance();
    token = await instance.token();
    const lines = [
      'siren;siret;annee;mois;effectifs',
      '100100015;;2019;;12,5',
      '100100015;;2021;;14',
      '100100015;;2020;;13.75',
      '100100015;;2022;03;15.25',
      '100100015;10010001500013;2022;03;9,125',
      ';10010001500021;2022;03;0',
    ];
    expect(await importWhole(instance.varDir, 'effectifs', lines.join('\n'))).toMatchObject({ exit: 0 });
  });
  afterAll(() => instance.stop());

  it.each([
    ['effectifs_annuels_acoss_covid/100100015', { siren: '100100015', annee: '2021', effectifs_annuels: '14.00' }],
    ['effectifs_annuels_acoss_covid/100100023', null],
    [
      'effectifs_mensuels_acoss_covid/2022/03/entreprise/100100015',
      { siren: '100100015', annee: '2022', mois: '03', effectifs_mensuels: '15.25' },
    ],
    ['effectifs_mensuels_acoss_covid/2022/04/entreprise/100100015', null],
    [
      'effectifs_mensuels_acoss_covid/2022/03/etablissement/10010001500013',
      { siret: '10010001500013', annee: '2022', mois: '03', effectifs_mensuels: '9.125' },
    ],
    [
      'effectifs_mensuels_acoss_covid/2022/03/etablissement/10010001500021',
      { siret: '10010001500021', annee: '2022', mois: '03', effectifs_mensuels: '0.00' },
    ],
  ])('%s', async (path, expected) => {
    const response = await instance.call(`/v2/${path}`, token);
    if (expected === null) expect([response.status, response.headers.get('x-error-code')]).toEqual([404, '04003']);
    else expect(await response.json()).toEqual(expected);
  });

  it('is traced as an answer of the provider', async () => {
    const traces = (await instance.apie('traces', 'exporter')).map((line) => JSON.parse(line));
    expect(new Set(traces.map(({ statut, statut_fournisseur }) => `${statut} ${statut_fournisseur}`))).toEqual(
      new Set(['200 200', '404 404']),
    );
  });
});

const postgresql = await startPostgresql();
afterAll(() => postgresql?.stop().catch(() => undefined));

it.runIf(postgresql !== null)(
  'the database away is 503, quickly once it is known; the other providers answer',
  async () => {
    const instance = await startTestInstance({ environment: { DATABASE_URL: postgresql?.options.url ?? '' } });
    try {
      const token = await instance.token();
      expect(await importWhole(instance.varDir, 'agefiph', agefiphFile(10, '2019'))).toMatchObject({ exit: 0 });
      expect((await instance.call(AGEFIPH, token)).status).toBe(200);
      await postgresql?.stop();
      const statuses = await Promise.all(Array.from({ length: 25 }, () => instance.call(AGEFIPH, token)));
      expect(new Set(statuses.map(({ status }) => status))).toEqual(new Set([503]));
      expect(statuses[0]?.headers.get('x-error-code')).toBe('13001');
      const refused = await instance.call(AGEFIPH, token);
      expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([503, true]);
      expect((await instance.call('/v2/effectifs_annuels_acoss_covid/100100015', token)).status).toBe(200);
      await eventually(() => instance.logged().includes('fichiers importés : base injoignable'), 10_000);
    } finally {
      await instance.stop();
      await rm(instance.varDir, { recursive: true, force: true });
    }
  },
  60_000,
);
