import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { htmlFaults } from '../support/html.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { mailsTo } from '../support/mails.ts';
import { type Page, password, Visitor } from '../support/visitor.ts';
import {
  agentsOf,
  authorise,
  enter,
  enterProved,
  formOf,
  lookUp,
  people,
  playAttestations,
  type Scene,
  said,
  secret,
  sendForm,
  traces,
  type Who,
} from './scene.ts';

const FISCAL = 'attestations_fiscales_dgfip';
const WHOLE = '100100015';
const MINE = '/compte/attestations/consultations';

let scene: Scene;
let instance: TestInstance;
let demandeuse: Visitor;
let agent: Visitor;

beforeAll(async () => {
  scene = await playAttestations();
  instance = await startTestInstance({ varDir: scene.folder, environment: { JETON_SECRET: secret } });
  demandeuse = await enter(instance, 'demandeuse');
  agent = await enterProved(instance, 'agent');
}, 60_000);
afterAll(async () => {
  await instance.stop();
  rmSync(scene.folder, { recursive: true, force: true });
});

const asked = { identifiant: WHOLE, services: [FISCAL] };
/** The address by which an agent is taken back. */
function withdrawalIn({ html }: Page): string {
  return /href="([^"]*\/agents\/[^"]*\/retirer)"/.exec(html)?.[1] ?? '';
}

describe('an agent whom nobody has let in', () => {
  it('finds nothing to use, and no grant of anyone', async () => {
    expect(said((await agent.get('/compte/attestations')).html)).toContain('Aucune habilitation ne vous est ouverte');
    expect((await agent.get(formOf(scene.large))).status).toBe(404);
    expect((await sendForm(agent, scene.large, { ...asked, envoi: crypto.randomUUID() })).status).toBe(404);
    expect((await agent.get(formOf({ ...scene.large, habilitation: 'x' }))).status).toBe(404);
    expect(said((await agent.get(MINE)).html)).toContain('Aucune consultation');
  });
});

describe('the applicant', () => {
  it('lets an agent in by his e-mail, who hears of it and looks up at once, under that grant alone', async () => {
    expect((await authorise(demandeuse, scene.large, 'agent')).location).toBe(`${agentsOf(scene.large)}?fait=autorise`);
    const mail = (await mailsTo(instance, people.agent)).at(-1);
    expect(mail?.text).toContain(`${instance.url}/compte/attestations`);
    expect(mail?.text).not.toContain(scene.large.value.slice(0, 30));
    expect((await agent.get('/compte/attestations')).location).toBe(formOf(scene.large));
    const page = await lookUp(agent, scene.large, { ...asked, objet: 'agent-1' });
    expect(said(page.html)).toContain('1 obtenu, sur 1 demandé');
    const [trace] = (await traces(instance)).filter(({ object }) => object === 'agent-1');
    expect(trace).toMatchObject({ user_id: `agent:${scene.comptes.agent}`, jti: scene.large.jti });
    expect((await agent.get(formOf(scene.petite))).status).toBe(404);
  });

  it.each([
    [people.demandeuse, '', /votre propre adresse/],
    [people.agent, '', /déjà autorisé/],
    ['pas une adresse', '', /adresse complète/],
    [people.collegue, '2026-02-30', /un jour qui existe/],
    [people.collegue, '2020-01-01', /Ce jour est passé/],
  ])('is told why %s until %j cannot be let in', async (email, fin, words) => {
    await demandeuse.get(agentsOf(scene.large));
    const page = await demandeuse.post(agentsOf(scene.large), { email, fin });
    expect([page.status, said(page.html)]).toEqual([422, expect.stringMatching(words)]);
    expect(htmlFaults(page.html)).toEqual([]);
  });

  it('sees who looked up how many, by day, and each look-up', async () => {
    await lookUp(agent, scene.large, { ...asked, objet: 'agent-2' });
    const counts = said((await demandeuse.get(agentsOf(scene.large))).html);
    expect(counts).toMatch(/Ana Petit \(ana\.petit@mairie\.example\) 2 2/);
    const list = `/compte/habilitations/${scene.large.habilitation}/consultations`;
    expect(said((await demandeuse.get(list)).html)).toMatch(
      /Ana Petit .*100 100 015 Attestation fiscale .*agent-2 Obtenu/,
    );
    expect((await demandeuse.get(`${list}.csv`)).html).toContain('"Ana Petit";"ana.petit@mairie.example";"100100015"');
  });

  it('takes an agent back, after a confirmation: everything is 404 to him at once', async () => {
    const before = await lookUp(agent, scene.large, { ...asked, objet: 'agent-3' });
    const link = /href="([^"]*\/documents\/1)"/.exec(before.html)?.[1] ?? '';
    expect((await agent.get(link)).status).toBe(200);
    const withdrawal = withdrawalIn(await demandeuse.get(agentsOf(scene.large)));
    expect(said((await demandeuse.get(withdrawal)).html)).toContain('Retirer cette autorisation ?');
    await agent.get(formOf(scene.large));
    expect((await demandeuse.post(withdrawal, {})).location).toBe(`${agentsOf(scene.large)}?fait=retire`);
    const late = await sendForm(agent, scene.large, { ...asked, envoi: crypto.randomUUID(), objet: 'trop-tard' });
    expect(late.status).toBe(404);
    for (const path of [formOf(scene.large), link]) expect((await agent.get(path)).status).toBe(404);
    expect((await traces(instance)).filter(({ object }) => object === 'trop-tard')).toEqual([]);
    expect(said((await agent.get(MINE)).html)).toContain('agent-3');
    expect((await demandeuse.post(withdrawal, {})).status).toBe(404);
    expect((await mailsTo(instance, people.agent)).at(-1)?.subject).toContain('est retirée');
  });

  it('sets a last day, whose evening ends the authorisation', async () => {
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    await authorise(demandeuse, scene.large, 'agent', tomorrow);
    expect((await agent.get(formOf(scene.large))).status).toBe(200);
    await instance.apie('horloge', 'avancer', '2j');
    agent = await enterProved(instance, 'agent');
    demandeuse = await enter(instance, 'demandeuse');
    expect((await agent.get(formOf(scene.large))).status).toBe(404);
    const listed = await demandeuse.get(agentsOf(scene.large));
    expect(said(listed.html)).toContain('(terminée)');
    // One that has ended gives its place to another.
    expect((await authorise(demandeuse, scene.large, 'agent')).status).toBe(303);
    expect((await agent.get(formOf(scene.large))).status).toBe(200);
  });
});

