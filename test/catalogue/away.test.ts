import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { counterOf, loadEndpoints } from '../../src/gateway/rooms.ts';
import { parseLimits } from '../../src/gateway/volume/limits.ts';
import { createPapersReader } from '../../src/papers/room-papers.ts';
import { EmbeddedAway } from '../../src/platform/database/away.ts';
import { catalogueRoutes } from '../../src/portal/catalogue/routes.ts';
import { callablesOf } from '../../src/portal/shared/console/callable.ts';
import type { Frame } from '../../src/portal/views/frame.ts';
import { Ongoing } from '../../src/watch/ongoing.ts';
import { places } from '../support/instance.ts';

const file = resolve(import.meta.dirname, '../../config/limites.json');
const limits = parseLimits(readFileSync(file, 'utf8'), file);
const endpoints = await loadEndpoints(places.endpoints);
const site = { brand: { organisme: '', service: 'API Entreprise', ligne: '', logo: null }, sandbox: false };
const frame: Frame = { ...site, account: null, loginAddress: '/connexion', formToken: '' };

const ongoing = new Ongoing();

/** The catalogue alone, on a database that fails in one way. */
async function catalogueOn(failure: Error) {
  const logged: unknown[] = [];
  const app = Fastify();
  app.decorateRequest('frame', { getter: () => frame });
  app.decorateRequest('compte', null);
  const fails = () => Promise.reject(failure);
  const papersOf = createPapersReader(places.endpoints);
  await app.register(catalogueRoutes, {
    site,
    status: { now: () => new Date(), states: fails, history: fails, year: fails, calls: fails, ongoing },
    logError: (error) => logged.push(error),
    console: {
      callables: callablesOf(endpoints, papersOf),
      isFictional: () => false,
      lendsTrialJeton: () => false,
      ownJetons: { listOf: fails, valueOf: fails },
      logError: (error) => logged.push(error),
    },
    catalogue: {
      rooms: endpoints.map((endpoint) => ({ endpoint, counter: counterOf(endpoint, limits) })),
      papersOf,
      publicUrl: 'https://entreprise.exemple.fr',
      token: 'VOTRE_JETON',
      drawSpecimen: async () => Buffer.from('%PDF'),
    },
  });
  return { app, logged };
}

it('a database that is away takes the states from the catalogue, and nothing else', async () => {
  const { app, logged } = await catalogueOn(new EmbeddedAway());
  const list = await app.inject('/catalogue?q=bilan');
  expect([list.statusCode, list.body.includes('État inconnu')]).toEqual([200, true]);
  const sheet = await app.inject('/catalogue/exercices');
  expect(sheet.statusCode).toBe(200);
  expect(sheet.body).toContain('L’historique ne peut pas être lu en ce moment');
  expect(sheet.body).toContain('champ-exercices.ca');
  expect(logged).toHaveLength(2);
});

it('any other fault is not hidden', async () => {
  const { app, logged } = await catalogueOn(new Error('notre faute'));
  expect((await app.inject('/catalogue')).statusCode).toBe(500);
  expect((await app.inject('/catalogue/exercices')).statusCode).toBe(500);
  expect(logged).toEqual([]);
});

it('outside a sandbox, the token is the reader’s own', async () => {
  const { app } = await catalogueOn(new EmbeddedAway());
  const { body } = await app.inject('/catalogue/exercices');
  expect(body).toContain('export JETON=&#34;VOTRE_JETON&#34;');
  expect(body).toContain('https://entreprise.exemple.fr/v2/exercices/');
});
