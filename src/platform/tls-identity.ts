import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import type { TlsConfig } from './config-shape.ts';
import { messageOf } from './database/sql-error.ts';

interface Identity {
  readonly options: SecureContextOptions;
  readonly endsAt: Date;
}

/** What takes a new identity without closing anything: an HTTPS server. */
interface Shows {
  setSecureContext(options: SecureContextOptions): void;
}

interface FollowOptions {
  /** Told when a new pair is shown. */
  readonly onRenewed: (endsAt: Date) => void;
  /** Told once of each state of the files that cannot be shown. */
  readonly onRefused: (error: unknown) => void;
  /** Between two looks, in milliseconds. */
  readonly everyMs?: number;
}

const LOOK_EVERY_MS = 10_000;

/** The certificate and key that this service shows, read again when their files change: renewing needs no restart. */
export class TlsIdentity {
  readonly #config: TlsConfig;
  #stamp: string;
  #shown: Identity;
  #refused = false;

  /** Throws a sentence for the operator when the pair cannot be shown. */
  constructor(config: TlsConfig) {
    this.#config = config;
    this.#stamp = stampOf(config);
    this.#shown = readIdentity(config);
  }

  get options(): SecureContextOptions {
    return this.#shown.options;
  }

  /** End of the certificate that is shown. */
  get endsAt(): Date {
    return this.#shown.endsAt;
  }

  /** The files hold something that cannot be shown: the former pair still is. */
  get isRefused(): boolean {
    return this.#refused;
  }

  /** Looks at the files from time to time; `look` does it at once, whatever they look like. */
  follow(server: Shows, options: FollowOptions): { look(): void; stop(): void } {
    const timer = setInterval(() => {
      if (stampOf(this.#config) !== this.#stamp) this.#take(server, options);
    }, options.everyMs ?? LOOK_EVERY_MS);
    timer.unref();
    return { look: () => this.#take(server, options), stop: () => clearInterval(timer) };
  }

  #take(server: Shows, { onRenewed, onRefused }: FollowOptions): void {
    this.#stamp = stampOf(this.#config);
    try {
      const read = readIdentity(this.#config);
      server.setSecureContext(read.options);
      this.#shown = read;
      this.#refused = false;
      onRenewed(read.endsAt);
    } catch (error) {
      this.#refused = true;
      onRefused(error);
    }
  }
}

function readIdentity({ certFile, keyFile, min }: TlsConfig): Identity {
  const cert = readFile('TLS_CERT_FILE', certFile);
  const key = readFile('TLS_KEY_FILE', keyFile);
  const certificate = parsed('TLS_CERT_FILE', certFile, () => new X509Certificate(cert));
  const privateKey = parsed('TLS_KEY_FILE', keyFile, () => createPrivateKey(key));
  if (!certificate.checkPrivateKey(privateKey))
    throw new Error(`TLS_KEY_FILE : la clé « ${keyFile} » n'est pas celle du certificat « ${certFile} ».`);
  const options: SecureContextOptions = { cert, key, minVersion: min === '1.3' ? 'TLSv1.3' : 'TLSv1.2' };
  parsed('TLS_CERT_FILE', certFile, () => createSecureContext(options));
  return { options, endsAt: new Date(certificate.validTo) };
}

function readFile(name: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw new Error(`${name} : le fichier « ${path} » ne peut pas être lu.`);
  }
}

/** OpenSSL says what is wrong in its own words: never what the file holds. */
function parsed<T>(name: string, path: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new Error(
      `${name} : « ${path} » ne peut pas servir (PEM, sans mot de passe, attendu) : ${messageOf(error)}.`,
    );
  }
}

/** Changes with either file, whatever links lead to it; says so when one is missing. */
function stampOf({ certFile, keyFile }: TlsConfig): string {
  return [certFile, keyFile]
    .map((path) => {
      const stats = statSync(path, { throwIfNoEntry: false });
      return stats === undefined ? 'absent' : `${stats.mtimeMs} ${stats.size} ${stats.ino}`;
    })
    .join(' ');
}
