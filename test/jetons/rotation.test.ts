import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tokenPattern } from '../../src/core/jeton.ts';
import { createTokenSigner } from '../../src/gateway/jetons/signing.ts';
import { visit } from '../support/http.ts';
import { purpose, startTestInstance, type TestInstance } from '../support/instance.ts';
import { mailsOf, mailsTo } from '../support/mails.ts';
import { forge, inventedClaims } from '../support/tokens.ts';
import { type Page, Visitor } from '../support/visitor.ts';
import { people, plain, playConsumption, type Scene, secret, textOf } from './consommation-scene.ts';

const OPERATOR = 'exploitation@interne.example';
const DAY_MS = 86_400_000;
const [OFFICE, STRANGER] = ['127.0.0.31', '127.0.0.32'];
const sign = createTokenSigner([{ kid: '1', secret }]);

let scene: Scene;
let instance: TestInstance;
const visitors = new Map<string, Visitor>();

beforeAll(async () => {
  scene = await playConsumption();
  instance = await startTestInstance({
    varDir: scene.folder,
    environment: { JETON_SECRET: secret, SUPPORT_EMAIL: OPERATOR },
  });
  // Far from midnight: what is counted by the day must not see the day change.
  const [line = ''] = await forward('0s');
  const now = Date.parse(/\d{4}-\S+Z/.exec(line)?.[0] ?? '');
  await forward(`${Math.ceil(((32 * 3_600_000 - (now % DAY_MS)) % DAY_MS) / 1000)}s`);
  await everyoneLogsIn();
}, 60_000);
afterAll(async () => {
  await instance.stop();
  rmSync(scene.folder, { recursive: true, force: true });
});

async function everyoneLogsIn(): Promise<void> {
  for (const [who, email] of Object.entries(people)) {
    const visitor = new Visitor(instance.url);
    await visitor.logIn(email);
    visitors.set(who, visitor);
  }
}

type Who = keyof typeof people;

function as(who: Who): Visitor {
  const visitor = visitors.get(who);
  if (visitor === undefined) throw new Error(`${who} has not logged in`);
  return visitor;
}

const page = (jti: string, act = ''): string => `/compte/jetons/${jti}/rotation${act}`;
const said = async (who: Who, path: string): Promise<string> => textOf((await as(who).get(path)).html);

/** What the gate says of a token: its status, and the code of an error. */
async function gate(value: string, from = OFFICE): Promise<string> {
  const url = `${instance.url}/v2/entreprises/100100015?${new URLSearchParams(purpose)}`;
  const { status, headers } = await visit(url, { from, headers: { Authorization: `Bearer ${value}` } });
  return [status, headers['x-error-code']].filter((one) => one !== undefined).join('/');
}

interface Listed {
  readonly jti: string;
  readonly uid: string;
  readonly sujet: string;
  readonly roles: string[];
  readonly cree_le: string;
  readonly expire_le: string;
}

async function register(): Promise<Listed[]> {
  return (await instance.apie('jeton', 'lister')).map((line): Listed => JSON.parse(line));
}

async function listed(jti: string): Promise<Listed> {
  const found = (await register()).find((one) => one.jti === jti);
  if (found === undefined) throw new Error(`${jti} is not in the register`);
  return found;
}

/** The value of a token, as the page that shows it to its requester makes it. */
async function tokenOf(jti: string): Promise<string> {
  const { uid, roles, sujet: subject, cree_le, expire_le } = await listed(jti);
  return sign({ jti, uid, roles, subject, issuedAt: new Date(cree_le), expiresAt: new Date(expire_le) });
}

/** The one that takes the place of a token, as its page leads to it. */
async function replacementOf(jti: string): Promise<string> {
  const { html } = await as('demandeuse').get(page(jti));
  const found = /Son remplaçant est le jeton\s*<a href="\/compte\/jetons\/([\da-f-]{36})"/.exec(plain(html))?.[1];
  if (found === undefined) throw new Error('no replacement on the page');
  return found;
}

