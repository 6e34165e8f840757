import { Agent, request } from 'node:http';
import { purpose } from './instance.ts';

/** Calls made side by side without rest; what they were answered. */
export interface Load {
  /** X-Request-Id of every answer received. */
  readonly answered: string[];
  readonly statuses: number[];
  /** Calls that ended without an answer although the service had read them. */
  readonly cut: string[];
  /** Waits for the calls under way, and makes no other. */
  stop(): Promise<void>;
}

interface LoadOptions {
  readonly url: string;
  readonly tokens: readonly string[];
  readonly callers: number;
  readonly path?: string;
}

/** Starts callers that each call again as soon as they are answered; a caller stops at its first lost connection. */
export function startLoad({ url, tokens, callers, path = '/v2/cotisations_msa/10010001500013' }: LoadOptions): Load {
  const agent = new Agent({ keepAlive: true, maxSockets: callers });
  const load = { answered: [] as string[], statuses: [] as number[], cut: [] as string[] };
  let stopped = false;
  let next = 0;

  function call(): Promise<void> {
    const token = tokens[next++ % tokens.length] ?? '';
    const target = `${url}${path}?${new URLSearchParams({ ...purpose, token })}`;
    return new Promise((resolve, reject) => {
      request(target, { agent }, (response) => {
        load.answered.push(String(response.headers['x-request-id']));
        load.statuses.push(response.statusCode ?? 0);
        response.on('error', reject).on('end', resolve).resume();
      })
        .on('error', reject)
        .end();
    });
  }

  async function caller(): Promise<void> {
    while (!stopped) {
      try {
        await call();
      } catch (error) {
        load.cut.push(error instanceof Error && 'code' in error ? String(error.code) : String(error));
        return;
      }
    }
  }

  const underWay = Promise.all(Array.from({ length: callers }, caller));
  return {
    ...load,
    stop: async () => {
      stopped = true;
      await underWay;
      agent.destroy();
    },
  };
}
