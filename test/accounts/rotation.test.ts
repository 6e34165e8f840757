import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { copyEmptyDatabase } from '../../src/records/databases.fixture.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { codeOf, turnOnFactor } from '../support/people.ts';
import { makeAccount, Visitor } from '../support/visitor.ts';

const former = { JETON_SECRET: 'un premier secret de quarante caracteres', JETON_KID: 'a' };
const next = { JETON_SECRET: 'un second secret, de quarante caracteres', JETON_KID: 'b' };
const both = { ...next, JETON_SECRET_PRECEDENT: former.JETON_SECRET, JETON_KID_PRECEDENT: former.JETON_KID };

it('a second factor goes on working when the secret changes, and once the former is gone', {
  timeout: 60_000,
}, async () => {
  const varDir = await mkdtemp(join(tmpdir(), 'apie-'));
  await copyEmptyDatabase(varDir, join(varDir, 'base'));
  const under = async <T>(environment: Record<string, string>, visit: (instance: TestInstance) => Promise<T>) => {
    const instance = await startTestInstance({ varDir, environment });
    try {
      return await visit(instance);
    } finally {
      await instance.stop();
    }
  };
  const people = await under(former, async (instance) => {
    const made = [];
    for (let person = 0; person < 2; person++) {
      const email = await makeAccount(instance, 'demandeur');
      const visitor = new Visitor(instance.url);
      await visitor.logIn(email);
      made.push({ email, ...(await turnOnFactor(instance, visitor)) });
    }
    return made;
  });
  const [comes, stays] = people;
  const logIn = async (instance: TestInstance, person: (typeof people)[number] | undefined) => {
    const visitor = new Visitor(instance.url);
    await visitor.logIn(person?.email ?? '');
    await visitor.get('/connexion/code');
    return visitor.post('/connexion/code', { code: await codeOf(instance, person?.secret ?? '') });
  };
  await under(both, async (instance) => expect((await logIn(instance, comes)).location).toBe('/compte'));
  await under(next, async (instance) => {
    expect((await logIn(instance, comes)).location).toBe('/compte');
    // Who has not come back meanwhile is kept out rather than let in.
    expect((await logIn(instance, stays)).status).toBe(500);
    const visitor = new Visitor(instance.url);
    await visitor.logIn(stays?.email ?? '');
    await visitor.get('/connexion/code');
    expect((await visitor.post('/connexion/code', { code: stays?.codes[0] ?? '' })).location).toBe('/compte');
    expect(instance.logged()).not.toContain(stays?.secret);
  });
  await rm(varDir, { recursive: true, force: true });
});