const leak = async (jti: string, delai: string): Promise<Page> => {
  await as('demandeuse').get(page(jti, '/fuite'));
  return as('demandeuse').post(page(jti, '/fuite'), { delai, confirme: 'oui' });
};
const forward = (length: string) => instance.apie('horloge', 'avancer', length);
const shipped = () => instance.apie('traces', 'exporter', '--depuis', '2099-01-01');

describe('who may', () => {
  it('contacts read all and turn to the requester; a neighbour finds nothing, a visitor logs in', async () => {
    const { jti } = scene.mine;
    for (const who of ['technique', 'metier'] as const) {
      const shown = await said(who, page(jti));
      expect(shown).toContain('prévenez sans attendre Ines Durand , ines.durand@mairie.example');
      expect(shown).not.toContain('Préparer mon prochain jeton');
      for (const act of ['/fuite', '/prochain', '/retirer']) {
        expect((await as(who).get(page(jti, act))).status).toBe(404);
        await as(who).get(page(jti));
        expect((await as(who).post(page(jti, act), { delai: 'aucun', confirme: 'oui' })).status).toBe(404);
      }
    }
    for (const path of [page(jti), page(jti, '/fuite'), page('nimporte'), page(jti.replace(/^./, 'z'))])
      expect((await as('voisin').get(path)).status).toBe(404);
    expect((await new Visitor(instance.url).get(page(jti))).location).toContain('/connexion');
    expect(await gate(scene.mine.value)).toBe('200');
  });

  it('nothing is done without a choice, a confirmation, and a form that is ours', async () => {
    const { jti } = scene.mine;
    const who = as('demandeuse');
    await who.get(page(jti, '/fuite'));
    const unchosen = await who.post(page(jti, '/fuite'), {});
    expect([unchosen.status, textOf(unchosen.html)]).toEqual([422, expect.stringContaining('Choisissez quand')]);
    const asked = await who.post(page(jti, '/fuite'), { delai: 'aucun' });
    expect([asked.status, textOf(asked.html)]).toEqual([200, expect.stringContaining('tout de suite ?')]);
    expect((await who.post(page(jti, '/fuite'), { _csrf: '', delai: 'aucun', confirme: 'oui' })).status).toBe(403);
    expect(await gate(scene.mine.value)).toBe('200');
    expect(await register()).toHaveLength(3 + 1);
  });
});

