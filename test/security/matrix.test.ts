import { afterAll, beforeAll, expect, it } from 'vitest';
import { Visitor } from '../support/visitor.ts';
import { ask, bare, type Caller, callerOf, type Outcome, outcomeOf, type Refusal, withoutPolicy } from './answers.ts';
import { addressesOf, objectsOf } from './objects.ts';
import type { PortalRoute } from './registry.ts';
import { type Rule, rules } from './rules.ts';
import { people } from './scene.ts';
import { type Invitations, invite, openStage, type Role, type Stage } from './stage.ts';

let stage: Stage;
let invitations: Invitations;
let callers: ReadonlyMap<Role, Caller>;
let bodies: Readonly<Record<string, Record<string, string>>>;
/** What each is told at an address that nothing has. */
let nothing: ReadonlyMap<Role, Refusal>;

const NOWHERE = '/nulle-part/du/tout';
const roles = ['v', 'd', 'x', 'p', 'c', 'n', 'e', 'm', 't', 'r', 'i', 'a'] as const satisfies readonly Role[];
const notLogged: readonly Role[] = ['v', 'd', 'x'];

beforeAll(async () => {
  stage = await openStage();
  invitations = await invite(stage);
  const found: [Role, Caller][] = [];
  for (const role of roles) found.push([role, await callerOf(stage.as[role])]);
  callers = new Map(found);
  const told: [Role, Refusal][] = [];
  for (const [role, caller] of callers) told.push([role, bare(await ask(caller, 'GET', NOWHERE), NOWHERE)]);
  nothing = new Map(told);
  bodies = { 'POST /compte/securite/sessions': { session: await sessionOf(people.p.email) } };
}, 120_000);
afterAll(() => stage.stop());

/** Another session of someone, by what his page of sessions calls it. */
async function sessionOf(email: string): Promise<string> {
  await new Visitor(stage.instance.url).logIn(email);
  const { html } = await stage.as.p.get('/compte/securite');
  return /name="session" value="([^"]+)"/.exec(html)?.[1] ?? '';
}

/** GET before POST, and last what spoils the rest. */
const asked = rules
  .flatMap(({ routes, ...rule }) => routes.map((route) => ({ ...rule, ...methodAndUrl(route) })))
  .map((one) => [`${one.method} ${one.url}`, one] as const)
  .sort(([, one], [, other]) => rankOf(one) - rankOf(other));

function methodAndUrl(route: string): Pick<PortalRoute, 'method' | 'url'> {
  const [method, url = ''] = route.split(' ');
  return { method: method === 'POST' ? 'POST' : 'GET', url };
}

function rankOf({ method, last }: Pick<Rule, 'last'> & Pick<PortalRoute, 'method'>): number {
  return last ? 2 : Number(method === 'POST');
}

it('every route of the portal has one rule, and every rule a route', () => {
  const registered = stage.routes.map(({ method, url }) => `${method} ${url}`);
  expect(registered.length).toBeGreaterThan(350);
  expect(asked.map(([name]) => name).sort()).toEqual(registered.sort());
});

it.each(asked)('%s is for whom its rule says', async (name, { method, url, access, open }) => {
  const unknown = new Map<Role, Refusal>();
  for (const { name: object, path } of [...addressesOf(url, objectsOf(url, stage, invitations))].sort(unknownFirst)) {
    const allowed = typeof access === 'string' ? access : (access[object] ?? '');
    const expected: [Role, Outcome][] = [];
    const got: [Role, Outcome][] = [];
    for (const [role, caller] of callers) {
      const page = await ask(caller, method, path, bodies[name]);
      got.push([role, outcomeOf(page)]);
      expected.push([role, expectedFor(role, allowed, open)]);
      if (outcomeOf(page) !== 'absent') continue;
      // Not mine, and not there: the same answer, to the letter.
      const refusal = bare(page, path);
      expect(refusal, `${role} ${object}`).toEqual(unknown.get(role) ?? refusal);
      const nowhere = nothing.get(role);
      if (!open && nowhere !== undefined) expect(withoutPolicy(refusal)).toEqual(withoutPolicy(nowhere));
      if (object === 'inconnu') unknown.set(role, refusal);
    }
    expect({ object, ...Object.fromEntries(got) }).toEqual({ object, ...Object.fromEntries(expected) });
  }
});

function expectedFor(role: Role, allowed: string, open: boolean): Outcome {
  if (allowed.includes(role)) return 'entre';
  return !open && notLogged.includes(role) ? 'connexion' : 'absent';
}

function unknownFirst({ name }: { name: string }, other: { name: string }): number {
  return Number(other.name === 'inconnu') - Number(name === 'inconnu');
}
