import { type Kysely, sql } from 'kysely';
import { listTables, type Table, writeTextsAlike } from './catalogue.ts';
import type { CopyOutline } from './read-copy.ts';

const BATCH_ROWS = 500;
const BATCH_CHARACTERS = 4_000_000;

interface ForeignKey {
  readonly table: string;
  readonly name: string;
  readonly definition: string;
}

/** Writes a copy into a database whose tables are made and empty: all of it, or nothing. */
export function writeCopy<Schema>(
  db: Kysely<Schema>,
  { tables, partitions, sequences }: CopyOutline,
  linesOf: (table: Table) => AsyncIterable<string>,
): Promise<void> {
  return db.transaction().execute(async (transaction) => {
    await writeTextsAlike(transaction);
    for (const { name, parent, bound } of partitions)
      await sql`create table ${sql.table(name)} partition of ${sql.table(parent)} ${sql.raw(bound)}`.execute(
        transaction,
      );
    // Put back at the end, which checks every row: tables may then be filled in any order.
    const keys = await dropForeignKeys(transaction);
    const made = await listTables(transaction);
    for (const table of tables) await fill(transaction, castAs(table, made), linesOf(table));
    for (const { table, name, definition } of keys)
      await sql`alter table ${sql.table(table)} add constraint ${sql.id(name)} ${sql.raw(definition)}`.execute(
        transaction,
      );
    for (const { name, last, called } of sequences)
      await sql`select setval(${name}::text::regclass, ${last}::text::bigint, ${called}::boolean)`.execute(transaction);
  });
}

/** The first of the tables that holds something, if one does. */
export async function filledTable<Schema>(db: Kysely<Schema>): Promise<string | null> {
  for (const { name } of await listTables(db)) {
    const { rows } = await sql<{ one: number }>`select 1 as one from ${sql.table(name)} limit 1`.execute(db);
    if (rows.length > 0) return name;
  }
  return null;
}

async function dropForeignKeys<Schema>(transaction: Kysely<Schema>): Promise<ForeignKey[]> {
  const { rows } = await sql<ForeignKey>`
    select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and k.conparentid = 0 and k.connamespace = current_schema()::regnamespace
    order by k.conname`.execute(transaction);
  for (const { table, name } of rows)
    await sql`alter table ${sql.table(table)} drop constraint ${sql.id(name)}`.execute(transaction);
  return rows;
}

/** A table of the copy, its types being those of the database that takes it. */
function castAs({ name, columns }: Table, made: readonly Table[]): Table {
  const own = made.find((table) => table.name === name)?.columns;
  const types = columns.map((column) => own?.find((one) => one.name === column.name)?.type);
  return {
    name,
    columns: columns.map((column, rank) => {
      const type = types[rank];
      if (type === undefined) throw new Error(`la base n'a pas la colonne ${name}.${column.name} de la sauvegarde`);
      return { name: column.name, type };
    }),
  };
}

async function fill<Schema>(
  transaction: Kysely<Schema>,
  { name, columns }: Table,
  lines: AsyncIterable<string>,
): Promise<void> {
  // A rule that watches what people write has nothing to say of what was once accepted.
  await sql`alter table ${sql.table(name)} disable trigger user`.execute(transaction);
  for await (const batch of batches(lines)) await insert(transaction, { name, columns }, `[${batch.join(',')}]`);
  await sql`alter table ${sql.table(name)} enable trigger user`.execute(transaction);
}

async function insert<Schema>(transaction: Kysely<Schema>, { name, columns }: Table, rows: string): Promise<void> {
  const names = sql.join(columns.map((column) => sql.ref(column.name)));
  const values = sql.join(columns.map(({ type }, rank) => sql`(line ->> ${sql.lit(rank)})::${sql.raw(type)}`));
  await sql`insert into ${sql.table(name)} (${names}) overriding system value
    select ${values} from json_array_elements(${rows}::text::json) as kept (line)`.execute(transaction);
}

async function* batches(lines: AsyncIterable<string>): AsyncGenerator<string[]> {
  let batch: string[] = [];
  let characters = 0;
  for await (const line of lines) {
    batch.push(line);
    characters += line.length;
    if (batch.length < BATCH_ROWS && characters < BATCH_CHARACTERS) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}
