import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';

export interface PortalRoute {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** How its form is recognised, as `form-guard.ts` says. */
  readonly form: 'visiteur' | 'adresse-secrete' | 'session';
}

/** Files of our own, one route each: they are the same for everyone, and hold nothing of anyone. */
const STATIC = '/statique/';
const methods = ['GET', 'POST'] as const;

/**
 * Every route of the portal that `start` opens, as Fastify itself registers them: it announces each server it makes on a
 * diagnostics channel of Node, which costs a run nothing.
 */
export async function withRoutes<Started>(
  start: () => Promise<Started>,
): Promise<{ readonly started: Started; readonly routes: readonly PortalRoute[] }> {
  const routes: PortalRoute[] = [];
  const listen = (message: unknown): void => {
    if (!isInitialization(message)) return;
    message.fastify.addHook('onRoute', ({ method: named, url, config }) => {
      for (const one of [named].flat()) {
        if (one === 'HEAD' || url.startsWith(STATIC)) continue;
        const method = methods.find((known) => known === one);
        if (method === undefined) throw new Error(`no rule is written for the method ${one} of ${url}`);
        routes.push({ method, url, form: config?.form ?? 'session' });
      }
    });
  };
  subscribe('fastify.initialization', listen);
  try {
    const started = await start();
    return { started, routes };
  } finally {
    unsubscribe('fastify.initialization', listen);
  }
}

function isInitialization(message: unknown): message is { readonly fastify: FastifyInstance } {
  return typeof message === 'object' && message !== null && 'fastify' in message;
}
