import type { Endpoint, OpenEndpoint } from '../core/endpoint.ts';
import type { OpenAnswer } from './open-answer.ts';
import type { CounterRule } from './volume/limits.ts';

/** What an address leads to, and what it asks of the caller. */
export type Route =
  | { readonly needs: 'nothing'; readonly answer: OpenAnswer }
  | { readonly needs: 'token'; readonly name: 'privileges'; readonly counter: CounterRule }
  | {
      readonly needs: 'habilitation';
      readonly name: string;
      readonly counter: CounterRule;
      readonly endpoint: Endpoint;
      readonly open: OpenEndpoint;
      /** Variable segments of the path, as they came. */
      readonly rawSegments: readonly string[];
    };

/** A path that once led somewhere. */
export interface FormerAddress {
  /** The path to use now, its variable segments in braces. */
  readonly instead: string;
}

/** A room with its doors open and its counter. */
export interface OpenRoom {
  readonly endpoint: Endpoint;
  readonly open: OpenEndpoint;
  readonly counter: CounterRule;
}

interface RouteTable {
  readonly rooms: readonly OpenRoom[];
  /** Answers open to anyone, by path. */
  readonly open: ReadonlyMap<string, OpenAnswer>;
  readonly privilegesCounter: CounterRule;
}

/** A room's path, cut: what is written as it is, and null for each variable segment. */
interface Pattern {
  readonly room: OpenRoom;
  readonly segments: readonly (string | null)[];
  readonly instead: string | null;
}

/** Finds what a path leads to; null = nothing. Paths are case-sensitive; a name may have aliases. */
export function createRoutes({
  rooms,
  open,
  privilegesCounter,
}: RouteTable): (path: string) => Route | FormerAddress | null {
  const fixed = new Map<string, Route>([
    ['/v2/privileges', { needs: 'token', name: 'privileges', counter: privilegesCounter }],
  ]);
  for (const [path, answer] of open) fixed.set(path, { needs: 'nothing', answer });
  const byName = new Map<string, Pattern[]>();
  for (const pattern of rooms.flatMap(patternsOf)) {
    const name = pattern.segments[0] ?? '';
    byName.set(name, [...(byName.get(name) ?? []), pattern]);
  }

  return (path) => {
    const known = fixed.get(path);
    if (known !== undefined) return known;
    if (!path.startsWith(PREFIX)) return null;
    const segments = path.slice(PREFIX.length).split('/');
    for (const pattern of byName.get(segments[0] ?? '') ?? []) {
      const rawSegments = variablesOf(pattern, segments);
      if (rawSegments !== null) return routeTo(pattern, rawSegments);
    }
    return null;
  };
}

const PREFIX = '/v2/';

/** The ways to a room: its path, the same under each of its aliases, and those that are no more. */
function patternsOf(room: OpenRoom): Pattern[] {
  const { path, aliases, former } = room.endpoint;
  const [, , name = '', ...rest] = path.split('/');
  const current = [name, ...aliases].map((first) => patternOf(room, [first, ...rest], null));
  return [...current, ...former.map((gone) => patternOf(room, gone.split('/').slice(2), path))];
}

function patternOf(room: OpenRoom, parts: readonly string[], instead: string | null): Pattern {
  return { room, segments: parts.map((part) => (part.startsWith('{') ? null : part)), instead };
}

/** The variable segments of a path that follows a pattern; null when it does not, or when one is empty. */
function variablesOf({ segments }: Pattern, given: readonly string[]): string[] | null {
  if (segments.length !== given.length) return null;
  const variables: string[] = [];
  for (let rank = 0; rank < given.length; rank++) {
    const expected = segments[rank];
    const part = given[rank] ?? '';
    if (expected === null && part !== '') variables.push(part);
    else if (expected !== part) return null;
  }
  return variables;
}

function routeTo({ room, instead }: Pattern, rawSegments: readonly string[]): Route | FormerAddress {
  if (instead !== null) return { instead };
  const { endpoint, open, counter } = room;
  return { needs: 'habilitation', name: endpoint.name, counter, endpoint, open, rawSegments };
}
