import { generalFailure } from '../core/failure.ts';
import type { OpenAnswer } from './open-answer.ts';
import type { Route } from './routes.ts';

/** Where paths lead at a node without the gateway: what is open to anyone, and one sentence for the rest of /v2. */
export function createClosedRoutes(open: ReadonlyMap<string, OpenAnswer>): (path: string) => Route | null {
  const routes = new Map([...open].map(([path, answer]): [string, Route] => [path, { needs: 'nothing', answer }]));
  return (path) => {
    const route = routes.get(path);
    if (route === undefined && isOfTheApi(path)) throw generalFailure('00501');
    return route ?? null;
  };
}

const isOfTheApi = (path: string): boolean => path === '/v2' || path.startsWith('/v2/');
