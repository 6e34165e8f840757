import { type Kysely, sql } from 'kysely';
import {
  listMigrations,
  listParts,
  listSequences,
  listTables,
  type Partition,
  type Sequence,
  type Table,
  writeTextsAlike,
} from './catalogue.ts';

/** What a copy holds beside its rows. */
export interface CopyOutline {
  /** The schema: the migrations that made it. */
  readonly migrations: readonly string[];
  readonly tables: readonly Table[];
  readonly partitions: readonly Partition[];
  readonly sequences: readonly Sequence[];
}

/** Rows read at once: those that carry files are heavy. */
const ROWS = 500;
const ROWS_WITH_FILES = 4;

/** Takes the lines of one table; `part` of all tables, from 0 to 1, has been read before. */
export type KeepTable = (table: Table, lines: AsyncIterable<string>, part: number) => Promise<void>;

/**
 * Reads a whole database as it is at one instant, while others go on writing to it. Each row is one JSON line: its columns
 * in order, as texts that SQL reads back.
 */
export function readCopy<Schema>(db: Kysely<Schema>, keep: KeepTable): Promise<CopyOutline> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (transaction) => {
      await writeTextsAlike(transaction);
      const tables = await listTables(transaction);
      const migrations = await listMigrations(transaction);
      const partitions = await listParts(transaction);
      for (const [rank, table] of tables.entries())
        await keep(table, linesOf(transaction, table), rank / tables.length);
      // Last: a sequence does not wait for the instant that rows are read at, and may only be ahead of them.
      return { migrations, tables, partitions, sequences: await listSequences(transaction) };
    });
}

async function* linesOf<Schema>(transaction: Kysely<Schema>, { name, columns }: Table): AsyncGenerator<string> {
  const count = columns.some(({ type }) => type === 'bytea') ? ROWS_WITH_FILES : ROWS;
  const texts = sql.join(columns.map((column) => sql`${sql.ref(column.name)}::text`));
  await sql`declare copie no scroll cursor for
    select array_to_json(array[${texts}])::text as line from ${sql.table(name)}`.execute(transaction);
  for (;;) {
    const { rows } = await sql<{ line: string }>`fetch ${sql.lit(count)} from copie`.execute(transaction);
    for (const { line } of rows) yield line;
    if (rows.length < count) break;
  }
  await sql`close copie`.execute(transaction);
}
