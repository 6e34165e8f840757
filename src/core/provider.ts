import type { Clock } from './clock.ts';
import type { KeptDocument } from './document.ts';
import type { Errand } from './errand.ts';
import type { ProviderIdentity } from './failure.ts';
import type { HandedFile, ImportedFile } from './handed-file.ts';

/** One configurable value of a provider, read from the environment variable it names (or `<NAME>_FILE`). */
export interface Setting {
  readonly variable: string;
  readonly kind: 'url' | 'credential' | 'file' | 'choice';
  /** What it is, for .env.example and for the message that says it is missing. */
  readonly purpose: string;
  /** For a second URL: the path it has under the provider's first URL when it is not set. */
  readonly suffix?: string;
  /**
   * A credential without which the provider answers all the same (mutual TLS behind a proxy, for instance); an address
   * without which the file that the provider hands over is the only source, and the value is empty.
   */
  readonly optional?: true;
  /** What a choice can be; the first is the default. */
  readonly values?: readonly [string, ...string[]];
  /** A credential that only these values of the setting named `dialect` need. */
  readonly dialects?: readonly string[];
}

export type Settings = Readonly<Record<string, Setting>>;
export type SettingValues<S extends Settings> = { readonly [Key in keyof S]: string };

/** A daily period in which the provider announces that it does not answer; Europe/Paris, may cross midnight. */
export interface DailyWindow {
  readonly from: `${number}:${number}`;
  readonly to: `${number}:${number}`;
}

export interface WireRequest {
  readonly method: 'GET' | 'POST';
  /** Absolute URL. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Statuses the connector judges itself, beside 200. `any` hands over every answer. */
  readonly judges?: readonly number[] | 'any';
  /** One part among several of the same answer: what is wrong with it alone says nothing of the provider's health. */
  readonly oneOfMany?: true;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

export interface DocumentRequest extends WireRequest {
  readonly format: 'pdf' | 'zip';
  /** Name given to the file, without extension. */
  readonly label: string;
  /** How the bytes travel: as they are, or as one bare base64 text. */
  readonly encoding?: 'binary' | 'base64';
  /** Reads an answer that is not a document (its first byte cannot start one): the provider's refusal, in its own form. */
  readonly refusal?: (answer: WireAnswer) => Error;
  /** An encrypted PDF is kept opened; one that does not open without a password is not a document. */
  readonly unlock?: true;
  /** The provider's own address, when `url` is a link that it gave: one that leads elsewhere must lead out of our network. */
  readonly linkFrom?: string;
  /** The document is a base64 text inside a JSON object, which its connector judges. */
  readonly carriedBy?: Carrier;
}

/** A JSON object that carries a document under one of the keys of its first level. */
export interface Carrier {
  readonly key: string;
  /** Throws when the object is not the one expected, or says no; it is given an empty text in the place of the document. */
  judge(answer: WireAnswer): void;
}

/** The provider's wire: what a connector speaks through. Time limit, size limit, circuit and windows are already in it. */
export interface Wire {
  /** Sends, and has the answer judged; a `Failure` thrown by `judge` counts as the provider's when it is one. */
  ask<T>(errand: Errand, request: WireRequest, judge: (answer: WireAnswer) => T): Promise<T>;
  /** Fetches a document straight into the document store, its first bytes checked. */
  fetchDocument(errand: Errand, request: DocumentRequest): Promise<KeptDocument>;
  /** A credential obtained from the provider and reused: one renewal at a time, whoever asks. */
  session<T>(obtain: (errand: Errand) => Promise<Renewal<T>>): Session<T>;
}

export interface Renewal<T> {
  readonly value: T;
  /** How long the provider says it lives, in seconds. */
  readonly lifeSeconds: number;
}

export interface Session<T> {
  get(errand: Errand): Promise<T>;
  /** Forgets the value when it is still the current one: the next call obtains a new one. */
  drop(value: T): void;
}

export interface ProviderKit<S extends Settings> {
  readonly settings: SettingValues<S>;
  readonly wire: Wire;
  readonly clock: Clock;
  /** The provider's own file, for one that hands one over. */
  readonly imported?: ImportedFile;
}

/** A provider's card: who it is, what it needs, when it sleeps, and the door through which rooms speak with it. */
export interface Provider<Door> extends ProviderIdentity {
  readonly settings: Settings;
  readonly tls: ((values: Readonly<Record<string, string>>) => TlsFiles) | null;
  readonly maintenance: readonly DailyWindow[];
  readonly handsOver: HandedFile | null;
  open(kit: ProviderKit<Settings>): Door;
}

/** Paths of PEM files for mutual TLS. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
  readonly ca?: string;
}

interface ProviderDefinition<S extends Settings, Door> extends ProviderIdentity {
  readonly settings: S & { readonly url: Setting };
  readonly tls?: (values: SettingValues<S>) => TlsFiles;
  readonly maintenance?: readonly DailyWindow[];
  /** The file it hands over, to be served in place of its service once imported. */
  readonly handsOver?: HandedFile;
  open(kit: ProviderKit<S>): Door;
}

/** Declares a provider. Its settings are read and checked at start; the door is opened once. */
export function defineProvider<const S extends Settings, Door>(
  definition: ProviderDefinition<S, Door>,
): Provider<Door> {
  const { slug, code, name, settings } = definition;
  // The same keys in the same order for all, as for endpoints.
  return {
    slug,
    code,
    name,
    settings,
    tls: definition.tls ? (values) => definition.tls?.(sameKeys<S>(values)) ?? unreachable() : null,
    maintenance: definition.maintenance ?? [],
    handsOver: definition.handsOver ?? null,
    open: (kit) => definition.open({ ...kit, settings: sameKeys<S>(kit.settings) }),
  };
}

/** Guaranteed by the configuration, which reads exactly the keys of `settings` and refuses to start when one is missing. */
function sameKeys<S extends Settings>(values: Readonly<Record<string, string>>): SettingValues<S> {
  return values as SettingValues<S>;
}

function unreachable(): never {
  throw new Error('tls is defined');
}
