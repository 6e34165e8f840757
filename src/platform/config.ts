import { resolve } from 'node:path';
import type { Provider } from '../core/provider.ts';
import { readAlerts, readEmails } from './config-alerts.ts';
import { readOidc } from './config-oidc.ts';
import { ConfigReader } from './config-reader.ts';
import { readRedis } from './config-redis.ts';
import { readS3 } from './config-s3.ts';
import type { Config, Environment } from './config-shape.ts';
import { readTlsConfig } from './config-tls.ts';

/** Every fault of the configuration, told at once. */
export class ConfigurationError extends Error {
  constructor(faults: readonly string[]) {
    super(`Configuration refusée :\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.name = 'ConfigurationError';
  }
}

/** The environment of this process; the only place where it is read. */
export function processEnvironment(): Environment {
  return process.env;
}

/** Reads the configuration of the platform and of its providers; throws one `ConfigurationError` naming every fault. */
export function readConfig(environment: Environment, providers: readonly Provider<unknown>[]): Config {
  const faults: string[] = [];
  const read = new ConfigReader(environment, faults);
  const roles = read.roles();
  const port = read.integer('PORT', 1, 65_535);
  const host = read.text('HOST');
  const tls = readTlsConfig(read);
  const publicUrl = read.publicUrl({ host, port, scheme: tls === null ? 'http' : 'https' });
  // A node without the gateway speaks with no provider: it is asked for none of their settings.
  const speaks = roles.has('gateway') ? read : new ConfigReader(environment, []);
  const providerConfigs = providers.map((provider) => [provider.slug, speaks.provider(provider)] as const);
  const config: Config = {
    roles,
    sandbox: read.yesOrNo('SIMULATOR') && providerConfigs.some(([, { simulated }]) => simulated),
    port,
    host,
    publicUrl,
    tls,
    varDir: resolve(read.text('VAR_DIR')),
    brandFile: resolve(read.text('BRAND_FILE')),
    networkFile: resolve(read.text('NETWORK_FILE')),
    mentionsFile: resolve(read.text('MENTIONS_FILE')),
    announcementsFile: resolve(read.text('ANNONCES_FILE')),
    limitsFile: resolve(read.text('LIMITS_FILE')),
    databaseUrl: read.secret('DATABASE_URL'),
    redis: readRedis(read),
    s3: readS3(read),
    jetonSecrets: read.jetonSecrets(),
    trustedProxies: read.networks('TRUSTED_PROXIES'),
    strictTraceability: read.yesOrNo('STRICT_TRACEABILITY'),
    deadlineMs: read.integer('PROVIDER_TIMEOUT_MS', 10, 60_000),
    documentLifeSeconds: read.documentLife(),
    documentMaxBytes: read.integer('DOCUMENT_MAX_MB', 1, 1000) * 1_000_000,
    metrics: read.metrics(port),
    probes: read.probes(publicUrl),
    mail: { smtpUrl: read.smtpUrl(), from: read.mailFrom() },
    supportEmails: readEmails(read, 'SUPPORT_EMAIL'),
    alerts: readAlerts(read),
    oidc: readOidc(read),
    logLevel: read.oneOf('LOG_LEVEL', ['debug', 'info', 'warn', 'error']),
    providers: new Map(providerConfigs),
  };
  read.apart(config);
  if (faults.length > 0) throw new ConfigurationError(faults);
  return config;
}

/** What the simulator alone reads: where it listens, and the state folder in which `apie` finds it. */
export function readSimulatorConfig(environment: Environment): { readonly firstPort: number; readonly varDir: string } {
  const faults: string[] = [];
  const read = new ConfigReader(environment, faults);
  const config = { firstPort: read.integer('SIMULATEUR_PORT', 0, 65_000), varDir: resolve(read.text('VAR_DIR')) };
  if (faults.length > 0) throw new ConfigurationError(faults);
  return config;
}

/** What putting a backup back reads: where. */
export function readPlaces(environment: Environment): { readonly varDir: string; readonly databaseUrl: string | null } {
  const faults: string[] = [];
  const read = new ConfigReader(environment, faults);
  const places = { varDir: resolve(read.text('VAR_DIR')), databaseUrl: read.secret('DATABASE_URL') };
  if (faults.length > 0) throw new ConfigurationError(faults);
  return places;
}
