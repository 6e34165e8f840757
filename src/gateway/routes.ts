import type { Endpoint, OpenEndpoint } from '../core/endpoint.ts';
import type { CounterRule } from './volume/limits.ts';

/** A fixed text served under /v2 to anyone (the OpenAPI description). */
export interface OpenText {
  readonly contentType: string;
  readonly body: string;
}

/** What an address leads to, and what it asks of the caller. */
export type Route =
  | { readonly needs: 'nothing'; readonly text: OpenText }
  | { readonly needs: 'token'; readonly name: 'privileges'; readonly counter: CounterRule }
  | {
      readonly needs: 'habilitation';
      readonly name: string;
      readonly counter: CounterRule;
      readonly endpoint: Endpoint;
      readonly open: OpenEndpoint;
      readonly rawSubject: string;
    };

/** A room with its doors open and its counter. */
export interface OpenRoom {
  readonly endpoint: Endpoint;
  readonly open: OpenEndpoint;
  readonly counter: CounterRule;
}

interface RouteTable {
  readonly rooms: readonly OpenRoom[];
  readonly texts: ReadonlyMap<string, OpenText>;
  readonly privilegesCounter: CounterRule;
}

/** Finds what a path leads to; null = nothing. Paths are case-sensitive; a name may have aliases. */
export function createRoutes({ rooms, texts, privilegesCounter }: RouteTable): (path: string) => Route | null {
  const fixed = new Map<string, Route>([
    ['/v2/privileges', { needs: 'token', name: 'privileges', counter: privilegesCounter }],
  ]);
  for (const [path, text] of texts) fixed.set(path, { needs: 'nothing', text });
  const byName = new Map<string, OpenRoom>();
  for (const room of rooms) {
    for (const name of [room.endpoint.name, ...(room.endpoint.aliases ?? [])]) byName.set(name, room);
  }

  return (path) => {
    const known = fixed.get(path);
    if (known !== undefined) return known;
    if (!path.startsWith('/v2/')) return null;
    const slash = path.indexOf('/', 4);
    const rawSubject = slash === -1 ? '' : path.slice(slash + 1);
    const room = slash === -1 ? undefined : byName.get(path.slice(4, slash));
    if (room === undefined || rawSubject === '' || rawSubject.includes('/')) return null;
    return { needs: 'habilitation', name: room.endpoint.name, ...room, rawSubject };
  };
}