describe('the next token, without a leak', () => {
  let next: string;

  it('both work, with the same rights and the same end; asked twice at once, one is made', async () => {
    const { jti } = scene.mine;
    await as('demandeuse').get(page(jti, '/prochain'));
    const twice = await Promise.all([1, 2].map(() => as('demandeuse').post(page(jti, '/prochain'), {})));
    expect(twice.map(({ status }) => status)).toEqual([303, 303]);
    expect(await register()).toHaveLength(3 + 2);
    next = await replacementOf(jti);
    const [old, made] = await Promise.all([listed(jti), listed(next)]);
    const { roles, expire_le, sujet } = old;
    expect(made).toMatchObject({ roles, expire_le, sujet });
    expect([await gate(scene.mine.value), await gate(await tokenOf(next))]).toEqual(['200', '200']);
  });

  it('is told to the requester and to both contacts, its value to nobody', async () => {
    const value = await tokenOf(next);
    for (const email of [people.demandeuse, people.technique, people.metier]) {
      const [mail, ...more] = (await mailsTo(instance, email)).filter(({ subject }) =>
        /prochain jeton/.test(subject ?? ''),
      );
      expect([mail?.text?.includes(`/compte/jetons/${next}`), more]).toEqual([true, []]);
    }
    for (const { text, html } of await mailsOf(instance))
      for (const part of value.split('.').slice(1)) expect(`${text}${html}`).not.toContain(part);
  });

  it('the page says which address still uses the old one, which the new one, and how much today', async () => {
    await gate(await tokenOf(next), STRANGER);
    await shipped();
    const shown = await said('technique', page(scene.mine.jti));
    expect(shown).toMatch(/127\.0\.0\.31 [^.]*\(3 appels aujourd’hui\) [^.]*\(1 appel aujourd’hui\)/);
    expect(shown).toMatch(/127\.0\.0\.32 Aucun appel [^.]*\(1 appel aujourd’hui\) N’emploie que le nouveau/);
    expect(shown).toContain('1 adresse a employé ce jeton aujourd’hui.');
  });

  it('has no next one itself while the old one works: two at most, side by side', async () => {
    expect((await as('demandeuse').get(page(next, '/prochain'))).location).toBe(page(next));
    await as('demandeuse').get(page(next));
    const refused = await as('demandeuse').post(page(next, '/prochain'), {});
    expect([refused.status, textOf(refused.html)]).toEqual([409, expect.stringContaining('Retirez-le d’abord')]);
    const slow = await leak(next, 'jour');
    expect([slow.status, textOf(slow.html)]).toEqual([409, expect.stringContaining('Retirez-le d’abord')]);
    expect(await register()).toHaveLength(3 + 2);
  });

  it('once the old one is retired, the gate refuses it at once; attempts are counted, with their addresses', async () => {
    const { jti, value } = scene.mine;
    expect(await said('demandeuse', page(jti, '/retirer'))).toContain(
      'Il sert encore : des appels sont venus aujourd’hui de 127.0.0.31',
    );
    expect((await as('demandeuse').post(page(jti, '/retirer'), {})).status).toBe(303);
    expect([await gate(value, STRANGER), await gate(value, STRANGER), await gate(await tokenOf(next))]).toEqual([
      '401/00105',
      '401/00105',
      '200',
    ]);
    await forward('1m');
    const shown = await said('technique', page(jti));
    expect(shown).toMatch(/Il est refusé partout depuis le .* h \d\d min \d\d s\. Retiré par le demandeur\./);
    expect(shown).toMatch(/2 tentatives refusées .*127\.0\.0\.32 2 /);
    expect(await said('demandeuse', page(next))).toContain('Il prend la place du jeton');
  });

  it('a withdrawn token has a clear page, and nothing to do on it', async () => {
    const { jti } = scene.mine;
    const { html } = await as('demandeuse').get(page(jti));
    expect(html).not.toMatch(/href="[^"]*\/(fuite|prochain|retirer)"/);
    await as('demandeuse').get(page(jti));
    expect((await as('demandeuse').post(page(jti, '/prochain'), {})).status).toBe(409);
    // What is already done is shown as done.
    expect((await as('demandeuse').post(page(jti, '/retirer'), {})).status).toBe(303);
    expect((await leak(jti, 'aucun')).status).toBe(303);
    expect(await register()).toHaveLength(3 + 2);
  });
});

it('the documentation gives what recognises our tokens, as it is', async () => {
  const { html } = await as('demandeuse').get('/documentation/prerequis');
  expect(html).toContain(tokenPattern);
});

