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

const ask = (...fields: [string, string][]) => post('/abonnements', fields, { 'Sec-Fetch-Site': 'same-origin' });
const mailsTo = async (address: string) =>
  (await mailsOf(instance)).filter(({ to }) => [to].flat()[0]?.value[0]?.address === address);

/** Subscribes to the end, and gives the path of the preferences. */
async function subscribed(email: string, ...fields: [string, string][]): Promise<string> {
  await ask(['email', email], ...(fields.length === 0 ? ([['service', 'tous']] as [string, string][]) : fields));
  const path = linkIn((await mailsTo(email)).at(-1), '/abonnements/confirmation/');
  const { location } = await post(path);
  return location?.split('?')[0] ?? '';
}

describe('subscribing', () => {
  it('takes a confirmation by mail, which opening its link is not', async () => {
    const asked = await ask(['email', ' Camille@Mairie.example '], ['service', 'entreprises']);
    expect([asked.status, asked.location]).toEqual([303, '/abonnements?demande=envoyee']);
    expect((await get('/abonnements?demande=envoyee')).html).toContain('Vérifiez votre messagerie');
    const [mail, ...others] = await mailsTo('camille@mairie.example');
    expect([mail?.subject, others]).toEqual(['Confirmez votre abonnement à l’état des services', []]);

    const path = linkIn(mail, '/abonnements/confirmation/');
    for (let opening = 0; opening < 2; opening++) {
      const page = await get(path);
      expect(page.status).toBe(200);
      expect(page.html).toContain('Confirmer l’abonnement');
    }
    const { status, location } = await post(path);
    expect([status, location]).toEqual([
      303,
      expect.stringMatching(/^\/abonnements\/preferences\/[\w-]{65}\?fait=confirme$/),
    ]);
    const preferences = await get(location ?? '');
    expect(preferences.html).toContain('Votre abonnement est confirmé');
    expect(preferences.html).toMatch(/value="entreprises" checked/);
    expect(preferences.html).not.toMatch(/value="tous" checked/);
    expect((await post(path)).status).toBe(404);
    expect((await get(path)).html).toContain('Ce lien n’est plus valable');
  });

  it('is no longer possible after 48 hours', async () => {
    await ask(['email', 'lent@mairie.example'], ['service', 'tous']);
    const path = linkIn((await mailsTo('lent@mairie.example'))[0], '/abonnements/confirmation/');
    await instance.apie('horloge', 'avancer', '47h');
    expect((await get(path)).status).toBe(200);
    await instance.apie('horloge', 'avancer', '1h');
    expect([(await get(path)).status, (await post(path)).status]).toEqual([404, 404]);
  });

  it('says the same to who is a subscriber already, and the last choice confirmed holds', async () => {
    const preferences = await subscribed('deja@mairie.example', ['service', 'entreprises']);
    const again = await ask(['email', 'deja@mairie.example'], ['service', 'actes_inpi']);
    const never = await ask(['email', 'jamais@mairie.example'], ['service', 'actes_inpi']);
    expect([again.status, again.location, again.html]).toEqual([never.status, never.location, never.html]);
    const [first, second] = await mailsTo('deja@mairie.example');
    expect(second?.subject).toBe(first?.subject);
    const { location } = await post(linkIn(second, '/abonnements/confirmation/'));
    expect(location?.split('?')[0]).toBe(preferences);
    expect((await get(preferences)).html).toMatch(/value="actes_inpi" checked/);
    expect((await get(preferences)).html).not.toMatch(/value="entreprises" checked/);
  });

  it('says what is to be mended, keeping what was typed', async () => {
    const { status, html: page } = await ask(['email', 'pas une adresse'], ['sorte', 'webhook'], ['url', 'ftp://x']);
    expect(status).toBe(422);
    expect(page).toContain('<title>Erreur – ');
    expect(page).toContain('3 erreurs sont à corriger');
    for (const field of ['champ-email', 'champ-url', 'champ-service']) {
      expect(page).toContain(`href="#${field}"`);
      expect(page).toContain(`id="${field}"`);
    }
    expect(page).toContain('value="pas une adresse"');
    const both = await ask(['email', 'a@b.example'], ['service', 'tous'], ['service', 'entreprises']);
    expect(both.html).toContain('Décochez « Tous les services »');
    expect((await ask(['email', 'a@b.example'], ['service', 'inconnu'])).status).toBe(422);
  });

  it.each([
    'http://10.0.0.1/',
    'http://169.254.169.254/',
    'https://qui:secret@outil.example/',
    'javascript:alert(1)',
  ])('refuses the webhook %s', async (url) => {
    const { status } = await ask(['email', 'a@b.example'], ['sorte', 'webhook'], ['url', url], ['service', 'tous']);
    expect(status).toBe(422);
  });

  it('sends at most three mails an hour to one address, saying nothing of it', async () => {
    for (let time = 0; time < 5; time++)
      expect((await ask(['email', 'inonde@mairie.example'], ['service', 'tous'])).status).toBe(303);
    expect(await mailsTo('inonde@mairie.example')).toHaveLength(3);
    await instance.apie('horloge', 'avancer', '61m');
    await ask(['email', 'inonde@mairie.example'], ['service', 'tous']);
    expect(await mailsTo('inonde@mairie.example')).toHaveLength(4);
  });

  it('from one network is slowed down after twenty requests an hour', async () => {
    await instance.apie('horloge', 'avancer', '61m');
    for (let turn = 0; turn < 20; turn++) await ask(['email', `a${turn}@mairie.example`], ['service', 'tous']);
    const refused = await ask(['email', 'b@mairie.example'], ['service', 'tous']);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3600']);
    expect(refused.html).toContain('Trop de demandes');
    await instance.apie('horloge', 'avancer', '61m');
    expect((await ask(['email', 'b@mairie.example'], ['service', 'tous'])).status).toBe(303);
  });

  it('is refused from another site', async () => {
    const fields: [string, string][] = [
      ['email', 'a@b.example'],
      ['service', 'tous'],
    ];
    const foreign = { Origin: 'https://ailleurs.example', 'Sec-Fetch-Site': 'cross-site' };
    expect((await post('/abonnements', fields, foreign)).status).toBe(403);
    expect((await post('/abonnements', fields)).status).toBe(403);
  });
});

