import type { FastifyInstance } from 'fastify';

/** After the start, before most readers. */
const SOON_MS = 2_000;

/**
 * What is long to make and never changes: made a moment after the start, or when it is first asked for. Neither the start nor,
 * but for the very first seconds, a reader waits for it. A fault in it is told to who asks.
 */
export function madeSoon<T>(app: FastifyInstance, make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  const get = (): T => {
    made ??= { value: make() };
    return made.value;
  };
  const timer = setTimeout(() => Promise.resolve().then(get).catch(untilAsked), SOON_MS).unref();
  app.addHook('onClose', async () => clearTimeout(timer));
  return get;
}

/** The next to ask makes it again, and fails with its reason, which is logged then. */
function untilAsked(): void {}
