import formbody from '@fastify/formbody';
import Fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { loadEndpoints } from '../../src/gateway/rooms.ts';
import { createPapersReader } from '../../src/papers/room-papers.ts';
import { EmbeddedAway } from '../../src/platform/database/away.ts';
import type { CallOrder, JetonReport } from '../../src/portal/console/door.ts';
import { consoleRoutes } from '../../src/portal/console/routes.ts';
import { callablesOf } from '../../src/portal/shared/console/callable.ts';
import type { OwnJetons } from '../../src/portal/shared/console/offer.ts';
import type { Frame } from '../../src/portal/views/frame.ts';
import { filled, wordsOf } from '../support/console-form.ts';
import { places } from '../support/instance.ts';

const callables = callablesOf(await loadEndpoints(places.endpoints), createPapersReader(places.endpoints));
const site = { brand: { organisme: '', service: 'API Entreprise', ligne: '', logo: null }, sandbox: false };
const frame: Frame = { ...site, account: null, loginAddress: '/connexion', formToken: '' };
const someone = {
  email: 'agent@ville.example',
  nom: '',
  telephone: '',
  fonction: '',
  prenom: '',
  roles: [],
  cree_le: new Date(0),
  verifie_le: null,
  desactive_le: null,
};
const fields = { ...filled, 'appel-siren': '552100554', etape: 'appeler' };
const mine: OwnJetons = {
  listOf: async (compte) => (compte === 'moi' ? [{ jti: 'j-1', label: 'Marchés de la ville' }] : []),
  valueOf: async (compte, jti) => (compte === 'moi' && jti === 'j-1' ? 'le.mien.propre' : null),
};

/** The console of a run with real providers, for this account. */
async function consoleFor(
  compte: string | null,
  ownJetons: OwnJetons = mine,
  report: JetonReport = { kind: 'untold' },
) {
  const called: CallOrder[] = [];
  const logged: unknown[] = [];
  const app = Fastify();
  await app.register(formbody);
  app.decorateRequest('frame', { getter: () => frame });
  app.decorateRequest('compte', { getter: () => (compte === null ? null : { ...someone, id: compte }) });
  await app.register(consoleRoutes, {
    console: {
      ground: {
        callables,
        isFictional: () => false,
        lendsTrialJeton: () => false,
        ownJetons,
        logError: (error) => logged.push(error),
      },
      door: {
        call: async (order) => {
          called.push(order);
          return { status: 200, headers: [], text: '{}', isCut: false };
        },
        inspect: async () => report,
        trialJeton: () => 'essai.essai.essai',
        mayAsk: () => true,
        isBanned: async () => false,
      },
      strictTraceability: true,
      units: [{ siren: '100100015', siret: '10010001500013', rna: 'W751000015', what: 'entreprise inventée' }],
      context: { publicUrl: 'https://entreprise.exemple.fr', timeoutSeconds: 13, banHours: 12 },
    },
  });
  const send = (more: Record<string, string>) =>
    app.inject({
      method: 'POST',
      url: '/catalogue/entreprises/appel',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ ...fields, ...more }).toString(),
    });
  return { app, called, logged, send };
}

describe('the tokens of who is logged in', () => {
  it('are offered by their names, and called with by choice alone', async () => {
    const { app, called, send } = await consoleFor('moi');
    const page = await app.inject('/developpeurs/bac-a-sable');
    expect(page.body).toMatch(/value="jeton:j-1" checked[^>]*>.*Marchés de la ville/s);
    const answer = await send({ jeton: 'jeton:j-1' });
    expect(answer.statusCode).toBe(200);
    expect(called.map(({ token }) => token)).toEqual(['le.mien.propre']);
    expect([page.body, answer.body].join()).not.toContain('le.mien.propre');
    expect(answer.body).toContain('value="jeton:j-1" checked');
  });

  it('give way to one that is typed', async () => {
    const { called, send } = await consoleFor('moi');
    await send({ jeton: 'jeton:j-1', 'jeton-saisi': ' Bearer un.autre.jeton ' });
    expect(called.map(({ token }) => token)).toEqual(['un.autre.jeton']);
  });

  it.each([
    ['a visitor', null],
    ['someone else', 'autrui'],
  ])('are not those of %s', async (_, compte) => {
    const { app, called, send } = await consoleFor(compte);
    expect((await app.inject('/developpeurs/bac-a-sable')).body).not.toContain('j-1');
    expect((await send({ jeton: 'jeton:j-1' })).statusCode).toBe(422);
    expect(called).toEqual([]);
  });

  it('that are no more are told beside the choice', async () => {
    const { called, send } = await consoleFor('moi', { ...mine, valueOf: async () => null });
    const answer = await send({ jeton: 'jeton:j-1' });
    expect([answer.statusCode, answer.body.includes('id="champ-jeton-erreur"')]).toEqual([422, true]);
    expect(called).toEqual([]);
  });

  it('that the database cannot list leave the typed one', async () => {
    const away = () => Promise.reject(new EmbeddedAway());
    const { app, called, logged, send } = await consoleFor('moi', { listOf: away, valueOf: away });
    const page = await app.inject('/developpeurs/bac-a-sable');
    expect([page.statusCode, page.body.includes('name="jeton-saisi"')]).toEqual([200, true]);
    expect(logged).toHaveLength(1);
    await send({ 'jeton-saisi': 'un.autre.jeton' });
    expect(called).toHaveLength(1);
  });
});

describe('with real providers', () => {
  it('no fictional number and no token is proposed', async () => {
    const { app, called, send } = await consoleFor(null);
    for (const address of ['/developpeurs/bac-a-sable', '/developpeurs/bac-a-sable?unite=100100015']) {
      const { body } = await app.inject(address);
      expect(body).not.toMatch(/100100015|10000001700010|Aides publiques|jeton d’essai|name="jeton"/);
      expect(body).toContain('vrai appel');
    }
    expect((await send({ jeton: 'essai' })).statusCode).toBe(422);
    expect(called).toEqual([]);
  });

  it('a platform that refuses what others warn of says so before the call', async () => {
    const { send } = await consoleFor(null);
    const answer = await send({ etape: 'verifier', 'jeton-saisi': 'a.b.c', 'appel-recipient': 'mairie' });
    expect(answer.statusCode).toBe(422);
    const words = wordsOf({ text: answer.body });
    expect(words).toContain('doit être le SIRET (14 chiffres)');
    expect(words).toContain('registre des jetons ne répond pas');
  });
});
