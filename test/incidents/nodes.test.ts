import { expect, it } from 'vitest';
import { parisLocal } from '../../src/core/dates/paris-local.ts';
import { startPostgresql } from '../../src/records/databases.fixture.ts';
import { eventually, visit } from '../support/http.ts';
import { startTestInstance } from '../support/instance.ts';
import { logIn } from '../support/operator.ts';

const server = await startPostgresql();
const MSA = '/v2/cotisations_msa/10010001500013';
const INSEE = '/v2/etablissements/10010001500013';

it.runIf(server !== null)(
  'what one node announces closes the others within seconds, and holds while the database is away',
  { timeout: 120_000 },
  async () => {
    const environment = {
      DATABASE_URL: server?.options.url ?? '',
      JETON_SECRET: 'le même secret pour tous les nœuds, assez long',
    };
    const one = await startTestInstance({ environment });
    const other = await startTestInstance({ environment });
    const operator = await logIn(one);
    const token = await one.token();
    const statusOn = async (node: typeof one, path: string) => (await node.call(path, token)).status;
    await eventually(async () => (await statusOn(other, MSA)) === 200);

    const at = (ms: number) => parisLocal(new Date(Date.now() + ms));
    const maintenance = { titre: 'Coupure', texte: 'Essai.', services: 'cotisations_msa', effet: 'coupure' };
    const window = { debut: at(120_000), fin: at(3_600_000) };
    expect((await operator.post('/administration/maintenances', { ...maintenance, ...window })).status).toBe(303);
    for (const node of [one, other]) await node.apie('horloge', 'avancer', '10m');
    expect(await statusOn(one, MSA)).toBe(503);
    await eventually(async () => (await statusOn(other, MSA)) === 503);
    expect(await statusOn(other, INSEE)).toBe(200);

    await server?.stop();
    const page = await visit(`${other.url}/incidents`, { headers: { Accept: 'text/html' } });
    expect([page.status, page.headers['retry-after']]).toEqual([503, '30']);
    expect(page.text).toContain('momentanément indisponible');
    expect((await visit(`${other.url}/incidents.json`)).status).toBe(503);
    const home = await visit(`${other.url}/`, { headers: { Accept: 'text/html' } });
    expect([home.status, home.text.includes('Maintenance en cours')]).toEqual([200, true]);
    expect([await statusOn(other, MSA), await statusOn(other, INSEE)]).toEqual([503, 200]);
    await Promise.all([one.stop(), other.stop()]);
  },
);