describe('a leak', () => {
  let next: string;

  it('after a grace: the old one works until then, the new one at once, to the minute of the clock', async () => {
    const { jti, value } = scene.spare;
    const asked = await Promise.all([leak(jti, 'jour'), leak(jti, 'jour')]);
    expect(asked.map(({ status }) => status)).toEqual([303, 303]);
    expect(await register()).toHaveLength(3 + 3);
    next = await replacementOf(jti);
    expect([await gate(value), await gate(await tokenOf(next))]).toEqual(['200', '200']);
    expect(await said('demandeuse', page(jti))).toMatch(
      /Il fonctionne encore, et sera refusé le .*peut être abrégé, pas allongé/,
    );
    for (const email of [people.demandeuse, people.technique, people.metier])
      expect(
        (await mailsTo(instance, email)).filter(({ subject }) => /fuité : il sera retiré le/.test(subject ?? '')),
      ).toHaveLength(1);
    await forward('23h');
    expect(await gate(value)).toBe('200');
    await forward('61m');
    expect([await gate(value), await gate(await tokenOf(next))]).toEqual(['401/00105', '200']);
    await everyoneLogsIn();
  });

  it('the grace is shortened, never put off', async () => {
    const jti = next;
    const value = await tokenOf(jti);
    await leak(jti, 'semaine');
    const last = await replacementOf(jti);
    const planned = /sera refusé le ([^.]*)\./.exec(await said('demandeuse', page(jti)))?.[1];
    await as('demandeuse').get(page(jti));
    expect((await as('demandeuse').post(page(jti, '/fuite'), { delai: 'semaine', confirme: 'oui' })).status).toBe(303);
    expect(await said('demandeuse', page(jti))).toContain(`sera refusé le ${planned}.`);
    expect(await gate(value)).toBe('200');
    await as('demandeuse').get(page(jti, '/retirer'));
    expect((await as('demandeuse').post(page(jti, '/retirer'), {})).status).toBe(303);
    expect([await gate(value), await gate(await tokenOf(last))]).toEqual(['401/00105', '200']);
    expect(await replacementOf(jti)).toBe(last);
    next = last;
  });

  it('at once: refused from outside, the new one accepted, told to the three', async () => {
    const value = await tokenOf(next);
    expect(await gate(value)).toBe('200');
    expect((await leak(next, 'aucun')).location).toBe(`${page(next)}?fait=fuite`);
    const made = await replacementOf(next);
    expect([await gate(value), await gate(await tokenOf(made))]).toEqual(['401/00105', '200']);
    for (const email of [people.demandeuse, people.technique, people.metier])
      expect(
        (await mailsTo(instance, email)).filter(({ subject }) => /fuité : il est retiré/.test(subject ?? '')),
      ).toHaveLength(1);
  });

  it('no page of all these holds a value, nor does the log', async () => {
    for (const { jti } of await register()) {
      const parts = (await tokenOf(jti)).split('.').slice(1);
      const { html } = await as('demandeuse').get(page(jti));
      for (const part of parts) expect(`${html}${instance.logged()}`).not.toContain(part);
    }
  });
});

describe('a token that someone has found', () => {
  const report = async (jeton: string) => {
    const visitor = new Visitor(instance.url);
    await visitor.get('/jeton-trouve');
    const sent = await visitor.post('/jeton-trouve', { jeton });
    return { sent, said: textOf((await visitor.get(sent.location ?? '/')).html) };
  };
  const told = async (email: string) =>
    (await mailsTo(instance, email)).filter(({ subject }) => /trouvé/.test(subject ?? ''));

  it('its holders and the operator are warned once a day; who reports learns nothing, whatever it is worth', async () => {
    const { value, jti } = scene.neighbours;
    const withdrawn = await report(scene.mine.value);
    const invented = await report(forge('une autre clé, assez longue pour signer', inventedClaims()));
    for (const email of [people.voisin, people.technique, OPERATOR]) expect(await told(email)).toEqual([]);
    const known = await report(`const token = "Bearer ${value}"; // ici`);
    await report(value);
    for (const { sent, said: answer } of [withdrawn, invented, known]) {
      expect([sent.status, sent.location, sent.html]).toEqual([303, '/jeton-trouve?fait=oui', known.sent.html]);
      expect(answer).toBe(known.said);
    }
    const [mail, ...more] = await told(people.voisin);
    expect([mail?.text?.includes(`/compte/jetons/${jti}/rotation`), more]).toEqual([true, []]);
    const [alert, ...others] = await told(OPERATOR);
    expect([alert?.text?.includes(`/administration/jetons/${jti}`), others]).toEqual([true, []]);
    const traces = (await mailsOf(instance)).map(({ text, html }) => `${text}${html}`).join('') + instance.logged();
    for (const part of value.split('.').slice(1)) expect(traces).not.toContain(part);
    expect(instance.logged()).toContain('un jeton valable a été trouvé');
  });

  it('nothing pasted is said to be missing', async () => {
    const { sent } = await report(' ');
    expect([sent.status, textOf(sent.html)]).toEqual([422, expect.stringContaining('Collez le jeton')]);
  });
});

it('an expired token says so, and that there is nothing to withdraw', async () => {
  await forward('18M');
  await everyoneLogsIn();
  const { jti } = (await register()).find(({ sujet }) => sujet === 'Sports') ?? { jti: '' };
  expect(await said('voisin', page(jti))).toMatch(/Expiré .*il n’y a rien à retirer.*renouvelez la demande/);
});
