import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** A name that leads into our own network: nobody was called. */
export class ForbiddenAddress extends Error {}

/** Where whoever names an address is itself: what is reserved there is open to it. */
export interface Home {
  readonly host: string;
  readonly open: BlockList | null;
}

export function homeOf(from: string): Home {
  const host = hostOf(new URL(from));
  const local = host === 'localhost' || holds(machine, host);
  return { host, open: local ? machine : holds(intranet, host) ? intranet : null };
}

/** Without the brackets of an IPv6 address. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');

export function isOutside(address: string, { open }: Home): boolean {
  if (open !== null && holds(open, address)) return true;
  return ![machine, intranet, reserved].some((list) => holds(list, address));
}

function holds(list: BlockList, address: string): boolean {
  const family = isIP(address);
  return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** What a name means, as the system says. */
export type Resolve = (
  host: string,
  options: LookupOptions,
  done: (error: NodeJS.ErrnoException | null, found: string | LookupAddress[], family?: number) => void,
) => void;

/** The address is read where the connection is made: what a name meant a moment before proves nothing. */
export function lookupOutside(home: Home, resolve: Resolve = lookup): LookupFunction {
  return (host, options, done) => {
    resolve(host, options, (error, found, family) => {
      if (error !== null) return done(error, '');
      const addresses = typeof found === 'string' ? [found] : found.map(({ address }) => address);
      const trusted = host === home.host || addresses.every((address) => isOutside(address, home));
      if (trusted) return done(null, found, family);
      return done(new ForbiddenAddress('a link into our own network'), '');
    });
  };
}

/** Where this very machine answers. */
export const machine = blockList(['127.0.0.0/8', '0.0.0.0/32', '::1/128', '::/128']);
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
