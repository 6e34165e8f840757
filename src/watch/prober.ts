import type { Clock } from '../core/clock.ts';
import { type Endpoint, placeholder } from '../core/endpoint.ts';
import type { Sonde } from '../records/sondes.ts';
import { type ProbeReport, probe } from './probe.ts';
import { SecondLooks } from './second-looks.ts';
import { stateOf } from './service-states.ts';

/** Identifiers probed, by endpoint then by parameter of its path. */
export type ProbedUnits = Readonly<Record<string, Readonly<Record<string, string>>>>;

interface ProberOptions {
  readonly endpoints: readonly Endpoint[];
  /** Address of the public door. */
  readonly url: string;
  readonly units: ProbedUnits;
  readonly clock: Clock;
  readonly token: () => Promise<string>;
  /** A maintenance is announced for this endpoint at this instant: what a probe sees then is no surprise. */
  readonly isInMaintenance: (endpoint: Endpoint, at: Date) => boolean;
  readonly keep: (sonde: Omit<Sonde, 'en_maintenance'>, duringMaintenance: boolean) => Promise<void>;
}

export interface Prober {
  /** Probes what is due by the clock, side by side. */
  probeDue(): Promise<void>;
  /** Probes one endpoint now, and keeps what it saw. */
  probeNow(endpoint: Endpoint): Promise<ProbeReport>;
}

/** Every endpoint has been seen within this time of the first start. */
const FIRST_ROUND_MS = 40_000;
const MINUTE_MS = 60_000;
const PURPOSE = 'context=Surveillance&recipient=10000001700010&object=sonde';

/** Calls each endpoint through the public door, at the period of its card, spread in time. */
export function createProber(options: ProberOptions): Prober {
  const { endpoints, url, units, clock, token, keep } = options;
  const start = clock.now();
  const dueAt = new Map(
    endpoints.map((endpoint, rank) => [endpoint, start + Math.round((rank * FIRST_ROUND_MS) / endpoints.length)]),
  );
  const secondLooks = new SecondLooks();

  async function probeNow(endpoint: Endpoint): Promise<ProbeReport> {
    const at = new Date(clock.now());
    const report = await probe(`${url}${pathOf(endpoint, units[endpoint.name] ?? {})}?${PURPOSE}`, await token());
    const { code, totalMs, requestId } = report;
    const sonde = { endpoint: endpoint.name, faite_le: at, code, duree_ms: totalMs, request_id: requestId };
    await keep(sonde, options.isInMaintenance(endpoint, at));
    secondLooks.note(endpoint, stateOf(code), at.getTime());
    return report;
  }

  return {
    probeNow,
    probeDue: async () => {
      const now = clock.now();
      const due = endpoints.filter((endpoint) => (dueAt.get(endpoint) ?? 0) <= now);
      for (const endpoint of due) {
        dueAt.set(endpoint, nextAfter(dueAt.get(endpoint) ?? now, endpoint, now));
        secondLooks.turnOf(endpoint);
      }
      await Promise.all([...due, ...secondLooks.take(now)].map(probeNow));
    },
  };
}

/** Keeps the endpoint's place within its period, so that the spread lasts; what was missed is not made up for. */
function nextAfter(due: number, { watch }: Endpoint, now: number): number {
  const period = watch.everyMinutes * MINUTE_MS;
  return due + (Math.floor((now - due) / period) + 1) * period;
}

function pathOf({ path, subject }: Endpoint, unit: Readonly<Record<string, string>>): string {
  return subject.segments.reduce(
    (address, segment) =>
      address.replace(placeholder(segment), encodeURIComponent(unit[segment.parameter] ?? segment.example)),
    path,
  );
}
