import { expect, it } from 'vitest';
import { createTokenSigner } from '../../src/gateway/jetons/signing.ts';
import { openTest, startPostgresql } from '../../src/records/databases.fixture.ts';
import { atelierSur } from '../support/demandes.ts';
import { eventually } from '../support/http.ts';
import { startTestInstance } from '../support/instance.ts';
import { claimsOf } from '../support/tokens.ts';
import { loggedIn, Visitor } from '../support/visitor.ts';
import { people, secret, writeConsumption } from './consommation-scene.ts';

const server = await startPostgresql();

it.runIf(server !== null)(
  'a leak said on two nodes at once makes one replacement, which each believes within two seconds',
  { timeout: 120_000 },
  async () => {
    if (server === null) return;
    const base = await openTest(server);
    const { mine } = await writeConsumption(await atelierSur(base.db));
    const environment = { DATABASE_URL: server.options.url ?? '', JETON_SECRET: secret };
    const nodes = [await startTestInstance({ environment }), await startTestInstance({ environment })];
    const leak = `/compte/jetons/${mine.jti}/rotation/fuite`;
    const visitors = await Promise.all(
      nodes.map(async ({ url }) => {
        const visitor = new Visitor(url);
        await visitor.logIn(people.demandeuse);
        await visitor.get(leak);
        return visitor;
      }),
    );
    const sent = await Promise.all(visitors.map((it) => it.post(leak, { delai: 'aucun', confirme: 'oui' })));
    expect(sent.map(({ status }) => status)).toEqual([303, 303]);
    const made = await base.db.selectFrom('jetons').selectAll().where('sujet', '=', 'Cantines scolaires').execute();
    expect(made).toHaveLength(2);
    const next = made.find(({ jti }) => jti !== mine.jti);
    if (next === undefined) throw new Error('no replacement');
    const { jti, uid, roles, sujet: subject, cree_le, expire_le } = next;
    const claims = { jti, uid, roles, subject, issuedAt: cree_le, expiresAt: expire_le };
    const value = createTokenSigner([{ kid: '1', secret }])(claims);
    for (const node of nodes) {
      const statuses = async () =>
        Promise.all([mine.value, value].map(async (one) => (await node.call('/v2/privileges', one)).status));
      await eventually(async () => (await statuses()).join() === '401,200', 2000);
    }
    await Promise.all(nodes.map((node) => node.stop()));
    await base.close();
  },
);

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
