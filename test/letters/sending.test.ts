import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLetterDesk, REPENT_MS } from '../../src/letters/desk.ts';
import { createLetterSender } from '../../src/letters/letter-sender.ts';
import { letterOwner } from '../../src/letters/owner.ts';
import { createLetterReader } from '../../src/letters/reader.ts';
import { stateOf } from '../../src/letters/states.ts';
import type { Database } from '../../src/platform/database/open-database.ts';
import { createSmtpTransport } from '../../src/platform/mail/smtp-transport.ts';
import { changeListes, joinListes } from '../../src/records/abonnes-lettres.ts';
import { openTest, startEmbedded, startPostgresql } from '../../src/records/databases.fixture.ts';
import type { Schema } from '../../src/records/schema.ts';
import { together } from '../../src/records/work.ts';
import { addressesOn } from '../../src/subscribing/addresses.ts';
import { createPreferenceKeys } from '../../src/subscribing/keys.ts';
import { deliveriesTo, handClock, sender } from '../support/deliveries.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';

const servers = [await startEmbedded(), await startPostgresql()].filter((server) => server !== null);
afterAll(() => Promise.all(servers.map((server) => server.stop())));

const author = 'autrice@interne.example';
const aLetter = {
  genre: 'infolettre',
  titre: 'Nouveautés de mars',
  resume: 'Deux données de plus.',
  corps: '## Deux données\n\nVoyez [le catalogue](/catalogue).',
} as const;

