import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Refused } from '../../src/core/outgoing.ts';
import type { Database } from '../../src/platform/database/open-database.ts';
import { createWebhookSender } from '../../src/platform/outgoing/webhook-sender.ts';
import { newWebhookSecret } from '../../src/platform/outgoing/webhook-signature.ts';
import type { Resolve } from '../../src/platform/own-network.ts';
import { openTest, startEmbedded, type TestDatabase } from '../../src/records/databases.fixture.ts';
import { queueWebhook } from '../../src/records/envois.ts';
import type { Schema } from '../../src/records/schema.ts';
import { deliveriesTo, handClock } from '../support/deliveries.ts';
import { expectedSignature, startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

let server: TestDatabase;
let base: Database<Schema>;
let receiver: WebhookReceiver;
beforeAll(async () => {
  server = await startEmbedded();
  base = await openTest(server);
});
afterAll(async () => {
  await base.close();
  await server.stop();
});
beforeEach(async () => {
  await sql`truncate envois`.execute(base.db);
  receiver = await startWebhookReceiver();
});
const closings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await receiver.stop();
  for (const close of closings.splice(0)) await close();
});

const secret = newWebhookSecret();

/** What sends the webhooks of an owner whose every subscriber has the same secret. */
function sending(options: Partial<Parameters<typeof createWebhookSender>[0]> = {}) {
  const clock = handClock();
  const heard: string[] = [];
  const webhooks = createWebhookSender({ mayCallThisMachine: true, ...options });
  closings.push(() => webhooks.close());
  const owners = {
    essai: {
      wants: async () => true,
      secretOf: async (_db: unknown, id: string) => (id === 'parti' ? null : secret),
      delivered: async (_db: unknown, id: string) => void heard.push(`${id} reçu`),
      lost: async (_db: unknown, id: string, { gone }: { gone: boolean }) =>
        void heard.push(`${id} ${gone ? 'refusé' : 'abandonné'}`),
    },
  };
  return { clock, heard, webhooks, deliveries: deliveriesTo({ db: base.db, clock, webhooks, owners }) };
}

const aWebhook = (url: string, signer: `${string}:${string}` = 'essai:7') => ({
  url,
  event: 'incident.ouvert',
  data: { titre: 'Panne à l’été', endpoints: ['entreprises'] },
  signer,
});
const row = () => base.db.selectFrom('envois').selectAll().executeTakeFirstOrThrow();

