import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { linkIn, mailsTo } from '../support/mails.ts';
import { signedUp } from '../support/people.ts';
import { versionIn, wordsOf } from '../support/tickets.ts';
import { loggedIn, Visitor } from '../support/visitor.ts';
import { askedFor, type TraceLine, tracesOf } from './asking.ts';

const JWT = /eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{43}/;
const TECHNIQUE = 'equipe.technique@mairie.example';

let instance: TestInstance;
let requester: Visitor;
let email: string;
let jti: string;

beforeAll(async () => {
  instance = await startTestInstance();
  const instructor = await loggedIn(instance, 'instructeur');
  ({ email, visitor: requester } = await signedUp(instance));
  const base = await askedFor(instance, email, 'marches_publics', false);
  const dossier = `/instruction${base}`;
  const version = versionIn((await instructor.get(dossier)).html) ?? '';
  await instructor.post(`${dossier}/decision`, { version, acte: 'valider', texte: '' });
  await requester.logIn(email);
  [, jti = ''] = /\/compte\/jetons\/([\da-f-]{36})/.exec((await requester.get('/compte/jetons')).html) ?? [];
});
afterAll(() => instance.stop());

/** The value of a token, as its requester asks for it. */
async function shown(of: string): Promise<string> {
  await requester.get(`/compte/jetons/${of}`);
  return JWT.exec((await requester.post(`/compte/jetons/${of}/afficher`, {})).html)?.[0] ?? '';
}

const days = (count: number) => instance.apie('horloge', 'avancer', `${count}j`);
const called = async (token: string, siren: string): Promise<number> =>
  (await instance.call(`/v2/entreprises/${siren}`, token)).status;
/** How many calls ended with each status. */
function tally(traces: readonly TraceLine[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { statut } of traces) counts[statut] = (counts[statut] ?? 0) + 1;
  return counts;
}

it('a token lives a month: shown, transmitted, used, leaked, replaced; what its pages say is what happened', async () => {
  // First day. Nothing of the value before it is asked for; then it works.
  const before = await requester.get(`/compte/jetons/${jti}`);
  expect(before.html).not.toMatch(JWT);
  const value = await shown(jti);
  expect(await called(value, '100100015')).toBe(200);

  // Its technical team opens the link of a mail without an account, and has the same value.
  await requester.get(`/compte/jetons/${jti}/transmettre`);
  const sent = await requester.post(`/compte/jetons/${jti}/transmettre`, { email: TECHNIQUE, nom: 'Équipe technique' });
  expect(sent.status).toBe(303);
  const handed = (await mailsTo(instance, TECHNIQUE)).find(({ subject }) => subject?.includes('transmis'));
  const link = linkIn(handed, '/jeton/');
  const team = new Visitor(instance.url);
  const warned = await team.get(link);
  expect([warned.status, JWT.test(warned.html)]).toEqual([200, false]);
  expect(JWT.exec((await team.post(link, {})).html)?.[0]).toBe(value);
  expect((await mailsTo(instance, email)).map(({ text = '' }) => text).join('\n')).toContain(TECHNIQUE);

  // A week of calls, good and bad.
  await days(7);
  for (const siren of ['100100015', '100404003', '100502004', '123']) await called(value, siren);
  await requester.logIn(email);
  const statistics = await requester.get(`/compte/jetons/${jti}/statistiques?periode=30h`);
  expect(statistics.status).toBe(200);
  expect(tally(await tracesOf(instance, jti))).toEqual({ 200: 2, 404: 1, 422: 1, 502: 1 });
  const csv = (await requester.get(`/compte/jetons/${jti}/traces.csv`)).html;
  for (const { object, statut } of await tracesOf(instance, jti)) {
    expect(csv).toContain(object);
    expect(csv).toContain(String(statut));
  }
  expect(csv).not.toMatch(JWT);

  // It leaks: a day to change, the next one works at once, the old one ends by itself.
  await requester.get(`/compte/jetons/${jti}/rotation/fuite`);
  const leak = await requester.post(`/compte/jetons/${jti}/rotation/fuite`, { delai: 'jour', confirme: 'oui' });
  expect(leak.status).toBe(303);
  const cards = (await requester.get('/compte/jetons')).html;
  const next = [...cards.matchAll(/\/compte\/jetons\/([\da-f-]{36})/g)]
    .map(([, one = '']) => one)
    .find((one) => one !== jti);
  const nextValue = await shown(next ?? '');
  expect([await called(value, '100100015'), await called(nextValue, '100100015')]).toEqual([200, 200]);
  await days(2);
  const refused = await instance.call('/v2/entreprises/100100015', value);
  expect([refused.status, refused.headers.get('x-error-code')]).toEqual([401, '00105']);
  expect(await called(nextValue, '100100015')).toBe(200);

  // To the end of the month: the home of the account says it, and no link works any more.
  await days(21);
  await requester.logIn(email);
  const home = wordsOf((await requester.get('/compte')).html);
  expect(home).toContain('Valable jusqu’au');
  expect((await new Visitor(instance.url).get(link)).status).toBe(410);
  const told = [...(await mailsTo(instance, email)), ...(await mailsTo(instance, TECHNIQUE))];
  expect(told.map(({ text = '', html = '' }) => `${text}${html}`).join('\n')).not.toMatch(JWT);
  expect(instance.logged()).not.toMatch(JWT);
}, 60_000);
