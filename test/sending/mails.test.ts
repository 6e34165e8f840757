import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { simpleParser } from 'mailparser';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Database } from '../../src/platform/database/open-database.ts';
import { createMailFolder } from '../../src/platform/mail/file-transport.ts';
import { createSmtpTransport } from '../../src/platform/mail/smtp-transport.ts';
import { freePort, openTest, startEmbedded, type TestDatabase } from '../../src/records/databases.fixture.ts';
import { queueMail, queueMails } from '../../src/records/envois.ts';
import type { Schema } from '../../src/records/schema.ts';
import { deliveriesTo, handClock, sender } from '../support/deliveries.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';

let server: TestDatabase;
let base: Database<Schema>;
beforeAll(async () => {
  server = await startEmbedded();
  base = await openTest(server);
});
afterAll(async () => {
  await base.close();
  await server.stop();
});
beforeEach(() => sql`truncate envois`.execute(base.db));

const closings: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

const aMail = {
  to: 'camille.noël@mairie.example',
  subject: 'Incident résolu – « Actes INPI » fonctionne',
  text: 'Bonjour,\n\nC’est réparé : https://suivi.example/incidents/7?a=1&b=2.\n\n<b>Déjà</b> l’été.\n',
};

async function open() {
  const mailServer = await startMailServer();
  closings.push(mailServer.stop);
  return { mailServer, ...sendingTo(mailServer.url) };
}

function sendingTo(url: string) {
  const clock = handClock();
  const logged: string[] = [];
  const mails = createSmtpTransport(url, sender);
  closings.push(() => mails.close());
  return { clock, logged, deliveries: deliveriesTo({ db: base.db, clock, mails, logged }) };
}

const rows = () => base.db.selectFrom('envois').selectAll().orderBy('cree_le').execute();
const texts = ({ received }: MailServer) => received.map(({ subject }) => subject);

