import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { EtatTicket, GenreTicket, TicketsTable } from './tables/support.ts';
import { storable } from './text.ts';
import { type Db, holdNames, type Work } from './work.ts';

const MAX_LINE = 500;
const MAX_TEXT = 4000;

export type Ticket = Selectable<TicketsTable>;
export type NewTicket = Omit<Insertable<TicketsTable>, 'numero' | 'champs' | 'version'> & {
  readonly champs: Ticket['champs'];
};
export type TicketUpdate = Omit<Updateable<TicketsTable>, 'numero' | 'version'>;

/** Keeps a ticket, and gives its number: the year in Paris, then a number that no other ticket has. */
export async function insertTicket(work: Work, { champs, ...ticket }: NewTicket): Promise<Ticket> {
  const fields = Object.entries(champs).map(([name, value]) => [name, storable(value, MAX_TEXT)]);
  return work
    .insertInto('tickets')
    .values({
      ...ticket,
      sujet: storable(ticket.sujet, MAX_LINE),
      nom: storable(ticket.nom, MAX_LINE),
      champs: JSON.stringify(Object.fromEntries(fields)),
      numero: nextNumber(ticket.ouvert_le),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** `S-2026-000123`. */
const nextNumber = (openedAt: Date | string) => sql<string>`
  'S-' || to_char(${openedAt}::timestamptz at time zone 'Europe/Paris', 'YYYY-')
  || to_char(nextval('tickets_numero'), 'FM999999000000')`;

/** Changes a ticket that is still at this version; false when someone has changed it meanwhile. */
export async function updateTicket(
  work: Work,
  { numero, version }: Pick<Ticket, 'numero' | 'version'>,
  update: TicketUpdate,
): Promise<boolean> {
  const { numUpdatedRows } = await work
    .updateTable('tickets')
    .set({ ...update, version: version + 1 })
    .where('numero', '=', numero)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function findTicket(db: Db, numero: string): Promise<Ticket | undefined> {
  return db.selectFrom('tickets').selectAll().where('numero', '=', storable(numero, MAX_LINE)).executeTakeFirst();
}

/** The ticket of this number, when the key of this print opens it. */
export async function findTicketOpenedBy(db: Db, numero: string, empreinte: string): Promise<Ticket | undefined> {
  return db
    .selectFrom('tickets')
    .selectAll('tickets')
    .innerJoin('ticket_cles', 'ticket_cles.ticket', 'tickets.numero')
    .where('tickets.numero', '=', storable(numero, MAX_LINE))
    .where('ticket_cles.empreinte', '=', empreinte)
    .executeTakeFirst();
}

export async function insertTicketKey(work: Work, ticket: string, empreinte: string, now: Date): Promise<void> {
  await work.insertInto('ticket_cles').values({ empreinte, ticket, cree_le: now }).execute();
}

/** How many tickets this address and this e-mail have opened lately. Nobody else counts the same until the transaction ends. */
export async function countOpened(
  work: Work,
  { email, adresse }: Pick<Ticket, 'email' | 'adresse'>,
  since: Date,
): Promise<{ readonly byEmail: number; readonly byAdresse: number }> {
  await holdNames(work, [`tickets.adresse ${adresse}`, `tickets.email ${email}`]);
  const { rows } = await sql<{ byEmail: number; byAdresse: number }>`
    select count(*) filter (where email = ${email})::int as "byEmail",
      count(*) filter (where adresse = ${adresse})::int as "byAdresse"
    from tickets where (email = ${email} or adresse = ${adresse}) and ouvert_le > ${since}`.execute(work);
  return rows[0] ?? { byEmail: 0, byAdresse: 0 };
}

/** Which tickets a list shows; empty or null: whatever they are. */
export interface TicketFilter {
  readonly etat: EtatTicket | null;
  readonly genre: GenreTicket | null;
  readonly endpoint: string | null;
  /** In the number, the subject, the name, or the whole e-mail. */
  readonly text: string;
  readonly compte: string | null;
}

interface Range {
  readonly offset: number;
  readonly limit: number;
}

const filtered = ({ etat, genre, endpoint, text, compte }: TicketFilter) => {
  const like = `%${storable(text, MAX_LINE).replace(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`(${etat}::text is null or etat = ${etat})
    and (${genre}::text is null or genre = ${genre})
    and (${endpoint}::text is null or endpoint = ${endpoint})
    and (${compte}::uuid is null or compte = ${compte}::uuid)
    and (${text}::text = '' or numero ilike ${like} or sujet ilike ${like} or nom ilike ${like} or email = lower(${text}))`;
};

/** What awaits an answer of ours first, the oldest of them first; then what awaits one of theirs; then the last resolved. */
export async function listTickets(db: Db, filter: TicketFilter, { offset, limit }: Range): Promise<Ticket[]> {
  return db
    .selectFrom('tickets')
    .selectAll()
    .where(filtered(filter))
    .orderBy(sql`case when etat in ('recu', 'en_cours') then 0 when etat = 'en_attente' then 1 else 2 end`)
    .orderBy(sql`case when etat = 'resolu' then null else ouvert_le end`)
    .orderBy('modifie_le', 'desc')
    .orderBy('numero')
    .offset(offset)
    .limit(limit)
    .execute();
}

export async function countTickets(db: Db, filter: TicketFilter): Promise<number> {
  const { rows } = await sql<{ nombre: number }>`
    select count(*)::int as nombre from tickets where ${filtered(filter)}`.execute(db);
  return rows[0]?.nombre ?? 0;
}

/** How many are in each state. */
export async function countByEtat(db: Db): Promise<Readonly<Record<EtatTicket, number>>> {
  const { rows } = await sql<{ etat: EtatTicket; nombre: number }>`
    select etat, count(*)::int as nombre from tickets group by etat`.execute(db);
  const counts = { recu: 0, en_cours: 0, en_attente: 0, resolu: 0 };
  for (const { etat, nombre } of rows) counts[etat] = nombre;
  return counts;
}
