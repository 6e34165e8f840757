import type { Sonde } from '../records/sondes.ts';
import type { WatchOptions } from './watch-options.ts';

const WEEK_MS = 7 * 86_400_000;

/** Between two instants, what the probes of an endpoint saw: `[from, code, to]`, hours of Paris. */
type Interval = readonly [string, number, string];

interface EndpointHistory {
  readonly id: string;
  readonly name: string;
  readonly sla: number | null;
  readonly availability_history: readonly Interval[];
}

interface ProviderHistory {
  readonly provider_name: string;
  readonly endpoints_history: readonly EndpointHistory[];
}

const inParis = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'medium' });

/** Seven days of probes, provider by provider, each state with its beginning and end, and the share of time it was up. */
export async function availabilityHistory({
  store,
  clock,
  endpoints,
}: WatchOptions): Promise<{ results: ProviderHistory[] }> {
  const now = new Date(clock.now());
  const probes = await store.sondesSince(new Date(now.getTime() - WEEK_MS));
  const providers = [...new Set(endpoints.map(({ watch }) => watch.provider))];
  const results = providers.map((provider) => ({
    provider_name: provider,
    endpoints_history: endpoints
      .filter(({ watch }) => watch.provider === provider)
      .map(({ name, title, watch }) => {
        const spans = spansOf(
          probes.filter(({ endpoint }) => endpoint === name),
          now,
        );
        return {
          id: watch.uname,
          name: title,
          sla: upShare(spans),
          availability_history: spans.map(
            ({ from, code, to }): Interval => [inParis.format(from), code, inParis.format(to)],
          ),
        };
      }),
  }));
  return { results };
}

interface Span {
  readonly from: Date;
  readonly code: number;
  readonly to: Date;
}

/** Consecutive probes of the same code make one span; each lasts until the next one. */
function spansOf(probes: readonly Sonde[], now: Date): Span[] {
  const spans: Span[] = [];
  for (const [rank, { code, faite_le }] of probes.entries()) {
    const to = probes[rank + 1]?.faite_le ?? now;
    const last = spans.at(-1);
    if (last?.code === code) spans[spans.length - 1] = { ...last, to };
    else spans.push({ from: faite_le, code, to });
  }
  return spans;
}

/** Up is 200 or 206 (partial answers are answers). */
function upShare(spans: readonly Span[]): number | null {
  const lasting = (some: readonly Span[]) =>
    some.reduce((sum, { from, to }) => sum + (to.getTime() - from.getTime()), 0);
  const total = lasting(spans);
  if (total === 0) return spans.length === 0 ? null : spans.every(isUp) ? 100 : 0;
  return Math.round((lasting(spans.filter(isUp)) / total) * 10_000) / 100;
}

const isUp = ({ code }: Span): boolean => code === 200 || code === 206;