describe('a mail, through a mail server', () => {
  it('reaches who is in copy too, and shows it; a copy that is refused is told, and nobody has it twice', async () => {
    const { mailServer, clock, deliveries } = await open();
    const [to, copy] = ['camille@mairie.example', 'dominique@mairie.example'];
    await queueMail(base.db, { ...aMail, to, cc: [copy] }, clock.date());
    await deliveries.run();
    expect(mailServer.recipients).toEqual([to, copy]);
    expect(mailServer.received[0]?.headerLines.find(({ key }) => key === 'cc')?.line).toBe(`Cc: ${copy}`);
    mailServer.answerTo = (recipient) => (recipient === copy ? { code: 550, text: 'inconnue ici' } : null);
    await queueMail(base.db, { ...aMail, to, cc: [copy] }, clock.date());
    await deliveries.run();
    clock.forward(60);
    await deliveries.run();
    expect(mailServer.received).toHaveLength(2);
    const lost = (await rows()).filter(({ refuse_le }) => refuse_le !== null);
    expect(lost.map(({ echec }) => echec)).toEqual([expect.stringContaining(copy)]);
  });

  it('arrives once, whole, in text and HTML', async () => {
    const { mailServer, clock, deliveries } = await open();
    await queueMail(base.db, { ...aMail, to: 'camille@mairie.example' }, clock.date());
    await deliveries.run();
    await deliveries.run();
    const [mail, ...more] = mailServer.received;
    expect(more).toEqual([]);
    expect([mail?.subject, mail?.text?.trim()]).toEqual([aMail.subject, aMail.text.trim()]);
    expect(mail?.from?.value).toEqual([sender]);
    expect(mail?.date).toEqual(clock.date());
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    const html = String(mail?.html);
    expect(html).toContain('href="https://suivi.example/incidents/7?a=1&b=2"');
    expect(html).toContain('&lt;b>Déjà');
    expect(html).not.toMatch(/<img|<script|src=|@import/);
    expect((await rows()).map(({ parti_le, echec }) => [parti_le, echec])).toEqual([[clock.date(), null]]);
  });

  it('to what is not one address goes to nobody', async () => {
    const { mailServer, clock, deliveries } = await open();
    const list = 'a@mairie.example, b@mairie.example';
    const injected = 'a@mairie.example>\r\nRCPT TO:<b@mairie.example';
    await queueMails(
      base.db,
      [list, injected].map((to) => ({ ...aMail, to })),
      clock.date(),
    );
    await deliveries.run();
    expect(mailServer.recipients).toEqual([]);
    expect((await rows()).map(({ refuse_le }) => refuse_le)).toEqual([clock.date(), clock.date()]);
  });

  it('says how to unsubscribe when it is told to', async () => {
    const { mailServer, clock, deliveries } = await open();
    const address = `https://entreprise.api.example/abonnements/preferences/${'k'.repeat(43)}`;
    const headers = { 'List-Unsubscribe': `<${address}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
    await queueMail(base.db, { ...aMail, to: 'a@mairie.example', headers }, clock.date());
    await deliveries.run();
    const [mail] = mailServer.received;
    expect(mail?.headerLines.find(({ key }) => key === 'list-unsubscribe-post')?.line).toBe(
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    );
    expect(mail?.headerLines.find(({ key }) => key === 'list-unsubscribe')?.line).toContain(address);
  });

  it('refused for good by the server (550) is not tried again, and the reason is kept', async () => {
    const { mailServer, clock, logged, deliveries } = await open();
    mailServer.answerTo = () => ({ code: 550, text: '5.1.1 parti@mairie.example: unknown' });
    await queueMail(base.db, { ...aMail, to: 'parti@mairie.example' }, clock.date());
    await deliveries.run();
    const [row] = await rows();
    expect(row).toMatchObject({ refuse_le: clock.date(), parti_le: null, prochain_essai_le: null, essais: 1 });
    expect(row?.echec).toMatch(/550 5\.1\.1/);
    expect(deliveries.lost).toBe(1);
    expect(logged.join('')).toContain('envoi abandonné');
    expect(logged.join('')).not.toContain('parti@');
  });

  it('put off by the server (451) is tried again later', async () => {
    const { mailServer, clock, deliveries } = await open();
    mailServer.answerTo = () => ({ code: 451, text: '4.7.1 Greylisted' });
    await queueMail(base.db, { ...aMail, to: 'a@mairie.example' }, clock.date());
    await deliveries.run();
    mailServer.answerTo = () => null;
    await deliveries.run();
    expect(texts(mailServer)).toEqual([]);
    clock.forward(1);
    await deliveries.run();
    expect(texts(mailServer)).toEqual([aMail.subject]);
  });

  it('refused to one leaves the others', async () => {
    const { mailServer, clock, deliveries } = await open();
    mailServer.answerTo = (to) => (to.startsWith('b') ? { code: 550, text: 'no' } : null);
    const mails = ['a', 'b', 'c', 'd'].map((name) => ({ ...aMail, subject: name, to: `${name}@mairie.example` }));
    await queueMails(base.db, mails, clock.date());
    await deliveries.run();
    expect(texts(mailServer).toSorted()).toEqual(['a', 'c', 'd']);
  });

  it('waits for a server that is away, and arrives once when it is back', async () => {
    const port = await freePort();
    const { clock, deliveries } = sendingTo(`smtp://127.0.0.1:${port}`);
    await queueMail(base.db, { ...aMail, to: 'a@mairie.example' }, clock.date());
    await deliveries.run();
    expect((await rows())[0]).toMatchObject({ essais: 1, parti_le: null, abandonne_le: null });
    expect((await rows())[0]?.echec).toMatch(/ECONNREFUSED/);
    const mailServer = await startMailServer(port);
    closings.push(mailServer.stop);
    await deliveries.run();
    expect(texts(mailServer)).toEqual([]);
    clock.forward(1);
    await Promise.all([deliveries.run(), deliveries.run()]);
    expect(texts(mailServer)).toEqual([aMail.subject]);
  });

  it('is given up after eight tries in twenty hours', async () => {
    const { clock, deliveries } = sendingTo(`smtp://127.0.0.1:${await freePort()}`);
    const start = clock.now();
    await queueMail(base.db, { ...aMail, to: 'a@mairie.example' }, clock.date());
    const waits: number[] = [];
    for (let row = (await rows())[0]; row?.abandonne_le === null; row = (await rows())[0]) {
      clock.forward(((row.prochain_essai_le?.getTime() ?? 0) - clock.now()) / 60_000);
      waits.push((clock.now() - start) / 60_000);
      await deliveries.run();
    }
    expect(waits).toEqual([0, 1, 6, 36, 156, 516, 876, 1236]);
    expect((await rows())[0]).toMatchObject({
      essais: 8,
      prochain_essai_le: null,
      contenu: { subject: aMail.subject },
    });
  });

  it('of a batch leaves by whoever takes it: two workers, no mail twice', async () => {
    const { mailServer, clock, deliveries } = await open();
    const other = sendingTo(mailServer.url).deliveries;
    const mails = Array.from({ length: 45 }, (_, index) => ({
      ...aMail,
      subject: `n° ${index}`,
      to: 'a@mairie.example',
    }));
    await queueMails(base.db, mails, clock.date());
    await Promise.all([deliveries.run(), other.run(), deliveries.run(), other.run()]);
    expect(texts(mailServer).toSorted()).toEqual(mails.map(({ subject }) => subject).toSorted());
  });

  it('that left while the database was away is not sent again once it is back', async () => {
    const { mailServer, clock } = await open();
    const mails = createSmtpTransport(mailServer.url, sender);
    closings.push(() => mails.close());
    const deliveries = deliveriesTo({ db: base.db, clock, mails });
    await queueMail(base.db, { ...aMail, to: 'a@mairie.example' }, clock.date());
    const away = vi.spyOn(base.db, 'transaction').mockImplementation(() => {
      throw new Error('the database is away');
    });
    await expect(deliveries.run()).rejects.toThrow('away');
    away.mockRestore();
    await sql`update envois set pris_le = null`.execute(base.db);
    await deliveries.run();
    expect(texts(mailServer)).toHaveLength(1);
    expect((await rows())[0]?.parti_le).toEqual(clock.date());
  });
});

describe('a mail, without a mail server', () => {
  it('is a file for mail programs, for its owner alone', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'courriels-'));
    closings.push(() => rm(directory, { recursive: true, force: true }));
    const clock = handClock();
    const folder = createMailFolder(join(directory, 'mail'), sender);
    const deliveries = deliveriesTo({ db: base.db, clock, mails: folder });
    await queueMail(base.db, { ...aMail, to: 'camille@mairie.example' }, clock.date());
    await deliveries.run();
    const [file = '', ...others] = await readdir(join(directory, 'mail'));
    expect(others).toEqual([]);
    expect(file).toMatch(/^2027-03-04T08-00-00-000Z-[0-9a-f-]{36}\.eml$/);
    const path = join(directory, 'mail', file);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const bytes = await readFile(path);
    const mail = await simpleParser(bytes);
    expect([mail.subject, mail.text?.trim()]).toEqual([aMail.subject, aMail.text.trim()]);
    expect(bytes.toString('latin1').split('\r\n\r\n')[0]).toMatch(/^From: API Entreprise <ne-pas-repondre@/m);

    const [row] = await rows();
    expect(await folder.read({ id: row?.id ?? '', date: clock.date() })).toEqual(bytes);
    expect(await folder.read({ id: row?.id ?? '', date: new Date(0) })).toBeNull();
    expect(await folder.sweep(clock.date())).toBe(0);
    expect(await folder.sweep(new Date('2027-03-05T00:00:00Z'))).toBe(1);
  });
});
