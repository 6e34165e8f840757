import { hostname } from 'node:os';
import type { HandedFiles } from '../commands/command.ts';
import type { Clock } from '../core/clock.ts';
import type { Endpoint } from '../core/endpoint.ts';
import type { Errand } from '../core/errand.ts';
import { Failure, isProviderOutage, type ProviderIdentity, providerFailure } from '../core/failure.ts';
import type { Finding, ImportedFile, Lookup } from '../core/handed-file.ts';
import type { Provider } from '../core/provider.ts';
import type { Config } from '../platform/config-shape.ts';
import type { Database } from '../platform/database/open-database.ts';
import type { Log } from '../platform/observability/log.ts';
import { Circuit } from '../platform/provider-wire/circuit.ts';
import type { Task } from '../platform/schedule.ts';
import { abandonDeadFichiers, dropStaleFichiers, listFournisseursServis } from '../records/fichiers-importes.ts';
import { findLigne } from '../records/lignes-importees.ts';
import type { Schema } from '../records/schema.ts';
import { fileProviders } from './providers.ts';

const POLL_MS = 1000;
const SWEEP_MS = 10 * 60_000;

interface ImportedFilesOptions {
  readonly config: Config;
  readonly endpoints: readonly Endpoint[];
  readonly database: Database<Schema>;
  readonly clock: Clock;
  readonly log: Log;
  readonly observe: (provider: string, seconds: number, outcome: 'ok' | 'failed') => void;
}

export interface ImportedFiles {
  of(provider: Provider<unknown>): ImportedFile;
  /** A file of this provider stands where its service would. */
  isServed(slug: string): boolean;
  /** What the commands need to change them. */
  readonly handed: HandedFiles;
  /** Throws away what imports cut in the middle have left. */
  readonly sweeping: Task;
  stop(): Promise<void>;
}

/** Opens what is served, and clears away what an import cut by the end of this instance has left. */
export async function openImportedFiles(options: ImportedFilesOptions): Promise<ImportedFiles> {
  const { config, endpoints, database, log } = options;
  const instance = `${hostname()}:${config.varDir}`;

  async function sweep(restarted: string | null): Promise<void> {
    await abandonDeadFichiers(database.db, restarted);
    const dropped = await dropStaleFichiers(database.db);
    if (dropped > 0) log.info({ versions: dropped }, 'versions de fichiers abandonnées supprimées');
  }

  await sweep(instance).catch((error: unknown) =>
    log.warn({ err: error }, 'imports abandonnés : à supprimer plus tard'),
  );
  const served = await startServedFeed(database, log);
  return {
    isServed: served.has,
    of: (provider) => importedFile(provider, options, () => served.has(provider.slug)),
    handed: { instance, providers: fileProviders(config, endpoints), refresh: served.refresh },
    sweeping: { name: 'imports abandonnés', everyMs: SWEEP_MS, run: () => sweep(null) },
    stop: served.stop,
  };
}

interface ServedFeed {
  has(slug: string): boolean;
  refresh(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Which providers have a file, in memory: the others never wait for the database. A server is asked again each second,
 * since other nodes write to it.
 */
async function startServedFeed({ db, kind }: Database<Schema>, log: Log): Promise<ServedFeed> {
  let served: ReadonlySet<string> = new Set();
  let underWay: Promise<void> | null = null;
  let failing = false;

  async function load(): Promise<void> {
    served = new Set(await listFournisseursServis(db));
  }

  /** A change made just before the call must be seen: one load after the one under way. */
  async function refresh(): Promise<void> {
    await underWay?.catch(() => undefined);
    underWay ??= load().finally(() => {
      underWay = null;
    });
    return underWay;
  }

  async function poll(): Promise<void> {
    const failed = await refresh().then(
      () => false,
      () => true,
    );
    if (failed && !failing) log.warn('fichiers importés : base injoignable, dernières sources connues employées');
    failing = failed;
  }

  await refresh();
  const timer = kind === 'postgresql' ? setInterval(() => void poll(), POLL_MS) : undefined;
  return {
    has: (slug) => served.has(slug),
    refresh,
    stop: async () => {
      clearInterval(timer);
      await underWay?.catch(() => undefined);
    },
  };
}

/** Reads the database within the time of the call; a circuit of its own keeps an ailing database from holding every call. */
function importedFile(
  provider: Provider<unknown>,
  { database, clock, observe }: ImportedFilesOptions,
  isServed: () => boolean,
): ImportedFile {
  const { slug } = provider;
  const circuit = new Circuit(clock);

  async function look(errand: Errand, lookup: Lookup): Promise<Finding> {
    const finding = await inTime(errand, provider, findLigne(database.db, slug, lookup));
    // What its service would have answered.
    if (finding.isServed) errand.noteProviderStatus(slug, finding.value === null ? 404 : 200);
    return finding;
  }

  return {
    find: async (errand, lookup) => {
      if (provider.handsOver === null || !isServed()) return { isServed: false };
      const wait = circuit.refusal();
      if (wait !== null) throw providerFailure(provider, '001', { retryAfterSeconds: wait });
      const startedAt = performance.now();
      const settle = (failed: boolean): void => {
        if (failed && errand.deadline.isClosed) circuit.forget();
        else circuit.record(failed);
        observe(slug, (performance.now() - startedAt) / 1000, failed ? 'failed' : 'ok');
      };
      try {
        const finding = await look(errand, lookup);
        settle(false);
        return finding;
      } catch (cause) {
        const failure = cause instanceof Failure ? cause : providerFailure(provider, '001', { cause });
        settle(isProviderOutage(failure));
        throw failure;
      }
    },
  };
}

/** The database keeps working on a question that nobody waits for any more; it bounds its own statements. */
function inTime<T>({ deadline }: Errand, provider: ProviderIdentity, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = (): void => reject(providerFailure(provider, '002'));
    const watched = { expire: late };
    if (deadline.isOver) late();
    else deadline.watch(watched);
    void work.then(resolve, reject).finally(() => deadline.release(watched));
  });
}