describe('a webhook', () => {
  it('arrives once, signed so that its receiver can know it', async () => {
    const { clock, heard, deliveries } = sending();
    await queueWebhook(base.db, aWebhook(receiver.url), clock.date());
    await deliveries.run();
    await deliveries.run();
    const [got, ...more] = receiver.received;
    if (got === undefined) throw new Error('nothing came');
    expect(more).toEqual([]);
    expect(JSON.parse(got.body)).toEqual({
      type: 'incident.ouvert',
      timestamp: clock.date().toISOString(),
      data: { titre: 'Panne à l’été', endpoints: ['entreprises'] },
    });
    expect(got.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'webhook-id': (await row()).id,
      'webhook-timestamp': String(clock.now() / 1000),
      'webhook-signature': expectedSignature(got, secret),
    });
    expect(heard).toEqual(['7 reçu']);
    expect(JSON.stringify(await row())).not.toContain('Panne');
  });

  it.each([500, 404, 302, 304])('answered %s is sent again, the same, a minute later', async (status) => {
    const { clock, heard, deliveries } = sending();
    receiver.answer = { status, headers: { Location: receiver.url } };
    await queueWebhook(base.db, aWebhook(receiver.url), clock.date());
    await deliveries.run();
    expect(receiver.received).toHaveLength(1);
    expect((await row()).echec).toBe(`Le destinataire du webhook répond ${status}.`);
    receiver.answer = { status: 200 };
    clock.forward(1);
    await deliveries.run();
    const [first, second] = receiver.received;
    expect([second?.body, second?.headers['webhook-id']]).toEqual([first?.body, first?.headers['webhook-id']]);
    if (second !== undefined) expect(second.headers['webhook-signature']).toBe(expectedSignature(second, secret));
    expect(heard).toEqual(['7 reçu']);
  });

  it('answered 410 is not sent again, and its owner hears that nobody wants it', async () => {
    const { clock, heard, deliveries } = sending();
    receiver.answer = { status: 410 };
    await queueWebhook(base.db, aWebhook(receiver.url), clock.date());
    await deliveries.run();
    expect(await row()).toMatchObject({ prochain_essai_le: null, refuse_le: clock.date() });
    expect(heard).toEqual(['7 refusé']);
  });

  it('that nobody answers is given up, its owner told once', async () => {
    const { clock, heard, deliveries } = sending();
    receiver.answer = { status: 503 };
    await queueWebhook(base.db, aWebhook(receiver.url), clock.date());
    for (let day = 0; day < 10; day++) {
      await deliveries.run();
      clock.forward(24 * 60);
    }
    expect(receiver.received).toHaveLength(8);
    expect(heard).toEqual(['7 abandonné']);
  });

  it('asked by nobody any more is not sent', async () => {
    const { clock, deliveries } = sending();
    await queueWebhook(base.db, aWebhook(receiver.url, 'essai:parti'), clock.date());
    await queueWebhook(base.db, aWebhook(receiver.url, 'inconnu:1'), clock.date());
    await deliveries.run();
    expect(receiver.received).toEqual([]);
    expect((await row()).echec).toBe('Plus personne ne demande cet envoi.');
  });

  it('whose receiver says nothing is not waited for', async () => {
    const { clock, deliveries } = sending({ deadlineMs: 200 });
    receiver.answer = { status: 0 };
    await queueWebhook(base.db, aWebhook(receiver.url), clock.date());
    await deliveries.run();
    expect((await row()).echec).toBe("Le destinataire du webhook n'a pas répondu à temps.");
  });

  it('whose receiver never stops talking is taken at its status', async () => {
    const { clock, deliveries } = sending();
    receiver.answer = { status: 200, endless: true };
    await queueWebhook(base.db, aWebhook(receiver.url), clock.date());
    await deliveries.run();
    expect((await row()).parti_le).toEqual(clock.date());
  });
});

describe('a webhook into our own network', () => {
  const send = (url: string, options: { mayCallThisMachine?: boolean; resolve?: Resolve } = {}) => {
    const { webhooks, clock } = sending({ mayCallThisMachine: false, ...options });
    return webhooks.send({ id: 'un', url, body: '{}', secret, at: clock.date() });
  };

  it.each([
    'http://127.0.0.1:PORT/',
    'http://0x7f000001:PORT/',
    'http://0.0.0.0:PORT/',
    'http://[::1]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://localhost:PORT/',
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.1/',
    'http://192.168.1.1/',
    'http://[fd00::1]/',
    'ftp://suivi.example/',
    'file:///etc/hostname',
    'http://qui:motdepasse@suivi.example/',
    'pas une adresse',
  ])('%s is refused, and nobody is called', async (url) => {
    await expect(send(url.replace('PORT', String(receiver.port)))).rejects.toThrow(Refused);
    expect(receiver.received).toEqual([]);
  });

  it.each([
    ['127.0.0.1', 4],
    ['10.1.2.3', 4],
    ['fd00::1', 6],
  ])('by a name that means %s is refused', async (address, family) => {
    const resolve = meaning({ address, family });
    await expect(send(`http://suivi.example:${receiver.port}/`, { resolve })).rejects.toThrow(
      'mène à notre propre réseau',
    );
    expect(receiver.received).toEqual([]);
  });

  it('by a name of which one address among others is ours is refused', async () => {
    const resolve = meaning({ address: '203.0.113.7', family: 4 }, { address: '127.0.0.1', family: 4 });
    await expect(send(`http://suivi.example:${receiver.port}/`, { resolve })).rejects.toThrow(Refused);
  });

  it('is possible in a sandbox on its own machine, and nowhere else', async () => {
    await send(receiver.url, { mayCallThisMachine: true });
    await send(`http://localhost:${receiver.port}/`, { mayCallThisMachine: true });
    expect(receiver.received).toHaveLength(2);
    for (const url of ['http://169.254.169.254/', 'http://10.0.0.1/', 'http://192.168.0.1/'])
      await expect(send(url, { mayCallThisMachine: true })).rejects.toThrow(Refused);
  });
});

/** What the system says of any name. */
function meaning(...addresses: { address: string; family: number }[]): Resolve {
  return (_name, _options, done) => done(null, addresses);
}
