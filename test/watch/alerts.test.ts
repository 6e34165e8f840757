import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterEach, expect, it } from 'vitest';
import { copyEmptyDatabase } from '../../src/records/databases.fixture.ts';
import { eventually } from '../support/http.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { startMailServer } from '../support/mail-server.ts';
import { expectedSignature, startWebhookReceiver } from '../support/webhook-receiver.ts';

const closings: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

async function start(environment: Record<string, string>, varDir?: string): Promise<TestInstance> {
  const instance = await startTestInstance({ environment, ...(varDir === undefined ? {} : { varDir }) });
  closings.push(() => instance.stop());
  return instance;
}

/** Probes endpoints so many times. */
async function probe(instance: TestInstance, endpoints: readonly string[], times: number): Promise<void> {
  for (let turn = 0; turn < times; turn++) {
    for (const endpoint of endpoints) await instance.apie('sonder', endpoint);
    await instance.apie('horloge', 'avancer', '10s');
  }
}

/** Lets rounds judge, gather and tell. */
async function rounds(instance: TestInstance): Promise<void> {
  for (const wait of ['11s', '61s', '11s', '6s']) await instance.apie('horloge', 'avancer', wait);
}

interface KeptMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

async function mails(varDir: string): Promise<KeptMail[]> {
  const files = (await readdir(join(varDir, 'mail'))).filter((name) => name.endsWith('.eml')).sort();
  const parsed = await Promise.all(files.map(async (name) => simpleParser(await readFile(join(varDir, 'mail', name)))));
  return parsed.map(({ to, subject = '', text = '' }) => ({
    to: [to ?? []]
      .flat()
      .map((address) => address.text)
      .join(),
    subject,
    text,
  }));
}

const insee = ['entreprises', 'etablissements'];

it('a provider that falls is one mail that names its endpoints, and another when it is back', async () => {
  const instance = await start({ ALERTES_EMAIL: 'garde@exploitation.example, chef@exploitation.example' });
  await probe(instance, insee, 2);
  await instance.apie('simulateur', 'panne', 'insee', '503');
  await probe(instance, insee, 2);
  await rounds(instance);
  await eventually(async () => (await mails(instance.varDir)).length === 2);
  const [fallen] = await mails(instance.varDir);
  expect(fallen?.subject).toBe('[API Entreprise] INSEE : 2 endpoints en panne');
  for (const endpoint of insee)
    expect(fallen?.text.match(new RegExp(`\\(${endpoint}\\) : en panne`, 'g'))).toHaveLength(1);
  expect(fallen?.text).toContain('(code vu : 503)');
  expect(fallen?.text).toContain(`${instance.url}/etat-des-services`);
  expect(instance.logged()).toContain('"msg":"alerte"');

  await rounds(instance);
  await instance.apie('simulateur', 'panne', 'insee', 'fin');
  await probe(instance, insee, 2);
  await rounds(instance);
  await eventually(async () => (await mails(instance.varDir)).length === 4);
  const all = await mails(instance.varDir);
  expect(all.map(({ to }) => to).sort()).toEqual([
    'chef@exploitation.example',
    'chef@exploitation.example',
    'garde@exploitation.example',
    'garde@exploitation.example',
  ]);
  expect(all[3]?.subject).toBe('[API Entreprise] INSEE : 2 endpoints de nouveau en service');
});

it('a restart tells nothing twice, and the morning after says what is still down', async () => {
  const varDir = await mkdtemp(join(tmpdir(), 'apie-'));
  closings.push(() => rm(varDir, { recursive: true, force: true }));
  await copyEmptyDatabase(varDir, join(varDir, 'base'));
  const environment = { ALERTES_EMAIL: 'garde@exploitation.example' };
  const first = await startTestInstance({ environment, varDir });
  await first.apie('simulateur', 'panne', 'insee', 'refus');
  await probe(first, insee, 2);
  await rounds(first);
  await eventually(async () => (await mails(varDir)).length === 1);
  await first.stop();

  const second = await start(environment, varDir);
  await rounds(second);
  expect(await mails(varDir)).toHaveLength(1);
  await second.apie('horloge', 'avancer', '1j');
  await rounds(second);
  await eventually(async () => (await mails(varDir)).length > 1);
  const digest = (await mails(varDir)).find(({ subject }) => subject.includes('Bilan'));
  expect(digest?.subject).toContain('Bilan du matin : 2 alertes en cours');
  expect(digest?.text).toContain('(entreprises) : en panne depuis le');
});

it('a mail server that is away, a webhook that fails: the alert is kept, and leaves when they are back', async () => {
  const server = await startMailServer();
  const port = Number(new URL(server.url).port);
  await server.stop();
  const receiver = await startWebhookReceiver();
  closings.push(receiver.stop);
  receiver.answer = { status: 500 };
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  const instance = await start({
    ALERTES_EMAIL: 'garde@exploitation.example',
    ALERTES_WEBHOOK_URL: receiver.url,
    ALERTES_WEBHOOK_SECRET: secret,
    SMTP_URL: server.url,
  });
  await instance.apie('simulateur', 'panne', 'agence-bio', '503');
  await probe(instance, ['certificats_agence_bio'], 2);
  await rounds(instance);
  await eventually(() => receiver.received.length > 0);
  const again = await startMailServer(port);
  closings.push(again.stop);
  receiver.answer = { status: 204 };
  await instance.apie('horloge', 'avancer', '2m');
  await eventually(() => again.received.length === 1 && receiver.received.length === 2);
  expect(again.received[0]?.subject).toContain('(certificats_agence_bio) en panne');
  const last = receiver.received.at(-1);
  expect(last?.headers['webhook-signature']).toBe(last === undefined ? '' : expectedSignature(last, secret));
  expect(JSON.parse(last?.body ?? '{}')).toMatchObject({
    type: 'alerte.debut',
    data: { genre: 'etat', endpoints: ['certificats_agence_bio'], lien: `${instance.url}/administration/alertes` },
  });
});

it('without a mail or a webhook, alerts are in the log', async () => {
  const instance = await start({});
  await instance.apie('simulateur', 'panne', 'agence-bio', '503');
  await probe(instance, ['certificats_agence_bio'], 2);
  await rounds(instance);
  await eventually(() => /"level":"warn".*"genre":"etat".*certificats_agence_bio/.test(instance.logged()));
  const measures = await (await fetch(instance.metricsUrl)).text();
  expect(measures).toContain('apie_alertes_ouvertes 1');
});
