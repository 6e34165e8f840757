import { isIP } from 'node:net';
import { type Home, homeOf, hostOf, isOutside, machine } from '../own-network.ts';

export interface WebhookReach {
  /** A sandbox may call the machine it runs on. */
  readonly mayCallThisMachine: boolean;
  /** An address of our own choosing, wherever it is: what is reserved there is open. */
  readonly ours?: string;
}

/** Where webhooks may go. */
export function webhookHome({ mayCallThisMachine, ours }: WebhookReach): Home {
  if (ours !== undefined) return homeOf(ours);
  return { host: '', open: mayCallThisMachine ? machine : null };
}

/** An address that a webhook may be sent to, as far as can be told before its name is looked up; null otherwise. */
export function webhookUrl(text: string, home: Home): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.username !== '' || url.password !== '') return null;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  const host = hostOf(url);
  return isIP(host) !== 0 && host !== home.host && !isOutside(host, home) ? null : url;
}
