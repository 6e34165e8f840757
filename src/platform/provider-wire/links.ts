import { type LookupAddress, lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Agent, type Dispatcher } from 'undici';
import type { Pauses } from './pauses.ts';

/** A name that leads into our own network: nobody was called. */
export class ForbiddenAddress extends Error {}

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

/** Where the provider itself is: what is reserved there is open to its links. */
interface Home {
  readonly host: string;
  readonly open: BlockList | null;
}

function homeOf(from: string): Home {
  const host = hostOf(new URL(from));
  const local = host === 'localhost' || holds(machine, host);
  return { host, open: local ? machine : holds(intranet, host) ? intranet : null };
}

/** Without the brackets of an IPv6 address. */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');

function isOutside(address: string, { open }: Home): boolean {
  if (open !== null && holds(open, address)) return true;
  return ![machine, intranet, reserved].some((list) => holds(list, address));
}

function holds(list: BlockList, address: string): boolean {
  const family = isIP(address);
  return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** The address is read where the connection is made: what a name meant a moment before proves nothing. */
function lookupOutside(home: Home): LookupFunction {
  return (host, options, done) => {
    lookup(host, options, (error, found: string | LookupAddress[], family) => {
      if (error !== null) return done(error, '');
      const addresses = typeof found === 'string' ? [found] : found.map(({ address }) => address);
      const trusted = host === home.host || addresses.every((address) => isOutside(address, home));
      if (trusted) return done(null, found, family);
      return done(new ForbiddenAddress('a link into our own network'), '');
    });
  };
}

const machine = blockList(['127.0.0.0/8', '0.0.0.0/32', '::1/128', '::/128']);
const intranet = blockList(['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']);
/** Link-local (metadata of clouds), shared, special, multicast, and IPv6 that wraps an IPv4 address. */
const reserved = blockList([
  ...['0.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '192.0.0.0/24', '198.18.0.0/15', '224.0.0.0/4', '240.0.0.0/4'],
  ...['fe80::/10', 'fec0::/10', 'ff00::/8', '::/96', '64:ff9b::/96', '64:ff9b:1::/48', '2002::/16', '2001::/32'],
]);

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    list.addSubnet(address, Number(prefix), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return list;
}