describe('every page of it', () => {
  it('is for whom it is for, and 404 or the login to anyone else', async () => {
    const visitors = new Map<Who | 'visiteur', Visitor>([['visiteur', new Visitor(instance.url)]]);
    for (const who of ['metier', 'technique', 'voisin', 'instructeur', 'administratrice'] as const)
      visitors.set(who, await enter(instance, who));
    visitors.set('demandeuse', demandeuse).set('agent', agent);
    const { habilitation } = scene.large;
    const [form, agents] = [formOf(scene.large), agentsOf(scene.large)];
    const nobody = { technique: 404, voisin: 404, instructeur: 404, administratrice: 404, visiteur: 303 };
    const applicant = { ...nobody, metier: 404, agent: 404, demandeuse: 200 };
    const expected: Readonly<Record<string, Readonly<Record<string, number>>>> = {
      // Without a second factor, the page says so and shows no form.
      [form]: { ...nobody, demandeuse: 403, metier: 403, agent: 200 },
      [agents]: applicant,
      [withdrawalIn(await demandeuse.get(agents))]: applicant,
      [`/compte/habilitations/${habilitation}/consultations`]: applicant,
      [`/compte/habilitations/${habilitation}/consultations.csv`]: applicant,
    };
    for (const [path, statuses] of Object.entries(expected)) {
      for (const [who, status] of Object.entries(statuses)) {
        const found = await visitors.get(who as Who)?.get(path);
        expect([path, who, found?.status]).toEqual([path, who, status]);
      }
    }
    const posts = [form, agents, withdrawalIn(await demandeuse.get(agents))];
    for (const [who, visitor] of visitors) {
      if (who === 'demandeuse' || (who === 'agent' && posts[0] === form)) continue;
      await visitor.get('/compte');
      for (const path of posts) {
        const { status } = await visitor.post(path, { email: people.voisin });
        expect([who, path, [303, 403, 404].includes(status)]).toEqual([who, path, true]);
      }
    }
    expect(said((await demandeuse.get(agents)).html)).not.toContain(people.voisin);
    expect((await agent.send(form, new URLSearchParams({ identifiant: WHOLE, services: FISCAL }))).status).toBe(403);
  });
});

describe('too many look-ups in an hour', () => {
  it('are refused with the time to wait, and not called', async () => {
    await instance.apie('horloge', 'avancer', '2h');
    for (let sent = 0; sent < 60; sent++)
      await lookUp(agent, scene.large, { identifiant: '100404003', services: ['entreprises'] });
    const before = (await traces(instance)).length;
    const page = await lookUp(agent, scene.large, asked);
    expect([page.status, said(page.html)]).toEqual([
      429,
      expect.stringMatching(/Recommencez dans \d+ minutes?\. Pour traiter/),
    ]);
    expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await traces(instance)).toHaveLength(before);
    const many = said((await agent.get(`${MINE}?page=2`)).html);
    expect(many).toContain('Page 2 sur');
    await instance.apie('horloge', 'avancer', '61m');
    expect((await lookUp(agent, scene.large, asked)).status).toBe(200);
  }, 30_000);
});

describe('what is kept of an agent', () => {
  it('is in what he may take away, without what opens a document; once erased, it names nobody', async () => {
    const copy = (await agent.get('/compte/donnees/copie')).html;
    const kept: { consultations: unknown[]; habilitations_ouvertes_pour_vous: unknown[] } = JSON.parse(copy);
    expect(kept.habilitations_ouvertes_pour_vous).toEqual([expect.objectContaining({ email: people.agent })]);
    expect(kept.consultations).toContainEqual(expect.objectContaining({ objet: 'agent-1', service: FISCAL }));
    expect(copy).not.toMatch(/[0-9a-f]{40}-/);

    await agent.get('/compte/donnees/effacement');
    expect((await agent.post('/compte/donnees/effacement', { mot_de_passe: password })).status).toBe(200);
    const list = (await demandeuse.get(`/compte/habilitations/${scene.large.habilitation}/consultations.csv`)).html;
    expect(list).toContain('"agent-1"');
    expect(list).toContain('"Compte effacé";""');
    expect(list).not.toContain(people.agent);
    expect((await demandeuse.get(agentsOf(scene.large))).html).not.toContain(people.agent);
  });

  it('ends as the table of durations says: with the traces of its calls', async () => {
    await instance.apie('horloge', 'avancer', '35M');
    demandeuse = await enterProved(instance, 'demandeuse');
    const list = `/compte/habilitations/${scene.large.habilitation}/consultations`;
    expect(said((await demandeuse.get(list)).html)).toContain('dossier-7');
    await instance.apie('horloge', 'avancer', '2M');
    demandeuse = await enterProved(instance, 'demandeuse');
    expect(said((await demandeuse.get(list)).html)).toContain('Aucune consultation');
  });
});
