import { readFile } from 'node:fs/promises';
import type { Clock } from '../core/clock.ts';
import { parisMidnight } from '../core/dates/paris-midnight.ts';
import type { Endpoint } from '../core/endpoint.ts';
import type { Provider } from '../core/provider.ts';
import { certificateFileEnd, serverCertificateEnd } from '../platform/certificates.ts';
import { endVariable } from '../platform/config-forms.ts';
import type { Config, ProviderConfig } from '../platform/config-shape.ts';
import { jwtEnd } from '../platform/jwt-end.ts';
import type { Log } from '../platform/observability/log.ts';
import type { Task } from '../platform/schedule.ts';
import type { Expiry } from '../watch/alerts/alert-kind.ts';
import { providersOf } from './providers.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const HANDSHAKE_MS = 10_000;

/** Where an end is read, and how often it may have changed. */
interface Source extends Omit<Expiry, 'endsAt'> {
  readonly everyMs: number;
  read(): Promise<Date | null>;
}

interface ExpiriesOptions {
  readonly config: Config;
  readonly endpoints: readonly Endpoint[];
  readonly clock: Clock;
  readonly log: Log;
}

export interface Expiries {
  known(): readonly Expiry[];
  /** Reads again what may have changed. */
  readonly reading: Task;
}

/** Certificates and accesses that end one day: ours, those of the providers' servers, the one of our public address. */
export function createExpiries({ config, endpoints, clock, log }: ExpiriesOptions): Expiries {
  const sources = sourcesOf(config, endpoints);
  const ends = new Map<Source, Date>();
  const dueAt = new Map(sources.map((source) => [source, clock.now()]));

  async function read(source: Source): Promise<void> {
    const now = clock.now();
    dueAt.set(source, now + source.everyMs);
    try {
      const end = await source.read();
      if (end !== null) ends.set(source, end);
    } catch (error) {
      // What was read before stands; a server that is down is the probes' business.
      dueAt.set(source, now + HOUR_MS);
      const reason = error instanceof Error ? error.message : String(error);
      log.info({ objet: source.objet, raison: reason }, 'échéance illisible, relue dans une heure');
    }
  }

  return {
    known: () =>
      sources.map((source) => {
        const { genre, objet, sujet, endpoints: concerned } = source;
        return { genre, objet, sujet, endpoints: concerned, endsAt: ends.get(source) ?? null };
      }),
    reading: {
      name: 'échéances',
      everyMs: 60_000,
      run: async () => {
        const due = sources.filter((source) => (dueAt.get(source) ?? 0) <= clock.now());
        await Promise.all(due.map(read));
      },
    },
  };
}

function sourcesOf(config: Config, endpoints: readonly Endpoint[]): Source[] {
  const ofProviders = providersOf(endpoints).flatMap((provider) => {
    const given = config.providers.get(provider.slug);
    if (given === undefined || given.simulated) return [];
    const concerned = endpoints.filter(({ providers }) => providers.includes(provider)).map(({ name }) => name);
    return [...files(provider, given), ...accesses(provider, given), ...servers(provider, given)].map((source) => ({
      ...source,
      endpoints: concerned,
    }));
  });
  const own = [serverSource(config.publicUrl, 'notre adresse publique', () => Promise.resolve({})), ownFile(config)];
  const all = [...ofProviders, ...own.flatMap((source) => (source === null ? [] : [{ ...source, endpoints: [] }]))];
  // Several providers may share a server.
  return [...new Map(all.map((source) => [`${source.genre} ${source.objet}`, source])).values()];
}

type OwnSource = Omit<Source, 'endpoints'>;

/** The certificate of a service that ends TLS itself. */
function ownFile({ tls }: Config): OwnSource | null {
  if (tls === null) return null;
  return {
    genre: 'certificat',
    objet: 'TLS_CERT_FILE',
    sujet: 'Le certificat de ce service (TLS_CERT_FILE)',
    everyMs: HOUR_MS,
    read: async () => certificateFileEnd(await readFile(tls.certFile, 'utf8')),
  };
}

/** The private key apart: nothing to read there. */
function files({ name, settings, tls }: Provider<unknown>, { values }: ProviderConfig): OwnSource[] {
  const key = tls?.(values).key;
  return Object.entries(settings).flatMap(([setting, { kind, variable }]) => {
    const path = values[setting] ?? '';
    if (kind !== 'file' || path === '' || path === key) return [];
    return [
      {
        genre: 'certificat' as const,
        objet: variable,
        sujet: `Le certificat ${variable} (${name})`,
        everyMs: HOUR_MS,
        read: async () => certificateFileEnd(await readFile(path, 'utf8')),
      },
    ];
  });
}

/** A value that is a JWT says its end itself; for the others, the operator may. */
function accesses({ name, settings }: Provider<unknown>, { values, endsOn }: ProviderConfig): OwnSource[] {
  const declared = endVariable(settings['url']?.variable ?? '');
  const told = Object.entries(settings).flatMap(([setting, { kind, variable }]) => {
    const end = kind === 'credential' ? jwtEnd(values[setting] ?? '') : null;
    return end === null ? [] : [access(variable, name, end)];
  });
  return endsOn === null ? told : [...told, access(declared, name, endOfDay(endsOn))];
}

function access(variable: string, provider: string, end: Date): OwnSource {
  const sujet = `L’accès ${variable} (${provider})`;
  return { genre: 'jeton', objet: variable, sujet, everyMs: DAY_MS, read: () => Promise.resolve(end) };
}

/** The last second of a day in Paris. */
function endOfDay(day: string): Date {
  const nextDay = new Date(Date.parse(`${day}T12:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
  return new Date((parisMidnight(nextDay) ?? 0) * 1000 - 1000);
}

function servers({ name, settings, tls }: Provider<unknown>, { values }: ProviderConfig): OwnSource[] {
  const identity = async () => {
    const paths = tls?.(values);
    if (paths === undefined || paths.cert === '') return {};
    return { cert: await readFile(paths.cert), key: await readFile(paths.key) };
  };
  return Object.entries(settings).flatMap(([setting, { kind }]) => {
    const source = kind === 'url' ? serverSource(values[setting] ?? '', name, identity) : null;
    return source === null ? [] : [source];
  });
}

function serverSource(
  url: string,
  whose: string,
  identity: () => Promise<{ readonly cert?: Buffer; readonly key?: Buffer }>,
): OwnSource | null {
  if (!url.startsWith('https:')) return null;
  const { host } = new URL(url);
  return {
    genre: 'certificat',
    objet: host,
    sujet: `Le certificat de ${host} (${whose})`,
    everyMs: DAY_MS,
    read: async () => serverCertificateEnd(url, { timeoutMs: HANDSHAKE_MS, ...(await identity()) }),
  };
}
