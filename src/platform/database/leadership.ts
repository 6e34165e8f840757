import pg from 'pg';
import { connectionOf } from './postgresql.ts';

const ANSWER_MS = 5_000;
/** A node that dies with its machine is noticed within a minute, not after the two hours of the system. */
const NOTICE_THE_DEAD = 'set tcp_keepalives_idle = 30; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 3';

interface LeadershipOptions {
  readonly url: string;
  /** Told once when the server can no longer be asked. */
  readonly onError: (error: Error) => void;
}

/**
 * One node among those of a database does a work: the first that asks, as long as its connection lives (advisory lock
 * of its session). Whoever cannot be sure does not lead.
 */
export class Leadership {
  readonly #options: LeadershipOptions;
  #session: { readonly client: pg.Client; readonly held: Set<number> } | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #failing = false;

  constructor(options: LeadershipOptions) {
    this.#options = options;
  }

  /** `work` is the number of the work, the same on every node. */
  leads(work: number): Promise<boolean> {
    const answer = this.#turn.then(() => this.#asked(work));
    this.#turn = answer;
    return answer;
  }

  /** Leaves the place to the others. */
  async close(): Promise<void> {
    await this.#turn;
    const { client } = this.#session ?? {};
    this.#session = null;
    await client?.end();
  }

  async #asked(work: number): Promise<boolean> {
    try {
      this.#session ??= await this.#open();
      const { client, held } = this.#session;
      if (held.has(work)) await client.query('select 1');
      else if (await isTaken(client, work)) held.add(work);
      this.#failing = false;
      return this.#session?.held.has(work) ?? false;
    } catch (error) {
      this.#lose();
      if (!this.#failing) this.#options.onError(error instanceof Error ? error : new Error(String(error)));
      this.#failing = true;
      return false;
    }
  }

  async #open(): Promise<{ client: pg.Client; held: Set<number> }> {
    const client = new pg.Client({ ...connectionOf(this.#options.url), query_timeout: ANSWER_MS });
    client.on('error', () => this.#lose());
    try {
      await client.connect();
      await client.query(NOTICE_THE_DEAD);
    } catch (error) {
      client.end().catch(() => undefined);
      throw error;
    }
    return { client, held: new Set() };
  }

  /** The server gives the locks of a connection to others when it ends: so do we. */
  #lose(): void {
    const { client } = this.#session ?? {};
    this.#session = null;
    client?.end().catch(() => undefined);
  }
}

async function isTaken(client: pg.Client, work: number): Promise<boolean> {
  const { rows } = await client.query<{ won: boolean }>('select pg_try_advisory_lock($1::bigint) as won', [work]);
  return rows[0]?.won ?? false;
}
