import { type Counters, createLocalCounters } from '../gateway/volume/counters.ts';
import { SharedCounters } from '../gateway/volume/shared-counters.ts';
import type { Ground } from './ground.ts';
import type { Opened } from './opened.ts';

/** Where calls are counted: here, and with the other nodes when they have somewhere to count together. */
export interface Counting {
  readonly counters: Counters;
  readonly shared: SharedCounters | null;
  /** Since when this node counts alone though it should not; null otherwise. */
  countsAloneSince(): Date | null;
}

export async function openCounting({ config, clock, metrics, log }: Ground, opened: Opened): Promise<Counting> {
  const counters = createLocalCounters();
  if (config.redis === null) return { counters, shared: null, countsAloneSince: () => null };
  let aloneSince: Date | null = null;
  // Read when there is one: a node alone starts without it.
  const { openRedisWindows } = await import('../platform/redis/redis-windows.ts');
  const store = opened.add(
    openRedisWindows({
      ...config.redis,
      offsetMs: () => clock.now() - Date.now(),
      // Each call that cannot be counted says so itself, once for all.
      onError: (error) => log.debug({ err: error }, 'compteurs partagés : connexion'),
    }),
    async (it) => it.close(),
  );
  const shared = opened.add(
    new SharedCounters({
      store,
      local: counters,
      clock,
      onChange: (isAway, error) => {
        aloneSince = isAway ? new Date(clock.now()) : null;
        if (isAway) log.error({ err: error }, 'compteurs partagés injoignables : ce nœud compte seul');
        else log.info('compteurs partagés : ce nœud compte de nouveau avec les autres');
      },
    }),
    async (it) => it.close(),
  );
  metrics.watch('apie_compteurs_seul', 'Ce nœud compte seul, faute de joindre les compteurs partagés', () =>
    aloneSince === null ? 0 : 1,
  );
  return { counters, shared, countsAloneSince: () => aloneSince };
}
