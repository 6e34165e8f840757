import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { EmbeddedAway } from './away.ts';
import { messageOf, SqlError } from './sql-error.ts';

export type SqlResult = { rows: unknown[]; command: string | undefined; affectedRows: number | undefined };

type Reply = { id: number } & ({ result: SqlResult } | { failure: { message: string; code: string | undefined } });
type Waiting = { resolve: (result: SqlResult) => void; reject: (error: Error) => void };

// Plain JavaScript in a string, so that the bundle and the .ts sources start the very same thread.
const CODE = `
const { parentPort, workerData } = require('node:worker_threads');
const { PGlite, types } = require(workerData.pglite);
const opened = PGlite.create({ dataDir: workerData.directory, parsers: { [types.INT8]: Number } });
async function run({ sql, parameters }) {
  const db = await opened;
  if (sql === null) return db.close();
  if (parameters.length > 0) return db.query(sql, parameters);
  return (await db.exec(sql)).at(-1);
}
parentPort.on('message', async (request) => {
  try {
    const { rows = [], command, affectedRows } = (await run(request)) ?? {};
    parentPort.postMessage({ id: request.id, result: { rows, command, affectedRows } });
  } catch (error) {
    const { message = String(error), code } = Object(error);
    parentPort.postMessage({ id: request.id, failure: { message, code } });
  }
});
`;

/** PGlite in a thread of its own: its synchronous wasm never blocks the event loop of the caller. */
export class PgliteWorker {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #ended: Error | undefined;

  constructor(directory: string, onError: (error: Error) => void) {
    const pglite = createRequire(import.meta.url).resolve('@electric-sql/pglite');
    this.#worker = new Worker(CODE, {
      eval: true,
      execArgv: [],
      name: 'base-embarquee',
      workerData: { pglite, directory },
    });
    this.#worker.on('message', (reply: Reply) => this.#settle(reply));
    this.#worker.on('error', (error) =>
      this.#end(new EmbeddedAway(`La base embarquée a échoué : ${messageOf(error)}`), onError),
    );
    this.#worker.on('exit', () => this.#end(new EmbeddedAway("La base embarquée s'est arrêtée."), onError));
  }

  /** One statement, or several when there is no parameter; the last result counts. */
  run(sql: string, parameters: readonly unknown[]): Promise<SqlResult> {
    return this.#send(sql, parameters);
  }

  async close(): Promise<void> {
    try {
      if (this.#ended === undefined) await this.#send(null, []);
    } finally {
      this.#ended ??= new EmbeddedAway('La base embarquée est fermée.');
      await this.#worker.terminate();
    }
  }

  /** Ends the thread without a word to PGlite: for one that did not open. */
  async kill(): Promise<void> {
    this.#ended ??= new EmbeddedAway('La base embarquée est fermée.');
    await this.#worker.terminate();
  }

  #send(sql: string | null, parameters: readonly unknown[]): Promise<SqlResult> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#worker.postMessage({ id, sql, parameters });
      this.#waiting.set(id, { resolve, reject });
    });
  }

  #settle(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ('result' in reply) waiting?.resolve(reply.result);
    else waiting?.reject(new SqlError(reply.failure.message, reply.failure.code ?? 'XX000'));
  }

  #end(error: Error, onError: (error: Error) => void): void {
    for (const { reject } of this.#waiting.values()) reject(this.#ended ?? error);
    this.#waiting.clear();
    if (this.#ended !== undefined) return;
    this.#ended = error;
    onError(error);
  }
}
