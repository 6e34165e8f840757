import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { linkIn, mailsOf } from '../support/mails.ts';

let instance: TestInstance;
beforeAll(async () => {
  instance = await startTestInstance();
});
afterAll(() => instance.stop());

const html = { Accept: 'text/html' };

async function get(path: string) {
  const response = await fetch(`${instance.url}${path}`, { headers: html, redirect: 'manual' });
  return { status: response.status, headers: response.headers, html: await response.text() };
}

async function post(path: string, fields: [string, string][] = [], headers: Record<string, string> = {}) {
  const init = { method: 'POST', headers: { ...html, ...headers }, body: new URLSearchParams(fields) };
  const response = await fetch(`${instance.url}${path}`, { ...init, redirect: 'manual' });
  const location = response.headers.get('location');
  return { status: response.status, headers: response.headers, html: await response.text(), location };
}

const ours = { 'Sec-Fetch-Site': 'same-origin' };
const ask = (email: string, ...lists: string[]) =>
  post('/infolettres', [['email', email], ...lists.map((liste): [string, string] => ['liste', liste])], ours);
const mailsTo = async (address: string) =>
  (await mailsOf(instance)).filter(({ to }) => [to].flat()[0]?.value[0]?.address === address);
const nextHour = () => instance.apie('horloge', 'avancer', '61m');

/** Subscribes to the end, and gives the path of the preferences. */
async function subscribed(email: string, ...lists: string[]): Promise<string> {
  await ask(email, ...lists);
  const { location } = await post(linkIn((await mailsTo(email)).at(-1), '/infolettres/confirmation/'));
  return location?.split('?')[0] ?? '';
}

describe('subscribing to letters', () => {
  it('takes a confirmation by mail, which opening its link is not', async () => {
    const asked = await ask(' Camille@Mairie.example ', 'infolettre');
    expect([asked.status, asked.location]).toEqual([303, '/infolettres?demande=envoyee']);
    expect((await get('/infolettres?demande=envoyee')).html).toContain('Vérifiez votre messagerie');
    const [mail, ...others] = await mailsTo('camille@mairie.example');
    expect([mail?.subject, others]).toEqual(['Confirmez votre abonnement à nos lettres', []]);

    const path = linkIn(mail, '/infolettres/confirmation/');
    for (let opening = 0; opening < 2; opening++) {
      const page = await get(path);
      expect([page.status, page.html.includes('Confirmer l’abonnement')]).toEqual([200, true]);
      expect(page.html).toContain('camille@mairie.example');
    }
    const { status, location } = await post(path);
    expect([status, location]).toEqual([
      303,
      expect.stringMatching(/^\/infolettres\/preferences\/[\w-]{65}\?fait=confirme$/),
    ]);
    const preferences = await get(location ?? '');
    expect(preferences.html).toContain('Votre abonnement est confirmé');
    expect(preferences.html).toMatch(/value="infolettre" checked/);
    expect(preferences.html).not.toMatch(/value="techlettre" checked/);
    expect([(await post(path)).status, (await get(path)).status]).toEqual([404, 404]);
  });

  it('is no longer possible after 48 hours', async () => {
    await ask('lent@mairie.example', 'infolettre');
    const path = linkIn((await mailsTo('lent@mairie.example'))[0], '/infolettres/confirmation/');
    await instance.apie('horloge', 'avancer', '47h');
    expect((await get(path)).status).toBe(200);
    await instance.apie('horloge', 'avancer', '1h');
    expect([(await get(path)).status, (await post(path)).status]).toEqual([404, 404]);
  });

  it('says the same to who is a subscriber already; what is confirmed is added', async () => {
    const preferences = await subscribed('deja@mairie.example', 'infolettre');
    const again = await ask('deja@mairie.example', 'techlettre');
    const never = await ask('jamais@mairie.example', 'techlettre');
    expect([again.status, again.location, again.html]).toEqual([never.status, never.location, never.html]);
    const said = (mail: { text?: string | undefined } | undefined) => mail?.text?.replace(/https?:\S+/, '');
    const second = (await mailsTo('deja@mairie.example')).at(-1);
    const first = (await mailsTo('jamais@mairie.example')).at(-1);
    expect([second?.subject, said(second)]).toEqual([first?.subject, said(first)]);
    const { location } = await post(linkIn(second, '/infolettres/confirmation/'));
    expect(location?.split('?')[0]).toBe(preferences);
    const page = (await get(preferences)).html;
    expect(page).toMatch(/value="infolettre" checked/);
    expect(page).toMatch(/value="techlettre" checked/);
  });

  it('says what is to be mended, keeping what was typed', async () => {
    const { status, html: page } = await ask('pas une adresse', 'inconnue');
    expect(status).toBe(422);
    expect(page).toContain('<title>Erreur – ');
    for (const field of ['champ-email', 'champ-liste']) {
      expect(page).toContain(`href="#${field}"`);
      expect(page).toContain(`id="${field}"`);
    }
    expect(page).toContain('value="pas une adresse"');
  });

  it('shares its limits with the notices: three mails an hour to an address, twenty requests from a network', async () => {
    await nextHour();
    const address = 'inonde@mairie.example';
    const notices: [string, string][] = [
      ['email', address],
      ['service', 'tous'],
    ];
    for (let time = 0; time < 3; time++) {
      expect((await ask(address, 'infolettre')).status).toBe(303);
      expect((await post('/abonnements', notices, ours)).status).toBe(303);
    }
    expect(await mailsTo(address)).toHaveLength(3);
    for (let turn = 0; turn < 14; turn++) await ask(`a${turn}@mairie.example`, 'infolettre');
    const refused = await ask('b@mairie.example', 'infolettre');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3600']);
    expect(refused.html).toContain('Trop de demandes');
    await nextHour();
    expect((await ask('b@mairie.example', 'infolettre')).status).toBe(303);
  });

  it('is refused from another site', async () => {
    const foreign = { Origin: 'https://ailleurs.example', 'Sec-Fetch-Site': 'cross-site' };
    expect((await post('/infolettres', [['email', 'a@b.example']], foreign)).status).toBe(403);
  });

  it('is not confirmed where notices are, nor the reverse', async () => {
    await nextHour();
    await ask('croise@mairie.example', 'infolettre');
    const key = linkIn((await mailsTo('croise@mairie.example')).at(-1), '/infolettres/confirmation/')
      .split('/')
      .at(-1);
    expect((await get(`/abonnements/confirmation/${key}`)).status).toBe(404);
    expect((await post(`/abonnements/confirmation/${key}`)).status).toBe(404);
    expect((await post(`/infolettres/confirmation/${key}`)).status).toBe(303);
  });
});

