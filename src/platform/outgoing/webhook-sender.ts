import { isIP } from 'node:net';
import { Agent } from 'undici';
import { Refused, type WebhookSender } from '../../core/outgoing.ts';
import {
  ForbiddenAddress,
  type Home,
  homeOf,
  hostOf,
  isOutside,
  lookupOutside,
  machine,
  type Resolve,
} from '../own-network.ts';
import { webhookHeaders } from './webhook-signature.ts';

const DEADLINE_MS = 10_000;
const CONNECTION_MS = 5000;
const ANSWER_MAX_BYTES = 64_000;
const GONE = 410;

/**
 * Posts webhooks where a stranger asks for them: never into our own network (SSRF), whatever the name says and whenever it
 * changes; no redirect is followed, and of the answer only the status counts.
 */
export function createWebhookSender(options: {
  /** A sandbox may call the machine it runs on. */
  readonly mayCallThisMachine: boolean;
  /** An address that the operator has chosen: it may be in our own network. */
  readonly ours?: string;
  readonly deadlineMs?: number;
  readonly resolve?: Resolve;
}): WebhookSender {
  const { mayCallThisMachine, ours, deadlineMs = DEADLINE_MS, resolve } = options;
  const home: Home = ours === undefined ? { host: '', open: mayCallThisMachine ? machine : null } : homeOf(ours);
  const agent = new Agent({
    connect: { timeout: CONNECTION_MS, lookup: lookupOutside(home, resolve) },
    connections: 4,
    // A connection each: the address is checked each time.
    pipelining: 0,
  });

  async function post(url: URL, headers: Record<string, string>, body: string): Promise<number> {
    const signal = AbortSignal.timeout(deadlineMs);
    const { origin, pathname, search } = url;
    const path = `${pathname}${search}`;
    const answer = await agent.request({ origin, path, method: 'POST', headers, body, signal });
    // What it says beside its status, and whether it says it to the end, changes nothing.
    await answer.body.dump({ limit: ANSWER_MAX_BYTES, signal }).catch(() => undefined);
    return answer.statusCode;
  }

  return {
    send: async (webhook) => {
      const url = webhookUrl(webhook.url, home);
      if (url === null) throw new Refused("L'adresse du webhook n'est pas une adresse publique en http(s).");
      const headers = {
        ...webhookHeaders(webhook),
        'Content-Type': 'application/json; charset=utf-8',
        'User-Agent': 'api-entreprise-webhooks',
      };
      const status = await post(url, headers, webhook.body).catch((error: unknown) => {
        throw readFailure(error);
      });
      if (status === GONE) throw new Refused('Le destinataire du webhook répond 410 : il n’en veut plus.');
      if (status < 200 || status > 299) throw new Error(`Le destinataire du webhook répond ${status}.`);
    },
    close: () => agent.destroy(),
  };
}

/** An address that a webhook may be sent to, as far as can be told before its name is looked up. */
function webhookUrl(text: string, home: Home): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.username !== '' || url.password !== '') return null;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  const host = hostOf(url);
  return isIP(host) !== 0 && host !== home.host && !isOutside(host, home) ? null : url;
}

function readFailure(error: unknown): Error {
  if (error instanceof ForbiddenAddress) return new Refused("L'adresse du webhook mène à notre propre réseau.");
  if (error instanceof Error && error.name === 'TimeoutError')
    return new Error("Le destinataire du webhook n'a pas répondu à temps.", { cause: error });
  const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return new Error(`Le destinataire du webhook n'a pas pu être joint : ${reason}.`, { cause: error });
}