describe('the link of a mail', () => {
  it('changes what one is told of', async () => {
    const preferences = await subscribed('change@mairie.example');
    const { status, location } = await post(preferences, [['service', 'actes_inpi']]);
    expect([status, location]).toEqual([303, `${preferences}?fait=enregistre`]);
    expect((await get(preferences)).html).toMatch(/value="actes_inpi" checked/);
    const none = await post(preferences, []);
    expect([none.status, none.html.includes('au moins un service')]).toEqual([422, true]);
  });

  it('unsubscribes: asked in a browser, at once for a mail program', async () => {
    const asked = await subscribed('part@mairie.example');
    expect((await get(`${asked}/desinscription`)).html).toMatch(/<h1>Se désabonner\s\?/);
    expect((await get(asked)).html).toContain('Enregistrer mes choix');
    const oneClick = await post(`${asked}/desinscription`, [['List-Unsubscribe', 'One-Click']]);
    expect([oneClick.status, oneClick.html.includes('Vous êtes désabonné')]).toEqual([200, true]);
    expect((await get(asked)).html).toContain('Vous êtes désabonné');
    expect((await post(`${asked}/desinscription`)).status).toBe(200);

    const other = await subscribed('part-aussi@mairie.example');
    const body = new FormData();
    body.set('List-Unsubscribe', 'One-Click');
    const multipart = await fetch(`${instance.url}${other}/desinscription`, { method: 'POST', body });
    expect(multipart.status).toBe(200);
    expect((await get(other)).html).toContain('Vous êtes désabonné');
  });

  it('is known to nobody else: not kept, not told, not guessed', async () => {
    const preferences = await subscribed('secret@mairie.example');
    const { headers } = await get(preferences);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-robots-tag')).toBe('noindex');
    const key = preferences.split('/').at(-1) ?? '';
    const page = (await get(preferences)).html;
    const addresses = [...page.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, address = '']) => address);
    expect(addresses.filter((address) => address.includes(key))).toEqual([]);
    expect(instance.logged()).not.toContain(key);
    const forged = `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`;
    const bad = [forged, key.slice(1), `${'A'.repeat(22)}${key.slice(22)}`, '..%2f', 'x'.repeat(500)];
    for (const wrong of bad) {
      const path = `/abonnements/preferences/${wrong}`;
      expect([(await get(path)).status, (await post(`${path}/desinscription`)).status]).toEqual([404, 404]);
    }
  });
});

