import { Agent } from 'undici';
import { Refused, type WebhookSender } from '../../core/outgoing.ts';
import { ForbiddenAddress, lookupOutside, type Resolve } from '../own-network.ts';
import { type WebhookReach, webhookHome, webhookUrl } from './webhook-address.ts';
import { webhookHeaders } from './webhook-signature.ts';

const DEADLINE_MS = 10_000;
const CONNECTION_MS = 5000;
const ANSWER_MAX_BYTES = 64_000;
const GONE = 410;

interface WebhookSenderOptions extends WebhookReach {
  readonly deadlineMs?: number;
  readonly resolve?: Resolve;
}

/**
 * Posts webhooks where a stranger asks for them: never into our own network (SSRF), whatever the name says and whenever it
 * changes; no redirect is followed, and of the answer only the status counts.
 */
export function createWebhookSender(options: WebhookSenderOptions): WebhookSender {
  const { deadlineMs = DEADLINE_MS, resolve } = options;
  const home = webhookHome(options);
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

function readFailure(error: unknown): Error {
  if (error instanceof ForbiddenAddress) return new Refused("L'adresse du webhook mène à notre propre réseau.");
  if (error instanceof Error && error.name === 'TimeoutError')
    return new Error("Le destinataire du webhook n'a pas répondu à temps.", { cause: error });
  const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return new Error(`Le destinataire du webhook n'a pas pu être joint : ${reason}.`, { cause: error });
}
