import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { DurationMetric } from './duration-metric.ts';

/** What the platform measures of itself, for Prometheus. */
export interface Metrics {
  /** A call answered under /v2 or /watchdoge. */
  answered(endpoint: string, status: number, seconds: number): void;
  provider(slug: string, seconds: number, outcome: 'ok' | 'failed'): void;
  banned(reason: string): void;
  internalError(): void;
  /** A trace could not be written: its answer was withheld. */
  journalFailed(): void;
  taskFailed(task: string): void;
  /** Measured when the page is read. */
  watch(name: string, help: string, read: () => number): void;
  /** The same for each thing of a kind, whose name is its label. */
  watchEach(measure: MeasuredEach, read: () => Iterable<readonly [thing: string, value: number]>): void;
  listen(host: string, port: number): Promise<{ address: string; close(): Promise<void> }>;
}

interface MeasuredEach {
  readonly name: string;
  readonly help: string;
  readonly label: string;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const calls = new Counter({
    name: 'apie_appels_total',
    help: 'Appels, par endpoint et statut',
    labelNames: ['endpoint', 'statut'],
    registers,
  });
  const durations = new DurationMetric(registry, {
    name: 'apie_appel_secondes',
    help: 'Durée des appels',
    labels: ['endpoint'],
  });
  const providers = new DurationMetric(registry, {
    name: 'apie_fournisseur_secondes',
    help: 'Durée des échanges avec les fournisseurs',
    labels: ['fournisseur', 'issue'],
  });
  const bans = new Counter({
    name: 'apie_bannissements_total',
    help: 'Adresses bannies, par motif',
    labelNames: ['motif'],
    registers,
  });
  const internal = new Counter({ name: 'apie_erreurs_internes_total', help: 'Réponses 500', registers });

  const journal = new Counter({
    name: 'apie_journal_echecs_total',
    help: 'Écritures du journal des traces qui ont échoué',
    registers,
  });
  const tasks = new Counter({
    name: 'apie_taches_echecs_total',
    help: 'Tâches de fond en échec, par tâche',
    labelNames: ['tache'],
    registers,
  });

  const callsOf = remembered((endpoint, status) => calls.labels(endpoint, status));

  return {
    answered: (endpoint, status, seconds) => {
      callsOf(endpoint, String(status)).inc();
      durations.observe(endpoint, '', seconds);
    },
    provider: (slug, seconds, outcome) => providers.observe(slug, outcome, seconds),
    banned: (reason) => bans.labels(reason).inc(),
    internalError: () => internal.inc(),
    journalFailed: () => journal.inc(),
    taskFailed: (task) => tasks.labels(task).inc(),
    watch: (name, help, read) => {
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read());
        },
      });
    },
    watchEach: ({ name, help, label }, read) => {
      new Gauge({
        name,
        help,
        labelNames: [label],
        registers,
        collect() {
          this.reset();
          for (const [thing, value] of read()) this.labels(thing).set(value);
        },
      });
    },
    listen: async (host, port) => {
      const server = createServer((request, response) => {
        if (request.url !== '/metrics') {
          response.writeHead(404).end();
          return;
        }
        registry.metrics().then(
          (text) => response.writeHead(200, { 'Content-Type': registry.contentType }).end(text),
          () => response.writeHead(500).end(),
        );
      });
      await listening(server, host, port);
      return { address: addressOf(server), close: () => closed(server) };
    },
  };
}

/** Looking a series up by its labels costs more than counting in it: each is looked up once. */
function remembered<T>(lookUp: (first: string, second: string) => T): (first: string, second: string) => T {
  const series = new Map<string, Map<string, T>>();
  return (first, second) => {
    const row = series.get(first) ?? new Map<string, T>();
    if (row.size === 0) series.set(first, row);
    const known = row.get(second);
    if (known !== undefined) return known;
    const found = lookUp(first, second);
    row.set(second, found);
    return found;
  };
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

function addressOf(server: Server): string {
  const address: string | AddressInfo | null = server.address();
  return address === null || typeof address === 'string' ? '' : `http://${address.address}:${address.port}/metrics`;
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
