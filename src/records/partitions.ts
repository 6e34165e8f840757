import { type Kysely, sql } from 'kysely';
import type { Schema } from './schema.ts';

// One number for every node, so that two of them never make the same month at once.
const LOCK = 4_102_001;
const known = new WeakMap<Kysely<Schema>, Set<string>>();

/** Makes the monthly tables that these dates need; costs nothing for a month already seen on this handle. */
export async function createMissingPartitions(db: Kysely<Schema>, dates: Iterable<Date>): Promise<void> {
  const seen = known.get(db) ?? new Set();
  known.set(db, seen);
  for (const date of dates) {
    const name = partitionOf(date);
    if (seen.has(name)) continue;
    await createPartition(db, name, date);
    seen.add(name);
  }
}

/** For a month that another node has dropped meanwhile. */
export function forgetPartitions(db: Kysely<Schema>): void {
  known.delete(db);
}

/** The monthly tables there are, oldest first. */
export async function listPartitions(db: Kysely<Schema>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_inherits join pg_class on oid = inhrelid
    where inhparent = 'traces'::regclass and relname ~ '^traces_[0-9]{4}_[0-9]{2}$' order by relname`.execute(db);
  return rows.map(({ name }) => name);
}

export async function dropPartition(db: Kysely<Schema>, name: string): Promise<void> {
  // Bounded: while a drop waits behind a long reading, every insert waits behind the drop.
  await sql`do ${sql.lit(`begin
    perform set_config('lock_timeout', '5s', true);
    execute 'drop table if exists ${name}';
  end`)}`.execute(db);
}

export function partitionOf(date: Date): string {
  return `traces_${date.toISOString().slice(0, 7).replace('-', '_')}`;
}

// Made apart then attached: attaching does not stop readers, as `create table … partition of` does.
async function createPartition(db: Kysely<Schema>, name: string, date: Date): Promise<void> {
  const from = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth())).toISOString();
  const to = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1)).toISOString();
  await sql`do ${sql.lit(`begin
    perform pg_advisory_xact_lock(${LOCK});
    if to_regclass('${name}') is null then
      create table ${name} (like traces including all);
      alter table traces attach partition ${name} for values from ('${from}') to ('${to}');
    end if;
  end`)}`.execute(db);
}
