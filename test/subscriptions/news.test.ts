import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/platform/database/open-database.ts';
import { createSmtpTransport } from '../../src/platform/mail/smtp-transport.ts';
import { createWebhookSender } from '../../src/platform/outgoing/webhook-sender.ts';
import { newWebhookSecret } from '../../src/platform/outgoing/webhook-signature.ts';
import { verification } from '../../src/portal/abonnements/secret-page.tsx';
import { openTest, startEmbedded, startPostgresql } from '../../src/records/databases.fixture.ts';
import type { Schema } from '../../src/records/schema.ts';
import { together } from '../../src/records/work.ts';
import { addressesOn } from '../../src/subscribing/addresses.ts';
import { createPreferenceKeys } from '../../src/subscribing/keys.ts';
import type { Notice } from '../../src/watch/notice.ts';
import { createSubscriptionDesk } from '../../src/watch/subscriptions/desk.ts';
import { subscriptionOwner } from '../../src/watch/subscriptions/owner.ts';
import { tellSubscribers } from '../../src/watch/subscriptions/tell-subscribers.ts';
import { deliveriesTo, handClock, sender } from '../support/deliveries.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { linkIn } from '../support/mails.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

const servers = [await startEmbedded(), await startPostgresql()].filter((server) => server !== null);
afterAll(() => Promise.all(servers.map((server) => server.stop())));

