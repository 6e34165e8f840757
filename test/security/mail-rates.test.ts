import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { mailsTo } from '../support/mails.ts';
import { identity, signedUp } from '../support/people.ts';
import { reports } from '../support/tickets.ts';
import { makeAccount, type Page, password, Visitor } from '../support/visitor.ts';

const SIRET = '10000001700010';
const AT_ONCE = 12;
const PER_NETWORK = 20;

let instance: TestInstance;
let member: Visitor;
beforeAll(async () => {
  instance = await startTestInstance();
  const email = await makeAccount(instance, 'demandeur');
  await instance.apie('compte', 'rattacher', email, SIRET);
  member = new Visitor(instance.url);
  await member.logIn(email);
});
afterAll(() => instance.stop());
// Everything is counted by the hour.
beforeEach(() => instance.apie('horloge', 'avancer', '61m'));

let count = 0;
const someone = (): string => `cible-${++count}@mairie.example`;

/** A way of having us write to an address that is not known to be one's own. */
interface Door {
  /** Asks for one mail to this address. */
  readonly ask: (email: string) => Promise<Page>;
  /** Whoever is written to: someone new unless said. */
  readonly target?: () => Promise<string>;
  /** Mails that an address may be sent within an hour, and requests of a network. */
  readonly perAddress: number;
  readonly perNetwork: number;
}

const visitorSends = async (page: string, fields: Record<string, string>): Promise<Page> => {
  const visitor = new Visitor(instance.url);
  await visitor.get(page);
  return visitor.post(page.split('?')[0] ?? '', fields);
};

const doors: readonly (readonly [string, Door])[] = [
  [
    'signing up',
    { ask: (email) => visitorSends('/inscription', identity(email)), perAddress: 3, perNetwork: PER_NETWORK },
  ],
  [
    'asking for the link again',
    {
      ask: (email) => visitorSends('/inscription/lien', { email }),
      target: async () => {
        const email = someone();
        await visitorSends('/inscription', identity(email));
        return email;
      },
      perAddress: 3,
      perNetwork: PER_NETWORK,
    },
  ],
  [
    'a lost password',
    {
      ask: (email) => visitorSends('/mot-de-passe/oublie', { email }),
      target: () => makeAccount(instance, 'demandeur'),
      perAddress: 3,
      perNetwork: PER_NETWORK,
    },
  ],
  [
    'a new address',
    {
      ask: (email) => memberSends('/compte/profil', '/compte/profil/adresse', { email, mot_de_passe: password }),
      perAddress: 3,
      perNetwork: PER_NETWORK,
    },
  ],
  [
    'an invitation',
    {
      ask: (email) =>
        memberSends(`/compte/organisations/${SIRET}`, `/compte/organisations/${SIRET}/invitations`, { email }),
      perAddress: 3,
      perNetwork: PER_NETWORK,
    },
  ],
  [
    'following the services',
    {
      ask: (email) => visitorSends('/abonnements', { email, service: 'tous' }),
      perAddress: 3,
      perNetwork: PER_NETWORK,
    },
  ],
  [
    'following the letters',
    {
      ask: (email) => visitorSends('/infolettres', { email, liste: 'infolettre' }),
      perAddress: 3,
      perNetwork: PER_NETWORK,
    },
  ],
  [
    'a report',
    {
      ask: (email) => visitorSends('/support/signaler?type=general', { ...reports.general, email }),
      perAddress: 5,
      perNetwork: 5,
    },
  ],
];

async function memberSends(page: string, action: string, fields: Record<string, string>): Promise<Page> {
  await member.get(page);
  return member.post(action, fields);
}

describe.each(doors)('by %s', (_, { ask, target, perAddress, perNetwork }) => {
  it('an address is written to a few times an hour, however many ask at once', async () => {
    const email = target === undefined ? someone() : await target();
    const before = (await mailsTo(instance, email)).length;
    const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => ask(email)));
    const sent = (await mailsTo(instance, email)).length - before;
    expect(sent).toBeGreaterThan(0);
    expect(before + sent).toBeLessThanOrEqual(perAddress);
    for (const { status } of answers) expect([303, 429]).toContain(status);
  });

  it('a network has us write to so many people an hour, and is then told to come back', async () => {
    const answers: Page[] = [];
    for (let asked = 0; asked <= perNetwork; asked++) answers.push(await ask(someone()));
    expect(answers.slice(0, perNetwork).map(({ status }) => status)).toEqual(Array(perNetwork).fill(303));
    const last = answers.at(-1);
    expect([last?.status, last?.headers.get('retry-after')]).toEqual([429, '3600']);
    expect(last?.html).toMatch(/réessayez dans une heure/i);
    await instance.apie('horloge', 'avancer', '61m');
    expect((await ask(someone())).status).toBe(303);
  });
});

it('someone who was written to enough is still known to nobody: the answer is the same', async () => {
  const { email } = await signedUp(instance);
  for (let asked = 0; asked < 4; asked++) await visitorSends('/mot-de-passe/oublie', { email });
  const [known, unknown] = [
    await visitorSends('/mot-de-passe/oublie', { email }),
    await visitorSends('/mot-de-passe/oublie', { email: someone() }),
  ];
  expect([known.status, known.location]).toEqual([unknown.status, unknown.location]);
});

it('an applicant writes to who instructs twenty times an hour, all his requests together, and loses nothing of the next', async () => {
  const { visitor, email } = await signedUp(instance);
  const instructor = await makeAccount(instance, 'instructeur');
  await visitor.logIn(email);
  const start = async (intitule: string): Promise<string> => {
    await visitor.get('/demandes/nouvelle?cas=libre');
    const { location } = await visitor.post('/demandes/nouvelle', { cas: 'libre', intitule });
    return location?.replace(/\/formulaire.*$/, '') ?? '';
  };
  const [one, other] = [await start('Une demande'), await start('Une autre')];
  const write = (base: string, corps: string) => visitor.post(`${base}/messages`, { corps });
  await visitor.get(one);
  const before = (await mailsTo(instance, instructor)).length;
  const answers = await Promise.all(
    Array.from({ length: 24 }, (_, rank) => write(rank % 2 === 0 ? one : other, 'Bonjour')),
  );
  expect(answers.filter(({ status }) => status === 303)).toHaveLength(20);
  expect((await mailsTo(instance, instructor)).length - before).toBe(20);
  const refused = await write(one, 'Encore un mot');
  expect([refused.status, refused.html.includes('Encore un mot')]).toEqual([422, true]);
  expect(refused.html).toContain('Laissez-nous le temps de lire');
  await instance.apie('horloge', 'avancer', '61m');
  expect((await write(one, 'Encore un mot')).status).toBe(303);
});
