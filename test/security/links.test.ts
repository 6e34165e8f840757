import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { linkIn, mailsTo } from '../support/mails.ts';
import { identity, signedUp } from '../support/people.ts';
import { report } from '../support/tickets.ts';
import { makeAccount, type Page, password, Visitor } from '../support/visitor.ts';

const SIRET = '10000001700010';
const next = 'quatre autres mots ensemble';

let instance: TestInstance;
beforeAll(async () => {
  instance = await startTestInstance();
});
afterAll(() => instance.stop());
// Mails are counted by the hour.
beforeEach(() => instance.apie('horloge', 'avancer', '61m'));

const nobody = () => new Visitor(instance.url);
const last = async (email: string, beginning: string): Promise<string> =>
  linkIn((await mailsTo(instance, email)).at(-1), beginning);
let count = 0;
const someone = (): string => `lien-${++count}@mairie.example`;

/** A kind of link that a mail holds. */
interface Kind {
  readonly beginning: string;
  /** Asks for one; gives whose it is. */
  readonly ask: (email?: string) => Promise<string>;
  /** What its page sends. */
  readonly fields: Readonly<Record<string, string>>;
  /** How long it opens something, and a moment more. */
  readonly life: string;
  /** A newer one puts an end to it. */
  readonly isReplaced: boolean;
}

async function send(page: string, fields: Record<string, string>, by = nobody()): Promise<Page> {
  await by.get(page);
  return by.post(page, fields);
}

async function logged(email: string): Promise<Visitor> {
  const visitor = nobody();
  await visitor.logIn(email);
  return visitor;
}

const kinds: readonly (readonly [string, Kind])[] = [
  [
    'verifying an address',
    {
      beginning: '/inscription/verification/',
      ask: async (email = someone()) => {
        await send('/inscription', identity(email));
        return email;
      },
      fields: {},
      life: '24h',
      isReplaced: true,
    },
  ],
  [
    'choosing another password',
    {
      beginning: '/mot-de-passe/',
      ask: async (email) => {
        const known = email ?? (await makeAccount(instance, 'demandeur'));
        await send('/mot-de-passe/oublie', { email: known });
        return known;
      },
      fields: { nouveau: next, confirmation: next },
      life: '2h',
      isReplaced: true,
    },
  ],
  [
    'following the services',
    {
      beginning: '/abonnements/confirmation/',
      ask: async (email = someone()) => {
        await send('/abonnements', { email, service: 'tous' });
        return email;
      },
      fields: {},
      life: '48h',
      isReplaced: false,
    },
  ],
  [
    'following the letters',
    {
      beginning: '/infolettres/confirmation/',
      ask: async (email = someone()) => {
        await send('/infolettres', { email, liste: 'infolettre' });
        return email;
      },
      fields: {},
      life: '48h',
      isReplaced: false,
    },
  ],
];

describe.each(kinds)('the link for %s', (_, { beginning, ask, fields, life, isReplaced }) => {
  const fresh = async (email?: string) => last(await ask(email), beginning);

  it('serves once, even used twice at the same moment', async () => {
    const link = await fresh();
    const used = await Promise.all([nobody().post(link, fields), nobody().post(link, fields)]);
    expect(used.map(({ status }) => status).sort()).toEqual([303, 404]);
    expect([(await nobody().get(link)).status, (await nobody().post(link, fields)).status]).toEqual([404, 404]);
  });

  it('opens nothing once its time is over', async () => {
    const link = await fresh();
    expect((await nobody().get(link)).status).toBe(200);
    await instance.apie('horloge', 'avancer', life);
    await instance.apie('horloge', 'avancer', '1s');
    expect([(await nobody().get(link)).status, (await nobody().post(link, fields)).status]).toEqual([404, 404]);
  });

  it(
    isReplaced ? 'opens nothing once a newer one was sent' : 'is worth what it was sent for, a newer one or not',
    async () => {
      const email = await ask();
      const older = await last(email, beginning);
      const newer = await fresh(email);
      expect(newer).not.toBe(older);
      expect((await nobody().post(older, fields)).status).toBe(isReplaced ? 404 : 303);
      expect((await nobody().post(newer, fields)).status).toBe(303);
    },
  );

  it('opens nothing when a letter of it is another, nor at the address of another kind of link', async () => {
    const link = await fresh();
    const key = link.slice(beginning.length);
    const elsewhere = kinds.map(([, kind]) => kind.beginning).filter((other) => other !== beginning);
    const rooms = [...elsewhere, '/adresse/', '/abonnements/preferences/', '/infolettres/preferences/', '/invitation/'];
    const changed = `${beginning}${key.startsWith('A') ? 'B' : 'A'}${key.slice(1)}`;
    for (const address of [...rooms.map((room) => `${room}${key}`), changed, `${link}A`, link.slice(0, -1)]) {
      expect([address, (await nobody().get(address)).status]).toEqual([address, 404]);
      const sent = await nobody().post(address, fields);
      // There is no form at the address of an invitation.
      expect([address, sent.status]).toEqual([address, 404]);
    }
    expect((await nobody().post(link, fields)).status).toBe(303);
  });

  it('acts for whom it was sent to, whoever is logged in where it is followed', async () => {
    const { visitor: other, email: mine } = await signedUp(instance);
    await other.logIn(mine);
    const link = await fresh();
    await other.get(link);
    await other.post(link, fields);
    expect((await other.get('/compte/securite')).status).toBe(200);
    expect((await nobody().logIn(mine)).status).toBe(303);
    expect((await nobody().post(link, fields)).status).toBe(404);
  });
});

