import { join } from 'node:path';
import { sql } from 'kysely';
import { migrationsDirectory, openTest } from '../../src/records/databases.fixture.ts';

export interface KeptRow {
  readonly table: string;
  /** All its columns, as JSON. */
  readonly row: string;
}

/** Everything that an instance has left in its embedded database, once it is stopped. */
export async function dumpOf(folder: string): Promise<readonly KeptRow[]> {
  const onError = (error: Error): never => {
    throw error;
  };
  const options = { directory: join(folder, 'base'), migrationsDirectory, onError };
  const base = await openTest({ options, stop: async () => {} });
  const tables = await sql<{ name: string }>`select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name`.execute(base.db);
  const found: KeptRow[] = [];
  for (const { name } of tables.rows) {
    const { rows } = await sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.table(name)} as t`.execute(
      base.db,
    );
    found.push(...rows.map(({ row }) => ({ table: name, row })));
  }
  await base.close();
  return found;
}
