import type { Registry } from 'prom-client';

const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Durations of one series: how many under each bound, how many in all, their sum in seconds. */
class Series {
  readonly #under = new Float64Array(BOUNDS.length);
  #count = 0;
  #sum = 0;

  observe(seconds: number): void {
    this.#count++;
    this.#sum += seconds;
    for (let bound = 0; bound < BOUNDS.length; bound++) {
      if (seconds > (BOUNDS[bound] ?? 0)) continue;
      this.#under[bound] = (this.#under[bound] ?? 0) + 1;
      return;
    }
  }

  values(name: string, labels: Record<string, string>) {
    let cumulated = 0;
    const buckets = BOUNDS.map((bound, index) => {
      cumulated += this.#under[index] ?? 0;
      return { metricName: `${name}_bucket`, labels: { ...labels, le: bound }, value: cumulated };
    });
    return [
      ...buckets,
      { metricName: `${name}_bucket`, labels: { ...labels, le: '+Inf' }, value: this.#count },
      { metricName: `${name}_sum`, labels, value: this.#sum },
      { metricName: `${name}_count`, labels, value: this.#count },
    ];
  }
}

/**
 * A histogram of durations for the library's registry. Its own costs a microsecond an observation, which every call
 * would pay twice; this one only adds, and works when the page is read.
 */
export class DurationMetric {
  readonly #name: string;
  readonly #help: string;
  readonly #labels: readonly [string, string?];
  readonly #series = new Map<string, Map<string, Series>>();

  constructor(
    registry: Registry,
    { name, help, labels }: { name: string; help: string; labels: readonly [string, string?] },
  ) {
    this.#name = name;
    this.#help = help;
    this.#labels = labels;
    const metric = { name, get: async () => this.#read(), reset: () => this.#series.clear() };
    registry.registerMetric(asMetric(metric));
  }

  observe(first: string, second: string, seconds: number): void {
    const row = this.#series.get(first) ?? new Map<string, Series>();
    if (row.size === 0) this.#series.set(first, row);
    const known = row.get(second);
    const series = known ?? new Series();
    if (known === undefined) row.set(second, series);
    series.observe(seconds);
  }

  #read(): object {
    const [first, second] = this.#labels;
    const values = [...this.#series].flatMap(([one, row]) =>
      [...row].flatMap(([two, series]) =>
        series.values(this.#name, second === undefined ? { [first]: one } : { [first]: one, [second]: two }),
      ),
    );
    return { name: this.#name, help: this.#help, type: 'histogram', aggregator: 'sum', values };
  }
}

/** The registry only ever reads `name`, `get` and `reset` of a metric. */
function asMetric(metric: {
  name: string;
  get: () => Promise<object>;
  reset: () => void;
}): Parameters<Registry['registerMetric']>[0] {
  return metric as unknown as Parameters<Registry['registerMetric']>[0];
}
