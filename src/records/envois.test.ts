import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../platform/database/open-database.ts';
import { openTest, startEmbedded, startPostgresql } from './databases.fixture.ts';
import { queueMail, queueMails, queueWebhook } from './envois.ts';
import { countPending, dropOldEnvois, markFailed, markSent, takeDueMails, takeDueWebhooks } from './envois-dus.ts';
import type { Schema } from './schema.ts';

const servers = [await startEmbedded(), await startPostgresql()].filter((server) => server !== null);
afterAll(() => Promise.all(servers.map((server) => server.stop())));

const now = new Date('2027-03-04T08:00:00.000Z');
const later = new Date('2027-03-04T08:01:00.000Z');
const aMail = { to: 'camille@mairie.example', subject: 'Déjà l’été', text: 'Bonjour.\n' };
const aWebhook = {
  url: 'https://suivi.example/',
  event: 'incident.ouvert',
  data: { a: 1 },
  signer: 'essai:1',
} as const;

describe.each(
  servers.map((server) => ({ on: server.options.url === undefined ? 'PGlite' : 'PostgreSQL', server })),
)('envois on $on', ({ server }) => {
  let base: Database<Schema>;
  beforeAll(async () => {
    base = await openTest(server);
  });
  afterAll(() => base.close());
  beforeEach(() => sql`truncate envois`.execute(base.db));

  it('come back as they were given, each to its own channel', async () => {
    await queueMail(base.db, { ...aMail, headers: { 'X-Essai': 'é' }, key: 'cle-1' }, now);
    await queueWebhook(base.db, aWebhook, now);
    expect(await takeDueMails(base.db, now, 10)).toEqual([
      {
        id: expect.any(String),
        destination: aMail.to,
        contenu: { subject: aMail.subject, text: aMail.text, headers: { 'X-Essai': 'é' } },
        cree_le: now,
        essais: 1,
      },
    ]);
    const { url, ...contenu } = aWebhook;
    expect(await takeDueWebhooks(base.db, now, 10)).toMatchObject([{ destination: url, contenu, essais: 1 }]);
  });

  it('hold any text', async () => {
    await queueMail(base.db, { ...aMail, subject: 'nul \0, demi \uD800, entier \u{1F98A}' }, now);
    const [taken] = await takeDueMails(base.db, now, 1);
    expect(taken?.contenu.subject).toBe('nul \uFFFD, demi \uFFFD, entier \u{1F98A}');
  });

  it('are kept with what they tell, or not at all', async () => {
    const undone = base.db.transaction().execute(async (trx) => {
      await queueMail(trx, aMail, now);
      throw new Error('what it told did not happen');
    });
    await expect(undone).rejects.toThrow('did not happen');
    expect(await countPending(base.db)).toBe(0);
  });

  it('of the same key are queued once, even by two at the same time and after it left', async () => {
    const mail = { ...aMail, key: 'incident:7:abonne:1' };
    const queued = await Promise.all([queueMail(base.db, mail, now), queueMail(base.db, mail, now)]);
    expect(queued.toSorted()).toEqual([false, true]);
    const [taken] = await takeDueMails(base.db, now, 10);
    if (taken !== undefined) await markSent(base.db, taken, { now, keepsContent: false });
    expect(await queueMails(base.db, [mail, { ...mail, key: 'autre' }, aMail, aMail], now)).toBe(3);
  });

  it('are taken by one worker alone, none forgotten', async () => {
    await queueMails(
      base.db,
      Array.from({ length: 60 }, () => aMail),
      now,
    );
    const other = server.options.url === undefined ? base : await openTest(server);
    const workers = [base, other, base, other, base, other];
    const taken = (await Promise.all(workers.map(({ db }) => takeDueMails(db, now, 10)))).flat();
    expect(new Set(taken.map(({ id }) => id)).size).toBe(taken.length);
    taken.push(...(await takeDueMails(base.db, now, 60)));
    expect(new Set(taken.map(({ id }) => id)).size).toBe(60);
    expect(await takeDueMails(base.db, now, 60)).toEqual([]);
    if (other !== base) await other.close();
  });

  it('wait for their time, oldest first', async () => {
    await queueMail(base.db, { ...aMail, to: 'b@mairie.example' }, later);
    await queueMail(base.db, { ...aMail, to: 'a@mairie.example' }, now);
    expect((await takeDueMails(base.db, now, 10)).map(({ destination }) => destination)).toEqual(['a@mairie.example']);
    expect((await takeDueMails(base.db, later, 10)).map(({ destination }) => destination)).toEqual([
      'b@mairie.example',
    ]);
  });

  it('once sent, are sent no more, and keep nothing of what they said', async () => {
    await queueMail(base.db, { ...aMail, html: '<p>', headers: {} }, now);
    const [taken] = await takeDueMails(base.db, now, 1);
    if (taken !== undefined) await markSent(base.db, taken, { now: later, keepsContent: false });
    expect(await countPending(base.db)).toBe(0);
    const row = await base.db.selectFrom('envois').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ contenu: { subject: aMail.subject }, parti_le: later, prochain_essai_le: null });
  });

  it('that failed come back when told, with the reason kept', async () => {
    await queueMail(base.db, aMail, now);
    const [taken] = await takeDueMails(base.db, now, 1);
    if (taken !== undefined)
      await markFailed(base.db, taken, { suite: { retryAt: later }, echec: 'Absent.', now, keepsContent: false });
    expect(await takeDueMails(base.db, now, 1)).toEqual([]);
    const [again] = await takeDueMails(base.db, later, 1);
    expect(again).toMatchObject({ id: taken?.id, essais: 2, contenu: { text: aMail.text } });
    if (again !== undefined)
      await markFailed(base.db, again, { suite: 'refuse', echec: 'Non.', now: later, keepsContent: false });
    expect(await base.db.selectFrom('envois').selectAll().executeTakeFirstOrThrow()).toMatchObject({
      echec: 'Non.',
      refuse_le: later,
      abandonne_le: null,
      prochain_essai_le: null,
      contenu: { subject: aMail.subject },
    });
  });

  it('of a worker that died are taken again, and what that worker says then changes nothing', async () => {
    await queueMail(base.db, aMail, now);
    const [dead] = await takeDueMails(base.db, now, 1);
    await sql`update envois set pris_le = pris_le - interval '6 minutes'`.execute(base.db);
    const [again] = await takeDueMails(base.db, now, 1);
    expect(again).toMatchObject({ id: dead?.id, essais: 2 });
    if (dead !== undefined)
      expect(
        await markFailed(base.db, dead, { suite: 'abandonne', echec: 'Trop tard.', now, keepsContent: false }),
      ).toBe(false);
    expect(await countPending(base.db)).toBe(1);
  });

  it('are forgotten once old', async () => {
    await queueMail(base.db, aMail, new Date('2027-01-01T00:00:00Z'));
    await queueMail(base.db, aMail, new Date('2027-01-03T00:00:00Z'));
    expect(await dropOldEnvois(base.db, new Date('2027-01-02T00:00:00Z'))).toBe(1);
    expect(await countPending(base.db)).toBe(1);
  });
});
