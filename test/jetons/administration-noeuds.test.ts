import { expect, it } from 'vitest';
import { startPostgresql } from '../../src/records/databases.fixture.ts';
import { eventually } from '../support/http.ts';
import { startTestInstance } from '../support/instance.ts';
import { claimsOf } from '../support/tokens.ts';
import { loggedIn } from '../support/visitor.ts';
import { secret } from './consommation-scene.ts';

const server = await startPostgresql();

it.runIf(server !== null)(
  'a revocation decided on one node, and its undoing, reach another within two seconds',
  { timeout: 120_000 },
  async () => {
    const environment = { DATABASE_URL: server?.options.url ?? '', JETON_SECRET: secret };
    const portal = await startTestInstance({ environment: { ...environment, ROLES: 'portal,worker' } });
    const gateway = await startTestInstance({ environment: { ...environment, ROLES: 'gateway' } });
    const token = await portal.token();
    const address = `/administration/jetons/${String(claimsOf(token)['jti'])}`;
    const status = async () => (await gateway.call('/v2/privileges', token)).status;
    await eventually(async () => (await status()) === 200);
    const admin = await loggedIn(portal, 'administrateur');
    const act = async (verb: string, fields: Record<string, string>) => {
      const { html } = await admin.get(`${address}/${verb}`);
      const vu = /name="vu" value="([^"]*)"/.exec(html)?.[1] ?? '';
      expect((await admin.post(`${address}/${verb}`, { vu, raison: 'Essai', ...fields })).status).toBe(303);
    };

    for (let turn = 0; turn < 2; turn++) {
      await act('revoquer', { quand: 'maintenant' });
      await eventually(async () => (await status()) === 401, 2000);
      await act('retablir', {});
      await eventually(async () => (await status()) === 200, 2000);
    }
    expect((await portal.apie('journal', 'verifier')).join(' ')).toContain('Journal entier');
    await Promise.all([portal.stop(), gateway.stop()]);
    await server?.stop();
  },
);
