import { accessSync, constants, readFileSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import { resolve } from 'node:path';
import { addDuration, parseDuration } from '../core/dates/durations.ts';
import type { Provider, Setting } from '../core/provider.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Settings of a provider once read; `simulated` when its address is not given. */
export interface ProviderConfig {
  readonly simulated: boolean;
  readonly values: Readonly<Record<string, string>>;
}

/** One variable of the configuration: what .env.example, README and error messages say of it. */
export interface Variable {
  readonly name: string;
  readonly purpose: string;
  /** Shown default; empty = none. */
  readonly byDefault: string;
  readonly secret?: true;
}

export const variables = [
  { name: 'PORT', purpose: 'Port TCP du service', byDefault: '3000' },
  { name: 'HOST', purpose: "Adresse d'écoute", byDefault: '127.0.0.1' },
  { name: 'PUBLIC_URL', purpose: 'Adresse publique du service, sans barre finale', byDefault: 'http://HOST:PORT' },
  { name: 'VAR_DIR', purpose: "Dossier de l'état (base embarquée, traces, documents, secret)", byDefault: 'var' },
  { name: 'LIMITS_FILE', purpose: 'Fichier des limites de volumétrie', byDefault: 'config/limites.json' },
  { name: 'DATABASE_URL', purpose: 'Base PostgreSQL ; embarquée sinon', byDefault: '', secret: true },
  { name: 'JETON_SECRET', purpose: 'Secret qui signe les jetons (32 caractères au moins) ; créé sous VAR_DIR sinon', byDefault: '', secret: true },
  { name: 'JETON_KID', purpose: 'Nom de ce secret (kid)', byDefault: '1' },
  { name: 'JETON_SECRET_PRECEDENT', purpose: 'Secret précédent, encore accepté pendant une rotation', byDefault: '', secret: true },
  { name: 'JETON_KID_PRECEDENT', purpose: 'Nom du secret précédent (kid)', byDefault: '' },
  { name: 'TRUSTED_PROXIES', purpose: 'Mandataires de confiance (adresses ou CIDR, séparés par des virgules) dont X-Forwarded-For est lu', byDefault: '' },
  { name: 'STRICT_TRACEABILITY', purpose: 'oui : un recipient qui n’est pas un SIRET ou un object de 50 caractères est refusé (422)', byDefault: 'non' },
  { name: 'PROVIDER_TIMEOUT_MS', purpose: "Délai total d'un appel, tous fournisseurs compris", byDefault: '10000' },
  { name: 'DOCUMENT_LIFE', purpose: 'Durée de vie des documents remis (24h à 3M)', byDefault: '24h' },
  { name: 'DOCUMENT_MAX_MB', purpose: "Taille maximale d'un document, en mégaoctets", byDefault: '50' },
  { name: 'METRICS_PORT', purpose: 'Port des mesures Prometheus (GET /metrics) ; 0 : un port libre', byDefault: 'PORT + 1' },
  { name: 'METRICS_HOST', purpose: "Adresse d'écoute des mesures", byDefault: '127.0.0.1' },
  { name: 'LOG_LEVEL', purpose: 'Niveau des journaux : debug, info, warn, error', byDefault: 'info' },
  { name: 'SIMULATOR', purpose: 'non : refuse de démarrer tant qu’un fournisseur n’a pas son adresse', byDefault: 'oui' },
  { name: 'SIMULATEUR_PORT', purpose: 'Premier port de « npm run simulateur » ; 0 : des ports libres', byDefault: '4000' },
] as const satisfies readonly Variable[];

type VariableName = (typeof variables)[number]['name'];

/** Announced by the platform's contract, not built yet: better refused than ignored. */
const notYet = ['REDIS_URL', 'S3_URL', 'SMTP_URL', 'OIDC_ISSUER'];

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string;
  readonly varDir: string;
  readonly limitsFile: string;
  readonly databaseUrl: string | null;
  /** The first signs; null = to be found or made under `varDir`. */
  readonly jetonSecrets: readonly { readonly kid: string; readonly secret: string }[] | null;
  readonly trustedProxies: readonly string[];
  readonly strictTraceability: boolean;
  readonly deadlineMs: number;
  readonly documentLifeSeconds: number;
  readonly documentMaxBytes: number;
  readonly metrics: { readonly host: string; readonly port: number; readonly chosen: boolean };
  readonly logLevel: string;
  readonly providers: ReadonlyMap<string, ProviderConfig>;
}

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
  const read = new Reader(environment, faults);
  const port = read.integer('PORT', 1, 65_535);
  const host = read.text('HOST');
  const config: Config = {
    port,
    host,
    publicUrl: read.publicUrl(host, port),
    varDir: resolve(read.text('VAR_DIR')),
    limitsFile: resolve(read.text('LIMITS_FILE')),
    databaseUrl: read.secret('DATABASE_URL'),
    jetonSecrets: read.jetonSecrets(),
    trustedProxies: read.networks('TRUSTED_PROXIES'),
    strictTraceability: read.yesOrNo('STRICT_TRACEABILITY'),
    deadlineMs: read.integer('PROVIDER_TIMEOUT_MS', 10, 60_000),
    documentLifeSeconds: read.documentLife(),
    documentMaxBytes: read.integer('DOCUMENT_MAX_MB', 1, 1000) * 1_000_000,
    metrics: read.metrics(port),
    logLevel: read.oneOf('LOG_LEVEL', ['debug', 'info', 'warn', 'error']),
    providers: new Map(providers.map((provider) => [provider.slug, read.provider(provider)])),
  };
  for (const name of notYet) {
    if (environment[name]) faults.push(`${name} n'est pas encore pris en charge par cette version ; retirez-la.`);
  }
  if (faults.length > 0) throw new ConfigurationError(faults);
  return config;
}

