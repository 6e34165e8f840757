import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgresql } from '../../src/records/databases.fixture.ts';
import { eventually } from '../support/http.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { linkIn } from '../support/mails.ts';
import { identity } from '../support/people.ts';
import { makeAccount, Visitor } from '../support/visitor.ts';

const server = await startPostgresql();

describe.runIf(server !== null)('accounts, on a database and a mail server that may fail', () => {
  let instance: TestInstance;
  let mails: MailServer;
  let base = server;
  beforeAll(async () => {
    mails = await startMailServer();
    const environment = { DATABASE_URL: server?.options.url ?? '', SMTP_URL: mails.url };
    instance = await startTestInstance({ environment });
  }, 90_000);
  afterAll(async () => {
    await instance.stop();
    await mails.stop();
    await base?.stop();
  });
  const newcomer = (): Visitor => new Visitor(instance.url);

  it('a mail that is refused changes nothing on screen, and another can be asked for', async () => {
    const typed = identity();
    mails.answerTo = () => ({ code: 550, text: 'no such mailbox' });
    const visitor = newcomer();
    await visitor.get('/inscription');
    expect((await visitor.post('/inscription', typed)).location).toBe('/inscription/lien?envoye=oui');
    await instance.apie('horloge', 'avancer', '6s');
    await eventually(async () => mails.recipients.includes(typed.email), 5000);
    expect((await newcomer().logIn(typed.email)).html).toContain('pas encore vérifiée');
    mails.answerTo = () => null;
    await visitor.get('/inscription/lien');
    await visitor.post('/inscription/lien', { email: typed.email });
    await instance.apie('horloge', 'avancer', '6s');
    await eventually(async () => mails.received.length === 1, 5000);
    expect((await visitor.post(linkIn(mails.received[0], '/inscription/verification/'), {})).status).toBe(303);
    expect((await newcomer().logIn(typed.email)).location).toBe('/compte');
  });

  it('the database away, pages that need it say to come back, and the others are there', async () => {
    const visitor = newcomer();
    await visitor.logIn(await makeAccount(instance, 'administrateur'));
    await visitor.get('/compte');
    const stranger = newcomer();
    for (const path of ['/inscription', '/mot-de-passe/oublie', '/connexion']) await stranger.get(path);
    await base?.stop();
    base = null;
    for (const path of ['/inscription', '/inscription/lien', '/mot-de-passe/oublie', '/connexion'])
      expect((await stranger.get(path)).status).toBe(200);
    const { email } = identity();
    const told = ({ status, html, headers }: Awaited<ReturnType<Visitor['get']>>) => {
      expect([status, headers.get('retry-after')]).toEqual([503, '30']);
      expect(html).toContain('<h1>Page momentanément indisponible</h1>');
    };
    const send = (path: string, fields: Record<string, string>) =>
      stranger.post(path, fields, { 'Sec-Fetch-Site': 'same-origin' });
    told(await send('/inscription', identity()));
    told(await send('/inscription/lien', { email }));
    told(await send('/mot-de-passe/oublie', { email }));
    told(await send('/connexion', { email, mot_de_passe: 'x' }));
    for (const path of ['inscription/verification', 'mot-de-passe', 'adresse', 'invitation']) {
      told(await stranger.get(`/${path}/${'A'.repeat(43)}`));
    }
    stranger.cookies.set('etape', 'A'.repeat(43));
    told(await stranger.get('/connexion/code'));
    for (const path of ['profil', 'organisations', 'securite', 'securite/double-authentification'])
      told(await visitor.get(`/compte/${path}`));
    for (const path of ['comptes', 'journal']) told(await visitor.get(`/administration/${path}`));
  });
});
