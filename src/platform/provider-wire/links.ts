import { isIP } from 'node:net';
import { Agent, type Dispatcher } from 'undici';
import { type Home, homeOf, hostOf, isOutside, lookupOutside } from '../own-network.ts';
import type { Pauses } from './pauses.ts';

interface Link {
  readonly url: string;
  /** The way to it, when it is not on the provider's own server. */
  readonly elsewhere: Dispatcher | null;
}

export interface Links {
  /** Where a link given by the provider of this address leads; null when it must not be followed. */
  read(link: string, from: string): Link | null;
  close(): Promise<void>;
}

/** The ways to servers that a provider names: never our own network, unless the provider is itself in it (SSRF). */
export function createLinks(connectMs: number, pauses: Pauses): Links {
  const agents = new Map<string, Agent>();

  function agentFor(home: Home): Agent {
    const known = agents.get(home.host);
    if (known !== undefined) return known;
    const connect = pauses.connector({ timeout: connectMs, lookup: lookupOutside(home) });
    const agent = new Agent({ connections: 16, headersTimeout: 0, bodyTimeout: 0, connect });
    agents.set(home.host, agent);
    return agent;
  }

  return {
    read: (link, from) => {
      const url = httpUrl(link);
      if (url === null) return null;
      const { origin, pathname, search } = url;
      const plain = `${origin}${pathname}${search}`;
      if (origin === new URL(from).origin) return { url: plain, elsewhere: null };
      const home = homeOf(from);
      const host = hostOf(url);
      if (isIP(host) !== 0 && host !== home.host && !isOutside(host, home)) return null;
      return { url: plain, elsewhere: agentFor(home) };
    },
    close: async () => {
      await Promise.all([...agents.values()].map((agent) => agent.destroy()));
    },
  };
}

function httpUrl(link: string): URL | null {
  const url = URL.canParse(link) ? new URL(link) : null;
  if (url === null || url.username !== '' || url.password !== '') return null;
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : null;
}