describe('the link of a letter', () => {
  it('changes what one receives; ticking nothing is leaving', async () => {
    await nextHour();
    const preferences = await subscribed('change@mairie.example', 'infolettre');
    const { status, location } = await post(preferences, [['liste', 'techlettre']]);
    expect([status, location]).toEqual([303, `${preferences}?fait=enregistre`]);
    expect((await get(preferences)).html).toMatch(/value="techlettre" checked/);
    expect((await get(preferences)).html).not.toMatch(/value="infolettre" checked/);
    await post(preferences, []);
    expect((await get(preferences)).html).toContain('Vous êtes désabonné');
    // Who has left every list comes back by his mailbox alone.
    await post(preferences, [['liste', 'techlettre']]);
    expect((await get(preferences)).html).toContain('Vous êtes désabonné');
    expect(await subscribed('change@mairie.example', 'techlettre')).toBe(preferences);
    expect((await get(preferences)).html).toMatch(/value="techlettre" checked/);
  });

  it('unsubscribes from one list or from all: asked in a browser, at once for a mail program', async () => {
    const preferences = await subscribed('part@mairie.example', 'infolettre', 'techlettre');
    const one = `${preferences}/desinscription/techlettre`;
    expect((await get(one)).html).toMatch(/<h1>Se désabonner\s\?/);
    expect((await get(preferences)).html).toMatch(/value="techlettre" checked/);
    const oneClick = await post(one, [['List-Unsubscribe', 'One-Click']]);
    expect([oneClick.status, oneClick.html.includes('Vous recevez toujours l’infolettre')]).toEqual([200, true]);
    expect((await get(preferences)).html).not.toMatch(/value="techlettre" checked/);
    expect((await post(one)).status).toBe(200);

    const body = new FormData();
    body.set('List-Unsubscribe', 'One-Click');
    const multipart = await fetch(`${instance.url}${preferences}/desinscription`, { method: 'POST', body });
    expect(multipart.status).toBe(200);
    expect((await get(preferences)).html).toContain('Vous êtes désabonné');
    expect((await get(`${preferences}/desinscription`)).html).toContain('Vous êtes désabonné');
  });

  it('is known to nobody else: not kept, not told, not guessed, not that of notices', async () => {
    const preferences = await subscribed('secret@mairie.example', 'infolettre');
    const { headers } = await get(preferences);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toBe('noindex');
    const key = preferences.split('/').at(-1) ?? '';
    expect(instance.logged()).not.toContain(key);
    const forged = `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`;
    for (const wrong of [forged, key.slice(1), `${'A'.repeat(22)}${key.slice(22)}`, '..%2f', 'x'.repeat(500)]) {
      const path = `/infolettres/preferences/${wrong}`;
      const paths = [path, `${path}/desinscription`, `${path}/desinscription/infolettre`];
      for (const one of paths) expect([(await get(one)).status, (await post(one)).status]).toEqual([404, 404]);
    }
    expect((await get(`${preferences}/desinscription/autre`)).status).toBe(404);
    expect((await get(`/abonnements/preferences/${key}`)).status).toBe(404);
  });

  it('is dead thirty days after one has left, the address erased', async () => {
    const preferences = await subscribed('efface@mairie.example', 'infolettre');
    await post(`${preferences}/desinscription`);
    await instance.apie('horloge', 'avancer', '31j');
    await instance.apie('horloge', 'avancer', '2h');
    expect((await get(preferences)).status).toBe(404);
  });
});

describe('addresses of the past', () => {
  it.each([
    ['/infolettre', '/infolettres'],
    ['/newsletters', '/infolettres/archives'],
  ])('%s leads to %s', async (old, now) => {
    const { status, headers } = await get(old);
    expect([status, headers.get('location')]).toEqual([301, now]);
  });
  it('/infolettres/ is served', async () => expect((await get('/infolettres/')).status).toBe(200));
});
