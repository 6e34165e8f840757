import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { loggedIn, Visitor } from '../support/visitor.ts';
import { type PortalRoute, withRoutes } from './registry.ts';

let instance: TestInstance;
let forms: readonly PortalRoute[];
/** Someone who may use every form, so that what is refused is refused for where it comes from. */
let everything: Visitor;
let tokens: Readonly<Record<'mine' | 'another' | 'visitor', string>>;

beforeAll(async () => {
  const { started, routes } = await withRoutes(() => startTestInstance());
  instance = started;
  forms = routes.filter(({ method }) => method === 'POST');
  everything = await loggedIn(
    instance,
    'demandeur,contact_metier,contact_technique,rapporteur,instructeur,administrateur',
  );
  const another = await loggedIn(instance, 'administrateur');
  tokens = {
    mine: await tokenOf(everything, '/compte/securite'),
    another: await tokenOf(another, '/compte/securite'),
    visitor: await tokenOf(new Visitor(instance.url), '/connexion'),
  };
});
afterAll(() => instance.stop());

async function tokenOf(visitor: Visitor, page: string): Promise<string> {
  await visitor.get(page);
  return visitor.formToken;
}

const foreign = { 'Sec-Fetch-Site': 'cross-site' };
const addressOf = ({ url }: PortalRoute): string => url.replace(/:\w+/g, 'x');

/** The forms of one kind for which this sending is not refused. */
async function taken(
  kind: PortalRoute['form'],
  by: () => Visitor,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<string[]> {
  const found: string[] = [];
  for (const form of forms.filter((one) => one.form === kind)) {
    const { status } = await by().post(addressOf(form), fields, headers);
    if (status !== 403) found.push(`${status} ${form.url}`);
  }
  return found;
}

it.each<[string, () => Record<string, string>, Record<string, string>]>([
  ['no token', () => ({ _csrf: '' }), {}],
  ['no token, even from our own pages', () => ({ _csrf: '' }), { 'Sec-Fetch-Site': 'same-origin' }],
  [
    'a token of the right shape',
    () => ({ _csrf: `${Date.now().toString(36)}.${'A'.repeat(22)}.${'A'.repeat(43)}` }),
    {},
  ],
  ['the token of another session', () => ({ _csrf: tokens.another }), {}],
  ['the token of a visitor', () => ({ _csrf: tokens.visitor }), {}],
  ['the right token, from another site', () => ({ _csrf: tokens.mine }), foreign],
])('no form of who is logged in is taken with %s', async (_, fields, headers) => {
  expect(await taken('session', () => everything, fields(), headers)).toEqual([]);
});

it.each<[string, () => Record<string, string>, Record<string, string>]>([
  ['no token, when the browser says nothing', () => ({ _csrf: '' }), {}],
  ['the token of someone else’s session', () => ({ _csrf: tokens.another }), {}],
  ['the right token, from another site', () => ({ _csrf: tokens.visitor }), foreign],
])('no form of a visitor is taken with %s, from a visitor nor from who is logged in', async (_, fields, headers) => {
  expect(await taken('visiteur', () => new Visitor(instance.url), fields(), headers)).toEqual([]);
  expect(await taken('visiteur', () => everything, fields(), headers)).toEqual([]);
});

it('a form of a visitor is taken from who is logged in, with the token that its page showed him', async () => {
  await everything.get('/abonnements');
  const shown = { _csrf: everything.formToken, email: 'camille@mairie.example', service: 'tous' };
  expect((await everything.post('/abonnements', shown)).status).not.toBe(403);
});

it('sent without a session, what is not for everyone asks to log in and does nothing', async () => {
  const sent = await taken('session', () => new Visitor(instance.url), { _csrf: tokens.visitor });
  // Whoever sends them without a session is told to log in, is told that there is nothing, or uses what is everyone’s.
  const open = ['/deconnexion', '/demonstrations', '/catalogue', '/developpeurs', '/support'];
  for (const line of sent) {
    const [status = '', url = ''] = line.split(' ');
    if (!open.some((prefix) => url.startsWith(prefix))) expect([url, status]).toEqual([url, '303']);
  }
  expect(sent.length).toBeGreaterThan(70);
});

it('the only forms that need no token are those whose address is a secret, and a wrong one opens nothing', async () => {
  const secret = forms.filter(({ form }) => form === 'adresse-secrete');
  expect(secret.map(({ url }) => url).filter((url) => !url.includes('/:cle'))).toEqual([]);
  const answers = secret.map(async (form) => {
    const { status } = await everything.post(addressOf(form), {}, foreign);
    return [form.url, status];
  });
  expect(await Promise.all(answers)).toEqual(secret.map(({ url }) => [url, 404]));
});