describe('a webhook', () => {
  it('has its secret shown once, with the way to verify what it signs', async () => {
    await instance.apie('horloge', 'avancer', '61m');
    const url = 'https://outil.example/webhook?a=1';
    await ask(['email', 'outil@mairie.example'], ['sorte', 'webhook'], ['url', url], ['service', 'tous']);
    const path = linkIn((await mailsTo('outil@mairie.example')).at(-1), '/abonnements/confirmation/');
    expect((await get(path)).html).toContain('https://outil.example/webhook?a=1');
    const confirmed = await post(path);
    expect(confirmed.status).toBe(200);
    expect(confirmed.headers.get('cache-control')).toBe('no-store');
    const secret = /whsec_[\w+/]{43}=/.exec(confirmed.html)?.[0] ?? '';
    expect(secret).not.toBe('');
    const mail = (await mailsTo('outil@mairie.example')).at(-1);
    expect(mail?.subject).toBe('Votre webhook est actif');
    const preferences = await get(linkIn(mail, '/abonnements/preferences/'));
    expect(preferences.html).toContain('https://outil.example/webhook?a=1');
    for (const text of [preferences.html, String(mail?.text), instance.logged()]) expect(text).not.toContain(secret);
  });
});

describe('the mails of a sandbox', () => {
  it('are listed, read with their links, and downloaded', async () => {
    await instance.apie('horloge', 'avancer', '61m');
    await ask(['email', 'lu@mairie.example'], ['service', 'tous']);
    const [sent] = (await mailsTo('lu@mairie.example')).slice(-1);
    const list = await get('/bac-a-sable/courriels');
    expect(list.headers.get('cache-control')).toBe('no-store');
    expect(list.html).toContain('lu@mairie.example');
    const path = /href="(\/bac-a-sable\/courriels\/[\w-]{36})"/.exec(list.html)?.[1] ?? '';
    const { html: page } = await get(path);
    expect(page).toContain('lu@mairie.example');
    expect(page).toContain(`<a href="${instance.url}${linkIn(sent, '/abonnements/confirmation/')}"`);
    const message = await fetch(`${instance.url}${path}/message.eml`);
    expect(message.headers.get('content-type')).toContain('message/rfc822');
    expect(message.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(await message.text()).toContain('lu@mairie.example');
    for (const wrong of [
      '/bac-a-sable/courriels/inconnu',
      `${path.slice(0, -4)}0000`,
      `${path.slice(0, -4)}0000/message.eml`,
    ])
      expect((await get(wrong)).status).toBe(404);
  });

  it('are paged, and any page asked is one that is', async () => {
    const last = await get('/bac-a-sable/courriels?page=2');
    expect(last.html).toContain('Page 2 sur 2');
    expect((await get('/bac-a-sable/courriels?page=99')).html).toContain('Page 2 sur 2');
    expect((await get('/bac-a-sable/courriels?page=x')).html).toContain('Page 1 sur 2');
  });
});