/** What the simulator alone reads: where it listens, and the state folder in which `apie` finds it. */
export function readSimulatorConfig(environment: Environment): { readonly firstPort: number; readonly varDir: string } {
  const faults: string[] = [];
  const read = new Reader(environment, faults);
  const config = { firstPort: read.integer('SIMULATEUR_PORT', 0, 65_000), varDir: resolve(read.text('VAR_DIR')) };
  if (faults.length > 0) throw new ConfigurationError(faults);
  return config;
}

/** Every simulated provider takes it for its login, its password, its key. */
export const SANDBOX_CREDENTIAL = 'bac-a-sable';

class Reader {
  readonly #environment: Environment;
  readonly #faults: string[];

  constructor(environment: Environment, faults: string[]) {
    this.#environment = environment;
    this.#faults = faults;
  }

  text(name: VariableName): string {
    return this.#raw(name) ?? variables.find((variable) => variable.name === name)?.byDefault ?? '';
  }

  integer(name: VariableName, minimum: number, maximum: number): number {
    const raw = this.text(name);
    const value = Number(raw);
    if (!/^\d+$/.test(raw) || value < minimum || value > maximum) {
      this.#faults.push(`${name} doit être un entier de ${minimum} à ${maximum} (reçu « ${raw} »).`);
    }
    return value;
  }

  yesOrNo(name: VariableName): boolean {
    return this.oneOf(name, ['oui', 'non']) === 'oui';
  }

  oneOf(name: VariableName, values: readonly string[]): string {
    const raw = this.text(name);
    if (!values.includes(raw)) this.#faults.push(`${name} doit être l'une des valeurs ${values.join(', ')} (reçu « ${raw} »).`);
    return raw;
  }

  publicUrl(host: string, port: number): string {
    const raw = this.#raw('PUBLIC_URL');
    if (raw === undefined) return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
    if (!isHttpUrl(raw)) this.#faults.push(`PUBLIC_URL doit être une adresse http(s) (reçu « ${raw} »).`);
    return raw.replace(/\/+$/, '');
  }

  documentLife(): number {
    const raw = this.text('DOCUMENT_LIFE');
    const duration = parseDuration(raw);
    const epoch = new Date(0);
    const seconds = duration === null ? 0 : addDuration(epoch, duration).getTime() / 1000;
    if (seconds < 60 || seconds > 93 * 86_400) this.#faults.push(`DOCUMENT_LIFE doit être une durée d'une minute à trois mois, comme 24h ou 3M (reçu « ${raw} »).`);
    return seconds;
  }

  metrics(port: number): Config['metrics'] {
    const chosen = this.#raw('METRICS_PORT') !== undefined;
    const host = this.text('METRICS_HOST');
    if (chosen) return { host, port: this.integer('METRICS_PORT', 0, 65_535), chosen };
    return { host, port: port === 65_535 ? 0 : port + 1, chosen };
  }

