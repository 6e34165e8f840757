import { isIP } from 'node:net';
import { type Home, hostOf, isOutside, machine } from '../own-network.ts';

/** Where webhooks are sent from: a sandbox may call the machine it runs on. */
export function webhookHome({ mayCallThisMachine }: { readonly mayCallThisMachine: boolean }): Home {
  return { host: '', open: mayCallThisMachine ? machine : null };
}

/** An address that a webhook may be sent to, as far as can be told before its name is looked up; null otherwise. */
export function webhookUrl(text: string, home: Home): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.username !== '' || url.password !== '') return null;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  const host = hostOf(url);
  return isIP(host) !== 0 && !isOutside(host, home) ? null : url;
}
