import { rm } from 'node:fs/promises';
import argon2 from 'argon2';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLecture } from '../../src/habilitations/lecture.ts';
import { dossierAvecDemandes } from '../support/demandes.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { identity, signedUp } from '../support/people.ts';
import { makeAccount, type Page, password, Visitor } from '../support/visitor.ts';
import { bare } from './answers.ts';

let instance: TestInstance;
/** A verified account, one that is not, one that was deactivated; and an address that nobody has. */
let addresses: Readonly<Record<'verified' | 'unverified' | 'deactivated' | 'unknown', string>>;
let member: Visitor;

beforeAll(async () => {
  instance = await startTestInstance();
  const [{ email: verified }, unverified, deactivated] = [
    await signedUp(instance),
    'pas-encore@mairie.example',
    await makeAccount(instance, 'demandeur'),
  ];
  await send('/inscription', identity(unverified));
  await instance.apie('compte', 'desactiver', deactivated);
  addresses = { verified, unverified, deactivated, unknown: 'personne@mairie.example' };
  member = new Visitor(instance.url);
  await member.logIn(await makeAccount(instance, 'demandeur'));
});
afterAll(() => instance.stop());
beforeEach(() => instance.apie('horloge', 'avancer', '61m'));

async function send(page: string, fields: Record<string, string>, by = new Visitor(instance.url)): Promise<Page> {
  await by.get(page);
  return by.post(page, fields);
}

interface Asked {
  readonly answer: unknown;
  readonly ms: number;
}

async function timed(page: string, address: string, ask: () => Promise<Page>): Promise<Asked> {
  const since = performance.now();
  const answer = await ask();
  const ms = performance.now() - since;
  const { status, headers, page: html } = bare(answer, page);
  return { answer: { status, headers, location: answer.location, html: html.replaceAll(address, 'ADRESSE') }, ms };
}

/** What a form answers of each address, and how soon. */
function ofEach(page: string, ask: (email: string) => Promise<Page>): Promise<Asked[]> {
  return Object.values(addresses).reduce<Promise<Asked[]>>(
    async (before, address) => [...(await before), await timed(page, address, () => ask(address))],
    Promise.resolve([]),
  );
}

/** The floor of such an answer, less what a timer may be early. */
const FLOOR_MS = 145;

describe('who has an account is not told', () => {
  it.each<[string, (email: string) => Promise<Page>]>([
    ['/mot-de-passe/oublie', (email) => send('/mot-de-passe/oublie', { email })],
    ['/inscription/lien', (email) => send('/inscription/lien', { email })],
    ['/inscription', (email) => send('/inscription', identity(email))],
    [
      '/compte/profil/adresse',
      async (email) => {
        await member.get('/compte/profil');
        return member.post('/compte/profil/adresse', { email, mot_de_passe: password });
      },
    ],
  ])('by %s: the same answer, and none before the time that a mail takes', async (page, ask) => {
    const asked = await ofEach(page, ask);
    for (const { answer, ms } of asked) {
      expect(answer).toEqual(asked[0]?.answer);
      expect(ms).toBeGreaterThan(FLOOR_MS);
    }
  });

  it('by a login: the same answer, after the same work on the password', async () => {
    const verify = vi.spyOn(argon2, 'verify');
    try {
      const works: unknown[] = [];
      const asked = await ofEach('/connexion', async (email) => {
        verify.mockClear();
        const page = await send('/connexion', { email, mot_de_passe: 'un mauvais mot de passe' });
        works.push(verify.mock.calls.map(([hash]) => hash.replace(/^(\$argon2id\$v=\d+\$[^$]*\$).*$/, '$1')));
        return page;
      });
      for (const { answer } of asked) expect(answer).toEqual(asked[0]?.answer);
      expect(works).toEqual(
        works.map(() => [expect.stringMatching(/^\$argon2id\$v=19\$m=19456,(?:t=2,p=1|p=1,t=2)\$$/)]),
      );
    } finally {
      verify.mockRestore();
    }
  });

  it('by a password that is right for an account that was deactivated, nor by being told to wait', async () => {
    const right = await send('/connexion', { email: addresses.deactivated, mot_de_passe: password });
    const unknown = await send('/connexion', { email: addresses.unknown, mot_de_passe: password });
    expect([right.status, right.headers.get('set-cookie')]).toEqual([unknown.status, null]);
    for (const email of [addresses.verified, 'personne-d-autre@mairie.example']) {
      const tried: number[] = [];
      for (let time = 0; time < 6; time++)
        tried.push((await send('/connexion', { email, mot_de_passe: 'faux' })).status);
      expect(tried).toEqual([422, 422, 422, 422, 422, 429]);
      await instance.apie('horloge', 'avancer', '61m');
    }
  });
});

it('a request that is not one’s own is looked up as one that is not there, and answered the same', async () => {
  const folder = await dossierAvecDemandes(async (atelier) => {
    const [owner, other] = [
      await atelier.compte('a.a@mairie.example', 'demandeur'),
      await atelier.compte('b.b@x.example', 'demandeur'),
    ];
    await atelier.organisation();
    const { id } = await atelier.envoyee(owner);
    const asked: string[] = [];
    const lecture = createLecture({
      ...{ db: atelier.db, donnees: atelier.donnees, clock: { now: () => Date.now() } },
      annuaire: {
        connue: async () => null,
        chercher: async () => ({ etat: 'inconnue' }),
        relire: async () => ({ etat: 'inconnue' }),
      },
      siretsVerifies: async (compte) => {
        asked.push(compte);
        return [];
      },
    });
    for (const one of [id, '00000000-0000-4000-8000-000000000000', 'pas-un-identifiant'])
      expect([
        await lecture.demande(other, one),
        await lecture.dossier(other, one),
        await lecture.piece(other, one, id),
      ]).toEqual([null, null, null]);
    expect(asked).toEqual(Array(9).fill(other.id));
  });
  await rm(folder, { recursive: true, force: true });
});
