import { expect, it } from 'vitest';
import { openTest, startPostgresql } from '../../src/records/databases.fixture.ts';
import { atelierSur } from '../support/demandes.ts';
import { eventually, visit } from '../support/http.ts';
import { purpose, startTestInstance } from '../support/instance.ts';
import { Visitor } from '../support/visitor.ts';
import { people, secret, writeConsumption } from './consommation-scene.ts';

const server = await startPostgresql();

it.runIf(server !== null)(
  'a node of pages shows, within seconds, the windows that a node of the gateway counts',
  { timeout: 120_000 },
  async () => {
    if (server === null) return;
    const base = await openTest(server);
    const { mine } = await writeConsumption(await atelierSur(base.db));
    await base.close();
    const environment = { DATABASE_URL: server.options.url ?? '', JETON_SECRET: secret };
    const gateway = await startTestInstance({ environment: { ...environment, ROLES: 'gateway' } });
    const portal = await startTestInstance({ environment: { ...environment, ROLES: 'portal' } });
    const visitor = new Visitor(portal.url);
    await visitor.logIn(people.demandeuse);
    const headers = { Authorization: `Bearer ${mine.value}` };
    for (let made = 0; made < 3; made++)
      await visit(`${gateway.url}/v2/entreprises/100100015?${new URLSearchParams(purpose)}`, { headers });
    await eventually(async () => {
      const { html } = await visitor.get(`/compte/jetons/${mine.jti}/consommation`);
      return html.includes('3 appels sur 250');
    }, 15_000);
    expect((await visitor.get('/compte/bannissement')).status).toBe(200);
    await Promise.all([gateway.stop(), portal.stop()]);
    await server.stop();
  },
);
