import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../platform/database/open-database.ts';
import { openTest, startEmbedded, startPostgresql } from './databases.fixture.ts';
import { forgetOldTickets } from './old-tickets.ts';
import type { Schema } from './schema.ts';
import { findTicketPiece, insertTicketMessage, ticketMessages } from './ticket-messages.ts';
import { findTicket, insertTicket, type NewTicket, updateTicket } from './tickets.ts';
import { together } from './work.ts';

const servers = [await startEmbedded(), await startPostgresql()].filter((server) => server !== null);
afterAll(() => Promise.all(servers.map((server) => server.stop())));

const noon = new Date('2026-11-24T12:00:00.000Z');
const aTicket: NewTicket = {
  ...{ genre: 'general', etat: 'recu', sujet: 'Objet', champs: { page: '/a' }, endpoint: null },
  ...{ email: 'a@b.example', nom: '', compte: null, adresse: '192.0.2.1' },
  ...{ ouvert_le: noon, modifie_le: noon, resolu_le: null, efface_le: null },
};

describe.each(
  servers.map((server) => ({ on: server.options.url === undefined ? 'PGlite' : 'PostgreSQL', server })),
)('tickets on $on', ({ server }) => {
  let base: Database<Schema>;
  beforeAll(async () => {
    base = await openTest(server);
  });
  afterAll(() => base.close());
  beforeEach(() => sql`truncate tickets cascade`.execute(base.db));

  const insert = (ticket: NewTicket = aTicket) => together(base.db, (work) => insertTicket(work, ticket));

  it('are numbered by the year in Paris, over a million too', async () => {
    await sql`select setval('tickets_numero', 999998)`.execute(base.db);
    const newYear = new Date('2026-12-31T23:30:00Z');
    expect((await insert()).numero).toBe('S-2026-999999');
    expect((await insert({ ...aTicket, ouvert_le: newYear })).numero).toBe('S-2027-1000000');
    await sql`select setval('tickets_numero', 6)`.execute(base.db);
    const { numero } = await insert();
    expect(numero).toBe('S-2026-000007');
    expect((await findTicket(base.db, numero))?.champs).toEqual({ page: '/a' });
  });

  it('take no change made from a version that is no longer theirs', async () => {
    const ticket = await insert();
    const change = () => together(base.db, (work) => updateTicket(work, ticket, { etat: 'en_cours' }));
    expect([await change(), await change()]).toEqual([true, false]);
  });

  it('give files back byte for byte, with their fingerprint', async () => {
    const { numero } = await insert();
    const contenu = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const message = { ticket: numero, nature: 'demandeur', auteur: '', texte: 'a\0b', etat: null, le: noon } as const;
    const piece = { nom: 'a.png', type_mime: 'image/png', contenu };
    await together(base.db, (work) => insertTicketMessage(work, message, [piece]));
    const [kept] = await ticketMessages(base.db, numero);
    expect(kept?.texte).toBe('a\uFFFDb');
    const found = await findTicketPiece(base.db, numero, kept?.pieces[0]?.id ?? '');
    expect(found?.contenu.equals(contenu)).toBe(true);
    expect(found?.sha256).toBe(createHash('sha256').update(contenu).digest('hex'));
    expect(await findTicketPiece(base.db, 'S-2026-000000', found?.id ?? '')).toBeUndefined();
  });

  it('forget from where they came after a day, and nothing else of one that is not resolved', async () => {
    const { numero } = await insert();
    const long = new Date('2060-01-01T00:00:00Z');
    const forget = (openedBefore: Date) =>
      forgetOldTickets(base.db, { openedBefore, contactsBefore: long, resolvedBefore: long }, long);
    await forget(noon);
    expect((await findTicket(base.db, numero))?.adresse).toBe('192.0.2.1');
    expect(await forget(new Date(noon.getTime() + 1))).toEqual({ erased: 0, dropped: 0 });
    expect(await findTicket(base.db, numero)).toMatchObject({ adresse: '', email: 'a@b.example', efface_le: null });
  });
});
