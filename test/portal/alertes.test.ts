import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { loggedIn, Visitor } from '../support/visitor.ts';

const ADDRESS = '/administration/alertes';

let instance: TestInstance;
beforeAll(async () => {
  instance = await startTestInstance({ environment: { ALERTES_EMAIL: 'garde@exploitation.example' } });
});
afterAll(() => instance.stop());

async function outage(endpoint: string): Promise<void> {
  for (let turn = 0; turn < 2; turn++) {
    await instance.apie('sonder', endpoint);
    await instance.apie('horloge', 'avancer', '11s');
  }
  for (const wait of ['61s', '11s']) await instance.apie('horloge', 'avancer', wait);
}

it('is for administrators: others are asked to log in, or see no such page', async () => {
  const visitor = await new Visitor(instance.url).get(ADDRESS);
  expect([visitor.status, visitor.location]).toEqual([303, `/connexion?retour=${encodeURIComponent(ADDRESS)}`]);
  expect((await (await loggedIn(instance, 'demandeur')).get(ADDRESS)).status).toBe(404);
});

it('says what is wrong and what to do of it, then what is over', async () => {
  const administrator = await loggedIn(instance, 'administrateur');
  const calm = (await administrator.get(ADDRESS)).html;
  expect(calm).toContain('Aucune alerte en cours');
  expect(calm).toContain('Chaque alerte est envoyée à 1 adresse');
  await instance.apie('simulateur', 'panne', 'agence-bio', '503');
  await outage('certificats_agence_bio');
  const { html } = await administrator.get(ADDRESS);
  expect(html).toContain('1 alerte en cours');
  expect(html).toMatch(/\(certificats_agence_bio\)[\s\S]*En panne depuis le .* \(code vu : 503\)/);
  expect(html).toContain('docs/exploitation/alertes.md#etat');
  await instance.apie('simulateur', 'panne', 'agence-bio', 'fin');
  await outage('certificats_agence_bio');
  const over = (await administrator.get(`${ADDRESS}?page=7`)).html;
  expect(over).toContain('Aucune alerte en cours');
  expect(over).toMatch(/\(certificats_agence_bio\)[\s\S]*Service en panne[\s\S]*Du .* au /);
});
