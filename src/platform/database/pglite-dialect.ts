import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import type { PgliteWorker } from './pglite-worker.ts';
import { Turns } from './turns.ts';

const MAX_WAIT_MS = 30_000;

/** Kysely over the single connection of an embedded database. */
export function pgliteDialect(worker: PgliteWorker): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new PgliteDriver(worker),
    createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

class PgliteDriver implements Driver {
  readonly #worker: PgliteWorker;
  readonly #connection: PgliteConnection;
  // Whoever holds the connection holds it alone, or a parallel query would land in another's transaction.
  readonly #turns = new Turns(MAX_WAIT_MS);

  constructor(worker: PgliteWorker) {
    this.#worker = worker;
    this.#connection = new PgliteConnection(worker);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    await this.#turns.take();
    return this.#connection;
  }

  async releaseConnection(): Promise<void> {
    this.#turns.give();
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const { isolationLevel, accessMode } = settings;
    const isolation = isolationLevel === undefined ? '' : ` isolation level ${isolationLevel}`;
    await connection.executeQuery(CompiledQuery.raw(`start transaction${isolation} ${accessMode ?? ''}`));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async destroy(): Promise<void> {
    await this.#turns.take().catch(() => undefined);
    try {
      await this.#worker.close();
    } finally {
      this.#turns.give();
    }
  }
}

class PgliteConnection implements DatabaseConnection {
  readonly #worker: PgliteWorker;

  constructor(worker: PgliteWorker) {
    this.#worker = worker;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, command, affectedRows } = await this.#worker.run(sql, parameters);
    return isWrite(command)
      ? { rows: rowsOf(rows), numAffectedRows: BigInt(affectedRows ?? 0) }
      : { rows: rowsOf(rows) };
  }

  // biome-ignore lint/correctness/useYield: Kysely asks for the method; records page by key instead.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('No cursor on the embedded database: page by key.');
  }
}

function isWrite(command: string | undefined): boolean {
  return command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE';
}

/** The row type is Kysely's word for what the compiled query selects: nothing at run time can say it. */
function rowsOf<R>(rows: unknown[]): R[] {
  return rows as R[];
}
