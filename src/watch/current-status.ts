import type { WatchOptions } from './watch-options.ts';

/** One endpoint as our prober last saw it: the seed's shape, and the key under which its history is asked for. */
interface EndpointStatus {
  readonly uname: string;
  readonly name: string;
  readonly provider: string;
  readonly api_version: 2;
  /** HTTP status of the last probe. */
  readonly code: number;
  readonly timestamp: string;
  readonly endpoint: string;
}

/** The last probe of each endpoint; one that has not been probed yet is absent. */
export async function currentStatus({ store, endpoints }: WatchOptions): Promise<{ results: EndpointStatus[] }> {
  const last = new Map((await store.lastSondes()).map((sonde) => [sonde.endpoint, sonde]));
  const results = endpoints.flatMap(({ name, watch }) => {
    const sonde = last.get(name);
    if (sonde === undefined) return [];
    const { uname, provider, availabilityKey } = watch;
    const { code, faite_le } = sonde;
    return [
      {
        uname,
        name: plainName(name),
        provider,
        api_version: 2 as const,
        code,
        timestamp: faite_le.toISOString(),
        endpoint: availabilityKey,
      },
    ];
  });
  return { results };
}

/** `certificats_qualibat` → `Certificats Qualibat`, as the seed writes it. */
function plainName(name: string): string {
  return name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}