describe.each(
  servers.map((server) => ({ on: server.options.url === undefined ? 'PGlite' : 'PostgreSQL', server })),
)('news on $on', ({ server }) => {
  let base: Database<Schema>;
  let mailServer: MailServer;
  let receiver: WebhookReceiver;
  beforeAll(async () => {
    base = await openTest(server);
  });
  afterAll(() => base.close());
  const closings: (() => unknown)[] = [];
  beforeEach(async () => {
    await sql`truncate envois, abonnements, demandes_abonnement`.execute(base.db);
    mailServer = await startMailServer();
    receiver = await startWebhookReceiver();
    closings.push(mailServer.stop, receiver.stop);
  });
  afterEach(async () => {
    for (const close of closings.splice(0).reverse()) await close();
  });

  function open() {
    const clock = handClock();
    const { db } = base;
    const addresses = addressesOn('https://entreprise.api.example', '/abonnements');
    const keys = createPreferenceKeys('abonnement', ['secret du test']);
    const titleOf = (name: string) => `Titre de ${name}`;
    const mails = createSmtpTransport(mailServer.url, sender);
    const webhooks = createWebhookSender({ mayCallThisMachine: true });
    closings.push(() => mails.close(), webhooks.close);
    const owners = { abonnement: subscriptionOwner(addresses) };
    const deliveries = deliveriesTo({ db, clock, mails, webhooks, owners });
    const desk = createSubscriptionDesk({ db, clock, addresses, keys, titleOf, newSecret: newWebhookSecret });
    const tell = tellSubscribers({ addresses, keys, titleOf });

    /** Subscribes to the end; what was sent for it is forgotten. */
    async function subscribe(email: string, endpoints: string[], url = '') {
      await desk.ask({ email, sorte: url === '' ? 'courriel' : 'webhook', url, endpoints }, '203.0.113.1');
      await deliveries.run();
      const key = linkIn(mailServer.received.at(-1), '/abonnements/confirmation/').split('/').at(-1) ?? '';
      const confirmed = await desk.confirm(key);
      await deliveries.run();
      mailServer.received.splice(0);
      if (confirmed === null) throw new Error('not confirmed');
      return confirmed;
    }

    async function announce(notice: Partial<Notice> = {}): Promise<void> {
      await together(db, (work) => tell(work, { ...incident, at: clock.date(), ...notice }));
      await deliveries.run();
    }
    return { clock, db, desk, deliveries, tell, subscribe, announce };
  }

  const incident: Notice = {
    id: '2027-03-04-7',
    kind: 'incident.ouvert',
    version: 1,
    title: 'Infogreffe ne répond plus',
    severity: 'majeure',
    endpoints: ['extraits_rcs_infogreffe'],
    url: 'https://entreprise.api.example/incidents/2027-03-04-7',
    text: 'Les appels échouent depuis 9 h.\nLe fournisseur est prévenu.',
    window: null,
    at: new Date(0),
  };
  const recipients = () => mailServer.received.flatMap(({ to }) => [to].flat().map((one) => one?.text)).toSorted();

  it('reach whoever follows these services, and nobody else', async () => {
    const { subscribe, announce, desk } = open();
    await subscribe('tout@mairie.example', []);
    await subscribe('rcs@mairie.example', ['entreprises', 'extraits_rcs_infogreffe']);
    await subscribe('autre@mairie.example', ['entreprises']);
    const { key } = await subscribe('parti@mairie.example', []);
    await desk.leave(key);
    await desk.ask({ email: 'jamais@mairie.example', sorte: 'courriel', url: '', endpoints: [] }, '203.0.113.2');
    await announce();
    const told = mailServer.received.filter(({ subject }) => subject?.startsWith('[Incident]'));
    expect(told.map(({ to }) => [to].flat()[0]?.text).toSorted()).toEqual([
      'rcs@mairie.example',
      'tout@mairie.example',
    ]);
  });

  it('say what happens, where to follow it, and how to leave', async () => {
    const { subscribe, announce } = open();
    const { key } = await subscribe('tout@mairie.example', []);
    await announce();
    const [mail] = mailServer.received;
    expect(mail?.subject).toBe('[Incident] Infogreffe ne répond plus');
    for (const words of [incident.text, 'Titre de extraits_rcs_infogreffe', incident.url])
      expect(mail?.text).toContain(words);
    expect(linkIn(mail, '/abonnements/preferences/')).toBe(`/abonnements/preferences/${key}`);
    const header = mail?.headerLines.find(({ key: name }) => name === 'list-unsubscribe')?.line.replace(/\s+/g, ' ');
    expect(header).toBe(
      `List-Unsubscribe: <https://entreprise.api.example/abonnements/preferences/${key}/desinscription>`,
    );
  });

  it('of a maintenance say when it is', async () => {
    const { subscribe, announce } = open();
    await subscribe('tout@mairie.example', []);
    const window = { from: new Date('2027-03-10T21:00:00Z'), to: new Date('2027-03-10T23:30:00Z') };
    await announce({ kind: 'maintenance.annoncee', severity: null, window });
    expect(mailServer.received[0]?.text).toMatch(/Du mercredi 10 mars 2027 à 22:00\nau jeudi 11 mars 2027 à 00:30/);
  });

  it('told again are sent once; what follows is sent too', async () => {
    const { subscribe, announce } = open();
    await subscribe('tout@mairie.example', []);
    await subscribe('outil@mairie.example', [], receiver.url);
    await announce();
    await announce();
    await announce({ kind: 'incident.point', version: 2, text: 'Cause trouvée.' });
    expect(mailServer.received.map(({ subject }) => subject?.split(']')[0])).toEqual(['[Incident', '[Incident, suite']);
    expect(receiver.received.map(({ body }) => JSON.parse(body).type)).toEqual(['incident.ouvert', 'incident.point']);
  });

  it('are not sent when what they tell is not kept', async () => {
    const { subscribe, db, tell, deliveries } = open();
    await subscribe('tout@mairie.example', []);
    const undone = together(db, async (work) => {
      await tell(work, incident);
      throw new Error('not kept');
    });
    await expect(undone).rejects.toThrow('not kept');
    await deliveries.run();
    expect(recipients()).toEqual([]);
  });

  it('waiting for a mail server do not reach who has left meanwhile', async () => {
    const { subscribe, announce, desk, clock, deliveries } = open();
    const { key } = await subscribe('tout@mairie.example', []);
    mailServer.answerTo = () => ({ code: 451, text: 'later' });
    await announce();
    await desk.leave(key);
    mailServer.answerTo = () => null;
    clock.forward(1);
    await deliveries.run();
    expect(recipients()).toEqual([]);
  });

  it('by webhook verify as the page that shows the secret says', async () => {
    const { subscribe, announce, clock } = open();
    const { abonnement } = await subscribe('outil@mairie.example', ['extraits_rcs_infogreffe'], receiver.url);
    await announce();
    const [got] = receiver.received;
    if (got === undefined) throw new Error('nothing came');
    expect(JSON.parse(got.body)).toMatchObject({
      type: 'incident.ouvert',
      data: {
        id: incident.id,
        titre: incident.title,
        gravite: 'majeure',
        endpoints: incident.endpoints,
        url: incident.url,
      },
    });
    const shown: { vientDuService(...given: unknown[]): boolean } = await import(
      `data:text/javascript,${encodeURIComponent(verification)}`
    );
    const isOurs = (body: string, at = clock.now()) => shown.vientDuService(got.headers, body, abonnement.secret, at);
    expect(isOurs(got.body)).toBe(true);
    expect(isOurs(`${got.body} `)).toBe(false);
    expect(isOurs(got.body, clock.now() + 3_600_000)).toBe(false);
    expect(shown.vientDuService(got.headers, got.body, newWebhookSecret(), clock.now())).toBe(false);
  });

  it('by webhook stop after five lost in a row, and a mail says so', async () => {
    const { subscribe, announce, clock, deliveries, desk } = open();
    const { key } = await subscribe('outil@mairie.example', [], receiver.url);
    const lose = async (version: number) => {
      await announce({ version });
      for (let turn = 0; turn < 8; turn++) {
        clock.forward(6 * 60);
        await deliveries.run();
      }
    };
    receiver.answer = { status: 500 };
    for (let version = 1; version <= 4; version++) await lose(version);
    receiver.answer = { status: 200 };
    await announce({ version: 5 });
    receiver.answer = { status: 500 };
    for (let version = 6; version <= 9; version++) await lose(version);
    expect((await desk.find(key))?.desinscrit_le).toBeNull();
    expect(recipients()).toEqual([]);
    await lose(10);
    expect((await desk.find(key))?.desinscrit_le).not.toBeNull();
    expect(mailServer.received.map(({ subject, to }) => [subject, [to].flat()[0]?.text])).toEqual([
      ['Votre webhook est arrêté', 'outil@mairie.example'],
    ]);
    const calls = receiver.received.length;
    await announce({ version: 11 });
    expect(receiver.received).toHaveLength(calls);
  });

  it('by webhook stop at once when answered 410', async () => {
    const { subscribe, announce, desk, deliveries } = open();
    const { key } = await subscribe('outil@mairie.example', [], receiver.url);
    receiver.answer = { status: 410 };
    await announce();
    await deliveries.run();
    expect((await desk.find(key))?.desinscrit_le).not.toBeNull();
    expect(mailServer.received[0]?.text).toContain('410');
  });

  it('to an address that refuses them five times stop', async () => {
    const { subscribe, announce, desk } = open();
    const { key } = await subscribe('parti@mairie.example', []);
    mailServer.answerTo = () => ({ code: 550, text: 'unknown' });
    for (let version = 1; version <= 4; version++) await announce({ version });
    expect((await desk.find(key))?.desinscrit_le).toBeNull();
    await announce({ version: 5 });
    expect((await desk.find(key))?.desinscrit_le).not.toBeNull();
  });

  it('are kept in the choices of who comes back, with a new secret', async () => {
    const { subscribe, desk, announce } = open();
    const first = await subscribe('outil@mairie.example', ['entreprises'], receiver.url);
    await desk.leave(first.key);
    const second = await subscribe('outil@mairie.example', [], receiver.url);
    expect(second.abonnement.id).toBe(first.abonnement.id);
    expect(second.key).toBe(first.key);
    expect(second.abonnement.secret).not.toBe(first.abonnement.secret);
    await announce();
    expect(receiver.received).toHaveLength(1);
  });
});

describe('the key of preferences', () => {
  const id = '0b9f1c1e-8f5b-4a2d-9c3e-000000000001';

  it('opens what it was made for, after a change of secret too', () => {
    const before = createPreferenceKeys('abonnement', ['ancien']);
    const after = createPreferenceKeys('abonnement', ['nouveau', 'ancien']);
    expect(after.read(before.of(id))).toBe(id);
    expect(before.read(after.of(id))).toBeNull();
    expect(createPreferenceKeys('abonnement', ['autre']).read(before.of(id))).toBeNull();
  });
});