describe('when one’s address has changed', () => {
  async function moved(): Promise<{ readonly before: string; readonly after: string; readonly visitor: Visitor }> {
    const [before, after] = [await makeAccount(instance, 'demandeur'), someone()];
    const visitor = await logged(before);
    await visitor.get('/compte/profil');
    await visitor.post('/compte/profil/adresse', { email: after, mot_de_passe: password });
    return { before, after, visitor };
  }

  it('a link for another password sent to the former one opens nothing', async () => {
    const { before, after } = await moved();
    await send('/mot-de-passe/oublie', { email: before });
    const reset = await last(before, '/mot-de-passe/');
    expect((await nobody().get(reset)).status).toBe(200);
    expect((await nobody().post(await last(after, '/adresse/'), {})).status).toBeLessThan(400);
    expect([
      (await nobody().get(reset)).status,
      (await nobody().post(reset, { nouveau: next, confirmation: next })).status,
    ]).toEqual([404, 404]);
    expect((await nobody().logIn(after)).status).toBe(303);
  });

  it('the link that changed it serves once, and a newer wish puts an end to it', async () => {
    const { after, visitor } = await moved();
    const older = await last(after, '/adresse/');
    const other = someone();
    await visitor.get('/compte/profil');
    await visitor.post('/compte/profil/adresse', { email: other, mot_de_passe: password });
    expect((await nobody().post(older, {})).status).toBe(404);
    const newer = await last(other, '/adresse/');
    expect((await nobody().post(newer, {})).status).toBeLessThan(400);
    expect((await nobody().post(newer, {})).status).toBe(404);
  });

  it('an invitation sent to the former one is for nobody', async () => {
    const { before, after } = await moved();
    const invitation = await invited(before);
    await nobody().post(await last(after, '/adresse/'), {});
    const visitor = await logged(after);
    expect((await visitor.get('/compte/organisations')).html).not.toContain('/accepter');
    expect((await accept(visitor, invitation.id)).status).toBe(404);
  });
});

describe('an invitation', () => {
  it('is accepted once, by whom it was sent to, and a newer one takes its place', async () => {
    const email = await makeAccount(instance, 'demandeur');
    const older = await invited(email);
    const newer = await invited(email);
    expect((await nobody().get(older.link)).status).toBe(404);
    const visitor = await logged(email);
    expect((await accept(visitor, older.id)).status).toBe(404);
    expect((await accept(await logged(await makeAccount(instance, 'demandeur')), newer.id)).status).toBe(404);
    expect((await accept(visitor, newer.id)).status).toBe(303);
    expect((await accept(visitor, newer.id)).status).toBe(404);
    expect((await nobody().get(newer.link)).status).toBe(404);
  });

  it('is worth nothing once its author has left, or its time is over', async () => {
    const email = await makeAccount(instance, 'demandeur');
    const { author, id } = await invited(email);
    const visitor = await logged(email);
    await author.get(`/compte/organisations/${SIRET}/quitter`);
    await author.post(`/compte/organisations/${SIRET}/quitter`, {});
    expect((await accept(visitor, id)).status).toBe(404);
    const late = await invited(email);
    await instance.apie('horloge', 'avancer', '31d');
    expect((await nobody().get(late.link)).status).toBe(404);
    expect((await accept(await logged(email), late.id)).status).toBe(404);
  });
});

async function invited(email: string): Promise<{ link: string; id: string; author: Visitor }> {
  const colleague = await makeAccount(instance, 'demandeur');
  await instance.apie('compte', 'rattacher', colleague, SIRET);
  const author = await logged(colleague);
  await author.get(`/compte/organisations/${SIRET}`);
  await author.post(`/compte/organisations/${SIRET}/invitations`, { email });
  const link = await last(email, '/invitation/');
  const { html } = await author.get(`/compte/organisations/${SIRET}`);
  const ids = [...html.matchAll(/invitations\/([\w-]{36})\/annuler/g)].map(([, id = '']) => id);
  return { link, id: ids.at(-1) ?? '', author };
}

async function accept(visitor: Visitor, id: string): Promise<Page> {
  await visitor.get('/compte/organisations');
  return visitor.post(`/compte/organisations/invitations/${id}/accepter`, {});
}

describe('the key of what one follows', () => {
  it('of services and of letters opens its own room alone, and nothing once one has left', async () => {
    for (const [room, fields] of [
      ['/abonnements', { service: 'tous' }],
      ['/infolettres', { liste: 'infolettre' }],
    ] as const) {
      const email = someone();
      await send(room, { email, ...fields });
      const { location } = await nobody().post(await last(email, `${room}/confirmation/`), {});
      const preferences = location?.split('?')[0] ?? '';
      const other = room === '/abonnements' ? '/infolettres' : '/abonnements';
      expect((await nobody().get(preferences.replace(room, other))).status).toBe(404);
      expect((await nobody().post(`${preferences}/desinscription`, {})).status).toBeLessThan(400);
      // Leaving twice is leaving: a mail program may ask again. It brings nobody back.
      await nobody().post(`${preferences}/desinscription`, {});
      expect((await nobody().get(preferences)).html).not.toContain(email);
    }
  });

  it('of a report opens it alone, and none once its contacts are erased', async () => {
    const [one, other] = [await report(nobody(), 'general'), await report(nobody(), 'general')].map(
      ({ location }) => location?.split('?')[0] ?? '',
    );
    const [, , numero = ''] = other?.split('/') ?? [];
    const stolen = (one ?? '').replace(/S-[\d-]+/, numero);
    expect(stolen).not.toBe(one);
    expect((await nobody().get(one ?? '')).status).toBe(200);
    expect([(await nobody().get(stolen)).status, (await nobody().post(`${stolen}/resolu`, {})).status]).toEqual([
      404, 404,
    ]);
  });
});
