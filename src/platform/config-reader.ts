import { accessSync, constants, readFileSync } from 'node:fs';
import { parseIsoDay } from '../core/dates/calendar.ts';
import { addDuration, parseDuration } from '../core/dates/durations.ts';
import type { Provider, Setting } from '../core/provider.ts';
import { endVariable, isHttpUrl, isNetwork } from './config-forms.ts';
import type { Config, Environment, ProviderConfig } from './config-shape.ts';
import { type VariableName, variables } from './config-variables.ts';
import { isApart, parseRoles, type Role } from './roles.ts';

/** Every simulated provider takes it for its login, its password, its key. */
export const SANDBOX_CREDENTIAL = 'bac-a-sable';

/** Reads one variable after the other and gathers every fault, in sentences for the operator. */
export class ConfigReader {
  readonly #environment: Environment;
  readonly #faults: string[];

  constructor(environment: Environment, faults: string[]) {
    this.#environment = environment;
    this.#faults = faults;
  }

  fault(sentence: string): void {
    this.#faults.push(sentence);
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
    if (!values.includes(raw))
      this.#faults.push(`${name} doit être l'une des valeurs ${values.join(', ')} (reçu « ${raw} »).`);
    return raw;
  }

  roles(): ReadonlySet<Role> {
    return parseRoles(this.text('ROLES'), (sentence) => this.#faults.push(sentence));
  }

  /** What nodes that share one database must agree on, told before any of them writes to it. */
  apart({ roles, databaseUrl, jetonSecrets, probes }: Config): void {
    if (!isApart(roles) || databaseUrl === null) return;
    if (jetonSecrets === null)
      this.#faults.push(
        'JETON_SECRET manque : des rôles séparés (ROLES) se reconnaissent au même secret, que chaque nœud créerait sinon pour lui seul.',
      );
    const seesItself = this.#raw('PUBLIC_URL') === undefined && this.#raw('SONDES_URL') === undefined;
    if (roles.has('watch') && !roles.has('gateway') && probes.run && seesItself)
      this.#faults.push(
        "PUBLIC_URL ou SONDES_URL manque : sans le rôle gateway, la sonde de ce nœud s'appellerait elle-même et dirait tout en panne.",
      );
  }

  publicUrl({ host, port, scheme }: { host: string; port: number; scheme: 'http' | 'https' }): string {
    const raw = this.#raw('PUBLIC_URL');
    if (raw === undefined) return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;
    if (scheme === 'https' && raw.startsWith('http:'))
      this.#faults.push(`PUBLIC_URL doit être en https quand TLS_CERT_FILE est donné (reçu « ${raw} »).`);
    if (!isHttpUrl(raw)) this.#faults.push(`PUBLIC_URL doit être une adresse http(s) (reçu « ${raw} »).`);
    return raw.replace(/\/+$/, '');
  }

  documentLife(): number {
    const raw = this.text('DOCUMENT_LIFE');
    const duration = parseDuration(raw);
    const epoch = new Date(0);
    const seconds = duration === null ? 0 : addDuration(epoch, duration).getTime() / 1000;
    if (seconds < 60 || seconds > 93 * 86_400)
      this.#faults.push(
        `DOCUMENT_LIFE doit être une durée d'une minute à trois mois, comme 24h ou 3M (reçu « ${raw} »).`,
      );
    return seconds;
  }

  probes(publicUrl: string): Config['probes'] {
    const url = this.#raw('SONDES_URL') ?? publicUrl;
    if (!isHttpUrl(url)) this.#faults.push(`SONDES_URL doit être une adresse http(s) (reçu « ${url} »).`);
    return { run: this.yesOrNo('SONDES'), url: url.replace(/\/+$/, ''), file: this.#raw('SONDES_FILE') ?? null };
  }

  smtpUrl(): string | null {
    const raw = this.secret('SMTP_URL');
    if (raw === null) return null;
    const url = URL.canParse(raw) ? new URL(raw) : null;
    // Not repeated in the fault: it may hold a password.
    if ((url?.protocol !== 'smtp:' && url?.protocol !== 'smtps:') || url.hostname === '')
      this.#faults.push('SMTP_URL doit être une adresse smtp:// ou smtps://, comme smtp://compte:secret@serveur:587.');
    return raw;
  }

  mailFrom(): Config['mail']['from'] {
    const raw = this.text('MAIL_FROM');
    const named = /^"?([^"<>]*?)"?\s*<([^<>]*)>$/.exec(raw);
    const [, name = '', address = ''] = named ?? ['', '', raw];
    if (!/^[^\s<>@,;]+@[^\s<>@,;]+$/.test(address))
      this.#faults.push(`MAIL_FROM doit être une adresse, comme « Nom <nom@domaine.example> » (reçu « ${raw} »).`);
    return { name, address };
  }

  metrics(port: number): Config['metrics'] {
    const chosen = this.#raw('METRICS_PORT') !== undefined;
    const host = this.text('METRICS_HOST');
    if (chosen) return { host, port: this.integer('METRICS_PORT', 0, 65_535), chosen };
    return { host, port: port === 65_535 ? 0 : port + 1, chosen };
  }

  networks(name: VariableName): string[] {
    const entries = this.text(name)
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '');
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
    if (previousKid === '' || previousKid === kid)
      this.#faults.push('JETON_KID_PRECEDENT doit nommer le secret précédent, autrement que JETON_KID.');
    return [
      { kid, secret: current },
      { kid: previousKid, secret: previous },
    ];
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
    const isAway = base === undefined && !this.yesOrNo('SIMULATOR');
    const simulated = base === undefined && !(isAway && url?.optional);
    if (isAway && !url?.optional)
      this.#faults.push(`${url?.variable} manque : l'adresse de ${provider.name} (SIMULATOR=non).`);
    const values: Record<string, string> = {};
    for (const [key, setting] of Object.entries(provider.settings)) {
      values[key] = this.#setting(setting, simulated, base?.replace(/\/+$/, ''));
    }
    const spoken = Object.values(provider.settings).filter(
      ({ dialects }) => dialects?.includes(values['dialect'] ?? '') ?? true,
    );
    const missing = spoken.filter((setting) => this.#lacks(setting, simulated, base));
    if (missing.length > 0) {
      const names = missing.map(({ variable, purpose }) => `${variable} (${purpose})`).join(', ');
      this.#faults.push(`${url?.variable} est donnée sans ce qu'il faut pour parler à ${provider.name} : ${names}.`);
    }
    return { simulated, values, endsOn: url === undefined ? null : this.#endsOn(url.variable) };
  }

  /** What a provider gives us may have an end that nothing else tells. */
  #endsOn(urlVariable: string): string | null {
    const name = endVariable(urlVariable);
    const raw = this.#raw(name);
    if (raw === undefined) return null;
    if (!/^\d{4}-\d{2}-\d{2}$/.test(raw) || parseIsoDay(raw) === null)
      this.#faults.push(`${name} doit être un jour de la forme AAAA-MM-JJ (reçu « ${raw} »).`);
    return raw;
  }

  #lacks({ kind, variable, optional }: Setting, simulated: boolean, base: string | undefined): boolean {
    if (simulated || optional || kind === 'url' || kind === 'choice') return false;
    if (kind === 'file') return !base?.startsWith('http:') && this.#raw(variable) === undefined;
    return this.secret(variable) === null;
  }

  #setting(setting: Setting, simulated: boolean, base: string | undefined): string {
    const { kind, variable, suffix } = setting;
    if (kind === 'choice') return this.#choice(setting);
    if (kind === 'file') return simulated ? '' : this.#path(variable);
    if (kind === 'credential') return this.secret(variable) ?? (simulated ? SANDBOX_CREDENTIAL : '');
    const raw = this.#raw(variable);
    if (raw === undefined) return `${base ?? ''}${suffix ?? ''}`;
    if (!isHttpUrl(raw)) this.#faults.push(`${variable} doit être une adresse http(s) (reçu « ${raw} »).`);
    return raw.replace(/\/+$/, '');
  }

  #choice({ variable, values = [''] }: Setting): string {
    const value = this.#raw(variable) ?? values[0];
    if (!values.includes(value))
      this.#faults.push(`${variable} doit être l'une des valeurs ${values.join(', ')} (reçu « ${value} »).`);
    return value;
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