describe.each(
  servers.map((server) => ({ on: server.options.url === undefined ? 'PGlite' : 'PostgreSQL', server })),
)('sending a letter, on $on', ({ server }) => {
  let base: Database<Schema>;
  let mailServer: MailServer;
  beforeAll(async () => {
    base = await openTest(server);
  });
  afterAll(() => base.close());
  const closings: (() => unknown)[] = [];
  beforeEach(async () => {
    await sql`truncate envois, abonnes_lettres, lettres, desinscriptions`.execute(base.db);
    mailServer = await startMailServer();
    closings.push(mailServer.stop);
  });
  afterEach(async () => {
    for (const close of closings.splice(0).reverse()) await close();
  });

  function open() {
    const { db } = base;
    const clock = handClock();
    const publicUrl = 'https://entreprise.api.example';
    const setting = { service: 'API Entreprise', publicUrl };
    const keys = createPreferenceKeys('lettres', ['secret du test']);
    const parts = { db, clock, setting, addresses: addressesOn(publicUrl, '/infolettres'), keys };
    const desk = createLetterDesk({ db, clock, setting });
    const reader = createLetterReader(db, clock);
    const published: Date[] = [];
    const step = createLetterSender({ ...parts, published: async () => void published.push(clock.date()) });
    const mails = createSmtpTransport(mailServer.url, sender);
    closings.push(() => mails.close());
    const deliveries = deliveriesTo({ db, clock, mails, owners: { lettre: letterOwner } });

    async function followed(id: number) {
      const letter = await reader.letter(id);
      if (letter === null) throw new Error('no such letter');
      return letter;
    }
    /** A letter whose departure has come. */
    async function due(): Promise<number> {
      const id = await desk.draft(aLetter, author);
      await desk.schedule({ id, version: 1 }, null, author);
      clock.forward(REPENT_MS / 60_000);
      return id;
    }
    const all = async () => {
      for (let turn = 0; turn < 3; turn++) {
        await step();
        await deliveries.run();
      }
      await step();
    };
    return { db, clock, parts, desk, reader, step, deliveries, published, followed, due, all };
  }

  const subscribe = (email: string) =>
    together(base.db, (work) => joinListes(work, { email, listes: ['infolettre'] }, new Date(0)));

  async function subscribeMany(count: number): Promise<void> {
    await sql`
      insert into abonnes_lettres (id, email, listes, cree_le)
      select gen_random_uuid(), 'a' || n || '@mairie.example', array['infolettre'], now()
      from generate_series(1, ${count}::int) as n`.execute(base.db);
  }

  const queued = async () => {
    const rows = await base.db.selectFrom('envois').select(['destination', 'cle', 'prochain_essai_le']).execute();
    return { total: rows.length, recipients: new Set(rows.map(({ destination }) => destination)).size };
  };
  /** As if all that waits had left. */
  const empty = () => sql`update envois set parti_le = now(), prochain_essai_le = null`.execute(base.db);

  it('queues a thousand recipients once each, a part at a time, letting other mails pass', async () => {
    const { step, due, followed } = open();
    await subscribeMany(1000);
    const id = await due();
    const sizes: number[] = [];
    for (let turn = 0; turn < 8; turn++) {
      await step();
      await step();
      sizes.push((await queued()).total);
      await empty();
    }
    expect(sizes).toEqual([200, 400, 600, 800, 1000, 1000, 1000, 1000]);
    expect(await queued()).toEqual({ total: 1000, recipients: 1000 });
    const letter = await followed(id);
    expect([letter.destinataires, letter.chiffres.partis, stateOf(letter)]).toEqual([1000, 1000, 'envoyee']);
  });

  it('stopped in the middle of a part, goes on from there: nobody lost, nobody twice', async () => {
    const { db, parts, step, due } = open();
    await subscribeMany(1000);
    await due();
    await step();
    await empty();
    let made = 0;
    const failing = {
      ...parts.keys,
      of: (id: string) => {
        made += 1;
        if (made === 130) throw new Error('killed');
        return parts.keys.of(id);
      },
    };
    const other = createLetterSender({ ...parts, keys: failing, published: async () => undefined });
    await expect(other()).rejects.toThrow('killed');
    expect(await queued()).toEqual({ total: 200, recipients: 200 });
    // Killed after the outbox has taken a part, as the database would have it if the cursor had not followed.
    await step();
    await sql`update lettres set curseur = null, en_file = 0`.execute(db);
    await empty();
    for (let turn = 0; turn < 8; turn++) {
      await step();
      await empty();
    }
    expect(await queued()).toEqual({ total: 1000, recipients: 1000 });
  });

  it('by two nodes at once queues nobody twice', async () => {
    const { parts, step, due } = open();
    await subscribeMany(150);
    await due();
    const other = createLetterSender({ ...parts, published: async () => undefined });
    await Promise.all([step(), other(), step()]);
    await Promise.all([step(), other()]);
    expect(await queued()).toEqual({ total: 150, recipients: 150 });
  });

  it('reaches those who are in its list when it begins, with the way out of each', async () => {
    const { due, all, followed, parts, published } = open();
    const abonne = await subscribe('a@mairie.example');
    const gone = await subscribe('parti@mairie.example');
    await together(base.db, (work) =>
      joinListes(work, { email: 't@mairie.example', listes: ['techlettre'] }, new Date(0)),
    );
    await together(base.db, (work) => changeListes(work, gone.id, [], new Date(0)));
    const id = await due();
    expect(published).toEqual([]);
    await all();
    expect(mailServer.recipients).toEqual(['a@mairie.example']);
    const [mail] = mailServer.received;
    expect(mail?.subject).toBe('[Infolettre] Nouveautés de mars');
    const key = parts.keys.of(abonne.id);
    const header = (name: string) => mail?.headerLines.find((line) => line.key === name)?.line.replace(/\s+/g, ' ');
    const preferences = `https://entreprise.api.example/infolettres/preferences/${key}`;
    expect(header('list-unsubscribe')).toBe(`List-Unsubscribe: <${preferences}/desinscription/infolettre>`);
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    for (const face of [mail?.text, String(mail?.html)]) {
      expect(face).toContain(preferences);
      expect(face).toContain('https://entreprise.api.example/catalogue');
      expect(face).toContain(`https://entreprise.api.example/infolettres/archives/nouveautes-de-mars-${id}`);
    }
    expect(String(mail?.html)).not.toMatch(/<img|<script|src=/);
    const letter = await followed(id);
    expect([stateOf(letter), letter.destinataires, letter.chiffres.partis]).toEqual(['envoyee', 1, 1]);
    expect(published).toHaveLength(1);
  });

  it('does not leave before its time, nor once it is called back', async () => {
    const { desk, clock, step, followed } = open();
    await subscribe('a@mairie.example');
    const id = await desk.draft(aLetter, author);
    await expect(desk.schedule({ id, version: 1 }, clock.date(), author)).rejects.toThrow('cinq minutes');
    await desk.schedule({ id, version: 1 }, new Date(clock.now() + 2 * REPENT_MS), author);
    clock.forward(9);
    await step();
    expect((await queued()).total).toBe(0);
    await desk.callBack({ id, version: 2 }, author);
    clock.forward(60);
    await step();
    expect([stateOf(await followed(id)), (await queued()).total]).toEqual(['brouillon', 0]);
    await desk.schedule({ id, version: 3 }, null, author);
    clock.forward(5);
    await step();
    await expect(desk.callBack({ id, version: 5 }, author)).rejects.toThrow('ne peut plus être retenue');
    await expect(desk.edit({ id, version: 5 }, aLetter, author)).rejects.toThrow('ne change plus');
    await expect(desk.discard({ id, version: 5 }, author)).rejects.toThrow('ne change plus');
  });

  it('tells each failure and why; what failed is tried again, and then arrives', async () => {
    const { due, all, followed, reader, desk, clock } = open();
    for (const name of ['a', 'b', 'c', 'd']) await subscribe(`${name}@mairie.example`);
    mailServer.answerTo = (to) =>
      to === 'b@mairie.example'
        ? { code: 550, text: '5.1.1 inconnu' }
        : to === 'c@mairie.example'
          ? { code: 451, text: '4.7.1 plus tard' }
          : null;
    const id = await due();
    await all();
    const midway = await followed(id);
    expect(stateOf(midway)).toBe('en_cours');
    expect(midway.chiffres).toEqual({ attente: 1, enEssai: 1, partis: 2, refuses: 1, abandonnes: 0, desinscrits: 0 });
    for (let tries = 0; tries < 9; tries++) {
      clock.forward(7 * 60);
      await all();
    }
    const over = await followed(id);
    expect(stateOf(over)).toBe('envoyee');
    expect(over.chiffres).toMatchObject({ attente: 0, partis: 2, refuses: 1, abandonnes: 1 });
    const { items } = await reader.failures(id, 1);
    expect(items.map(({ destination, echec }) => [destination, echec])).toEqual([
      ['c@mairie.example', expect.stringContaining('4.7.1')],
      ['b@mairie.example', expect.stringContaining('5.1.1')],
    ]);

    mailServer.answerTo = () => null;
    await desk.retry({ id, version: over.version }, author);
    await all();
    expect(mailServer.received.map(({ to }) => [to].flat()[0]?.text).toSorted()).toEqual(
      ['a', 'b', 'c', 'd'].map((name) => `${name}@mairie.example`),
    );
    // What an envoi says is erased when it fails: it is written again.
    expect(mailServer.received.every(({ text }) => text?.includes('Deux données'))).toBe(true);
    const done = await followed(id);
    expect([stateOf(done), done.chiffres]).toEqual([
      'envoyee',
      { attente: 0, enEssai: 0, partis: 4, refuses: 0, abandonnes: 0, desinscrits: 0 },
    ]);
    await expect(desk.retry({ id, version: done.version }, author)).rejects.toThrow('aucun échec');
  });

  it('is not sent to who leaves meanwhile, nor tried again for him', async () => {
    const { due, step, deliveries, all, followed, desk } = open();
    const before = await subscribe('avant@mairie.example');
    const after = await subscribe('apres@mairie.example');
    const id = await due();
    await step();
    await together(base.db, (work) => changeListes(work, before.id, [], new Date()));
    mailServer.answerTo = () => ({ code: 550, text: '5.1.1 inconnu' });
    await deliveries.run();
    await step();
    const letter = await followed(id);
    expect(letter.chiffres).toMatchObject({ partis: 0, refuses: 1, desinscrits: 1 });
    expect(mailServer.recipients).toEqual(['apres@mairie.example']);
    await together(base.db, (work) => changeListes(work, after.id, [], new Date()));
    await desk.retry({ id, version: letter.version }, author);
    mailServer.answerTo = () => null;
    await all();
    expect(mailServer.received).toEqual([]);
    const over = await followed(id);
    expect([stateOf(over), over.chiffres.refuses, over.chiffres.desinscrits]).toEqual(['envoyee', 0, 2]);
  });

  it('an address that refuses five in a row is taken out, and no role brings it back', async () => {
    const { due, all } = open();
    await subscribe('a@mairie.example');
    mailServer.answerTo = () => ({ code: 550, text: '5.1.1 inconnu' });
    for (let time = 0; time < 6; time++) {
      await due();
      await all();
    }
    expect(mailServer.recipients).toHaveLength(5);
    expect(await base.db.selectFrom('desinscriptions').select('liste').execute()).toEqual([{ liste: 'infolettre' }]);
  });

  it('keeps its figures when the outbox has forgotten', async () => {
    const { due, all, followed } = open();
    await subscribe('a@mairie.example');
    const id = await due();
    await all();
    await sql`truncate envois`.execute(base.db);
    expect((await followed(id)).chiffres.partis).toBe(1);
  });

  it('to nobody is published all the same', async () => {
    const { due, all, followed, reader } = open();
    const id = await due();
    expect((await reader.archives(null, 1)).items).toEqual([]);
    await all();
    expect(stateOf(await followed(id))).toBe('envoyee');
    expect((await reader.archives(null, 1)).items.map((letter) => letter.id)).toEqual([id]);
    expect((await reader.archives('techlettre', 1)).items).toEqual([]);
  });

  it('goes to an administrator alone as a test', async () => {
    const { desk, deliveries, db } = open();
    const id = await desk.draft(aLetter, author);
    await expect(desk.test(id, 'a@mairie.example')).rejects.toThrow('administrateur');
    await db
      .insertInto('comptes')
      .values({
        ...{
          id: randomUUID(),
          email: `${server.options.url === undefined ? 'l' : 'p'}@interne.example`,
          nom: '',
          prenom: '',
        },
        ...{ mot_de_passe: null, roles: ['administrateur'], cree_le: new Date(), verifie_le: null, desactive_le: null },
      })
      .execute();
    await desk.test(id, ` ${server.options.url === undefined ? 'L' : 'P'}@interne.example`);
    await deliveries.run();
    const [mail] = mailServer.received;
    expect(mail?.subject).toBe('[Essai] [Infolettre] Nouveautés de mars');
    expect(mail?.headers.get('list')).toBeUndefined();
    expect(await queued()).toMatchObject({ total: 1 });
  });
});