  networks(name: VariableName): string[] {
    const entries = this.text(name).split(',').map((entry) => entry.trim()).filter((entry) => entry !== '');
    for (const entry of entries) {
      if (!isNetwork(entry)) this.#faults.push(`${name} : « ${entry} » n'est ni une adresse IP ni un réseau CIDR.`);
    }
    return entries;
  }

  jetonSecrets(): Config['jetonSecrets'] {
    const current = this.secret('JETON_SECRET');
    const previous = this.secret('JETON_SECRET_PRECEDENT');
    if (current === null) {
      if (previous !== null) this.#faults.push('JETON_SECRET_PRECEDENT ne va pas sans JETON_SECRET.');
      return null;
    }
    if (current.length < 32) this.#faults.push('JETON_SECRET doit compter 32 caractères au moins.');
    const kid = this.text('JETON_KID');
    if (previous === null) return [{ kid, secret: current }];
    const previousKid = this.text('JETON_KID_PRECEDENT');
    if (previousKid === '' || previousKid === kid) this.#faults.push('JETON_KID_PRECEDENT doit nommer le secret précédent, autrement que JETON_KID.');
    return [{ kid, secret: current }, { kid: previousKid, secret: previous }];
  }

  /** A secret comes from its variable or from the file that `<NAME>_FILE` names. */
  secret(name: string): string | null {
    const direct = this.#raw(name);
    if (direct !== undefined) return direct;
    const file = this.#raw(`${name}_FILE`);
    if (file === undefined) return null;
    try {
      return readFileSync(file, 'utf8').trim() || null;
    } catch {
      this.#faults.push(`${name}_FILE : le fichier « ${file} » ne peut pas être lu.`);
      return null;
    }
  }

  provider(provider: Provider<unknown>): ProviderConfig {
    const { url } = provider.settings;
    const base = url === undefined ? undefined : this.#raw(url.variable);
    const simulated = base === undefined;
    if (simulated && !this.yesOrNo('SIMULATOR')) this.#faults.push(`${url?.variable} manque : l'adresse de ${provider.name} (SIMULATOR=non).`);
    const values: Record<string, string> = {};
    for (const [key, setting] of Object.entries(provider.settings)) {
      values[key] = this.#setting(setting, simulated, base?.replace(/\/+$/, ''));
    }
    const missing = Object.values(provider.settings).filter((setting) => this.#lacks(setting, simulated, base));
    if (missing.length > 0) {
      const names = missing.map(({ variable, purpose }) => `${variable} (${purpose})`).join(', ');
      this.#faults.push(`${url?.variable} est donnée sans ce qu'il faut pour parler à ${provider.name} : ${names}.`);
    }
    return { simulated, values };
  }

  #lacks({ kind, variable, optional }: Setting, simulated: boolean, base: string | undefined): boolean {
    if (simulated || optional || kind === 'url') return false;
    if (kind === 'file') return !base?.startsWith('http:') && this.#raw(variable) === undefined;
    return this.secret(variable) === null;
  }

  #setting({ kind, variable, suffix }: Setting, simulated: boolean, base: string | undefined): string {
    if (kind === 'file') return simulated ? '' : this.#path(variable);
    if (kind === 'credential') return this.secret(variable) ?? (simulated ? SANDBOX_CREDENTIAL : '');
    const raw = this.#raw(variable);
    if (raw === undefined) return `${base ?? ''}${suffix ?? ''}`;
    if (!isHttpUrl(raw)) this.#faults.push(`${variable} doit être une adresse http(s) (reçu « ${raw} »).`);
    return raw.replace(/\/+$/, '');
  }

  /** A file that is used as it is (PEM): the variable holds its path. */
  #path(name: string): string {
    const path = this.#raw(name) ?? '';
    try {
      if (path !== '') accessSync(path, constants.R_OK);
    } catch {
      this.#faults.push(`${name} : le fichier « ${path} » ne peut pas être lu.`);
    }
    return path;
  }

  #raw(name: string): string | undefined {
    return this.#environment[name]?.trim() || undefined;
  }
}

function isHttpUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:');
}

function isNetwork(text: string): boolean {
  const [address = '', prefix] = text.split('/');
  const family = isIP(address);
  if (family === 0) return false;
  try {
    if (prefix !== undefined) new BlockList().addSubnet(address, Number(prefix), family === 6 ? 'ipv6' : 'ipv4');
    return true;
  } catch {
    return false;
  }
}
