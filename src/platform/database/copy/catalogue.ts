import { type Kysely, sql } from 'kysely';

export interface Column {
  readonly name: string;
  /** As SQL writes it: what a text is cast to. */
  readonly type: string;
}

export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
}

/** A part of a table, made on demand: no migration knows it. */
export interface Partition {
  readonly name: string;
  readonly parent: string;
  /** As SQL writes it: `FOR VALUES FROM (…) TO (…)`. */
  readonly bound: string;
}

export interface Sequence {
  readonly name: string;
  readonly last: string;
  readonly called: boolean;
}

/** The migrator's own: they say what the schema is, and are made with it. */
const OF_MIGRATOR = ['kysely_migration', 'kysely_migration_lock'];

/** The tables that hold data, whole: a partitioned one is read and written by its own name. */
export async function listTables<Schema>(db: Kysely<Schema>): Promise<Table[]> {
  const { rows } = await sql<Table>`
    select c.relname as name,
      json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
        as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      and c.relname not in (${sql.join(OF_MIGRATOR)})
    group by c.relname order by c.relname`.execute(db);
  return rows;
}

export async function listParts<Schema>(db: Kysely<Schema>): Promise<Partition[]> {
  const { rows } = await sql<Partition>`
    select c.relname as name, p.relname as parent, pg_get_expr(c.relpartbound, c.oid) as bound
    from pg_class c join pg_inherits i on i.inhrelid = c.oid join pg_class p on p.oid = i.inhparent
    where c.relnamespace = current_schema()::regnamespace and c.relispartition and c.relkind = 'r'
    order by c.relname`.execute(db);
  return rows;
}

export async function listSequences<Schema>(db: Kysely<Schema>): Promise<Sequence[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = current_schema()::regnamespace and relkind = 'S' order by relname`.execute(db);
  const sequences: Sequence[] = [];
  for (const { name } of rows) {
    const { rows: read } = await sql<Omit<Sequence, 'name'>>`
      select last_value::text as last, is_called as called from ${sql.id(name)}`.execute(db);
    for (const { last, called } of read) sequences.push({ name, last, called });
  }
  return sequences;
}

/** The migrations that this database has had, oldest first; none on a new one. */
export async function listMigrations<Schema>(db: Kysely<Schema>): Promise<string[]> {
  const { rows: known } = await sql<{ there: boolean }>`
    select to_regclass('kysely_migration') is not null as there`.execute(db);
  if (known[0]?.there !== true) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}

/** Texts that every server reads back the same, whatever its settings. Holds until the end of the transaction. */
export async function writeTextsAlike<Schema>(transaction: Kysely<Schema>): Promise<void> {
  await sql
    .raw(`set local datestyle = 'ISO, MDY'; set local timezone = 'UTC'; set local intervalstyle = 'postgres';
    set local extra_float_digits = 1; set local bytea_output = 'hex'`)
    .execute(transaction);
}
