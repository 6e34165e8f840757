import type { Kysely } from 'kysely';
import type { Endpoint } from '../core/endpoint.ts';
import type { HandedFile } from '../core/handed-file.ts';
import type { NewJeton } from '../gateway/jetons/signing.ts';
import type { BackupSource } from '../platform/backup/write-backup.ts';
import type { MovableClock } from '../platform/clock.ts';
import type { Schema } from '../records/schema.ts';
import type { Panne } from '../simulator/simulated-provider.ts';
import type { ProbeReport } from '../watch/probe.ts';

/** What a command can act on: the instance that runs. */
export interface CommandContext {
  readonly db: Kysely<Schema>;
  readonly clock: MovableClock;
  /** At least one provider is simulated. */
  readonly sandbox: boolean;
  /** Rights of the endpoints that this instance has, legacy ones apart. */
  readonly rights: readonly string[];
  readonly legacyRights: readonly string[];
  sign(jeton: NewJeton): string;
  /** Takes what changed in the database into the register at once. */
  refreshRegister(): Promise<void>;
  /** Sends every trace kept so far to the database. */
  shipTraces(): Promise<void>;
  runDueTasks(): Promise<void>;
  readonly endpoints: readonly Endpoint[];
  /** Calls an endpoint as the prober does, and keeps what it saw. */
  probe(endpoint: Endpoint): Promise<ProbeReport>;
  readonly simulated: readonly string[];
  breakDown(provider: string, panne: Panne): Promise<void>;
  readonly handedFiles: HandedFiles;
  hashPassword(password: string): Promise<string>;
  readonly backup: BackupSource<Schema>;
  /** Keeps that a mail was not delivered; whose address it was, or null when none of these is that of one that has left. */
  noteBounce(candidates: readonly string[], reason: string): Promise<string | null>;
}

/** The files that providers hand over, and this instance that imports them. */
export interface HandedFiles {
  readonly providers: readonly FileProvider[];
  /** The name under which this instance imports. */
  readonly instance: string;
  /** Takes what changed in the database into account at once. */
  refresh(): Promise<void>;
}

export interface FileProvider {
  readonly slug: string;
  readonly name: string;
  readonly file: HandedFile;
  /** Who answers when no file is imported. */
  readonly otherwise: 'service' | 'simulateur' | 'aucune';
}

/** Who has typed the command. */
export interface Caller {
  /** The file that goes with the command; its bytes are read once. */
  readonly attached: Attached | null;
  /** Tells how far the work is; throws when the caller has left, so that the work stops. */
  report(progress: Progress): void;
}

export interface Attached {
  readonly name: string;
  readonly size: number;
  readonly bytes: AsyncIterable<Buffer>;
}

export interface Progress {
  /** From 0 to 1. */
  readonly part: number;
  readonly text: string;
}

/** For a command that the instance runs by itself. */
export const noCaller: Caller = { attached: null, report: () => undefined };

export interface Command {
  /** How it is called, e.g. `jeton creer`. */
  readonly name: string;
  readonly usage: string;
  readonly purpose: string;
  /** The path of the file of the caller's that goes with the command, among its arguments. */
  attaches?(args: readonly string[]): string | null;
  /** The same arguments, those that name a place of the caller's made absolute: the instance may stand elsewhere. */
  locate?(args: readonly string[], absolute: (path: string) => string): readonly string[];
  run(args: readonly string[], context: CommandContext, caller: Caller): AsyncIterable<string> | Iterable<string>;
}

/** What the user typed cannot be done; the sentence says why and how to mend it. */
export class CommandError extends Error {}
