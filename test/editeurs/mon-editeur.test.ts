import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { EmbeddedAway } from '../../src/platform/database/away.ts';
import { useCaseRoutes } from '../../src/portal/cas-usage/routes.ts';
import type { Frame } from '../../src/portal/views/frame.ts';

const site = { brand: { organisme: '', service: 'API Entreprise', ligne: '', logo: null }, sandbox: false };
const frame: Frame = { ...site, account: null, loginAddress: '/connexion', formToken: '' };

/** The pages of use cases alone, on a database that fails in one way. */
async function pagesOn(failure: Error) {
  const logged: unknown[] = [];
  const app = Fastify();
  app.decorateRequest('frame', { getter: () => frame });
  const editors = () => Promise.reject(failure);
  await app.register(useCaseRoutes, { useCases: [], editors, logError: (error) => logged.push(error) });
  return { answer: await app.inject('/cas-usage/mon-editeur'), logged };
}

it('a database that is away takes the list of editors from its page, and nothing else', async () => {
  const { answer, logged } = await pagesOn(new EmbeddedAway());
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toContain('La liste ne peut pas être lue en ce moment');
  expect(answer.body).toContain('étape par étape');
  expect(logged).toHaveLength(1);
});

it('a fault of ours is not taken for it', async () => {
  const { answer, logged } = await pagesOn(new Error('relation does not exist'));
  expect([answer.statusCode, logged]).toEqual([500, []]);
});
