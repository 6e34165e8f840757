import { type CsvRecord, readCsv, UnreadableCsv } from '../platform/csv/read-csv.ts';
import {
  abandonFichier,
  beginFichier,
  ImportAbandoned,
  serveFichier,
  touchFichier,
} from '../records/fichiers-importes.ts';
import { insertLignes, type LigneLue } from '../records/lignes-importees.ts';
import { type Attached, type Caller, type CommandContext, CommandError, type FileProvider } from './command.ts';
import { FileFaults } from './file-faults.ts';
import { createLineReader, type ReadLine } from './line-reader.ts';

const BATCH_LINES = 1000;
const HEARTBEAT_MS = 10_000;
const REPORT_MS = 250;

interface FileLoadOptions {
  readonly provider: FileProvider;
  readonly attached: Attached;
  readonly report: Caller['report'];
  readonly context: Pick<CommandContext, 'db' | 'clock' | 'handedFiles'>;
}

/** One import: the file is read to its end into a version that nobody sees, then served at once, or not at all. */
export class FileLoad {
  readonly #options: FileLoadOptions;
  readonly #faults = new FileFaults();
  readonly #startedAt = performance.now();
  #bytes = 0;
  #lines = 0;
  #reportedAt = 0;

  constructor(options: FileLoadOptions) {
    this.#options = options;
  }

  /** Gives the number of lines served; refuses a file that has a fault, and changes nothing then. */
  async run(): Promise<number> {
    const { provider, attached, context } = this.#options;
    const { db, clock } = context;
    const at = new Date(clock.now());
    const fichier = { fournisseur: provider.slug, nom: attached.name, instance: context.handedFiles.instance, at };
    const version = await beginFichier(db, fichier);
    if (version === null) throw new CommandError(alreadyUnderWay(provider.slug));
    const heartbeat = setInterval(() => void this.#touch(version), HEARTBEAT_MS);
    try {
      await this.#fill(version);
      this.#check();
      await serveFichier(db, { version, fournisseur: provider.slug, lignes: this.#lines, at: new Date(clock.now()) });
      return this.#lines;
    } catch (error) {
      await abandonFichier(db, version).catch(() => undefined);
      throw error instanceof ImportAbandoned ? new CommandError(takenForDead(provider.slug)) : error;
    } finally {
      clearInterval(heartbeat);
    }
  }

  async #fill(version: number): Promise<void> {
    try {
      await this.#readAll(version, readCsv(this.#counted()));
    } catch (error) {
      if (!(error instanceof UnreadableCsv)) throw error;
      this.#faults.add(error.line, `${error.message} ; la suite n'a pas été lue`);
    }
  }

  async #readAll(version: number, records: AsyncIterable<CsvRecord>): Promise<void> {
    let read: ReadLine | null = null;
    let batch: LigneLue[] = [];
    for await (const { line, cells } of records) {
      if (read === null) {
        read = createLineReader(this.#options.provider.file, cells);
        continue;
      }
      const reading = read(cells);
      if (reading.fault === undefined) batch.push({ ligne: line, cle: reading.key, valeur: reading.value });
      else this.#faults.add(line, reading.fault);
      if (batch.length < BATCH_LINES) continue;
      await this.#keep(version, batch);
      batch = [];
    }
    if (read === null) throw new CommandError('Le fichier est vide : son en-tête est attendu en première ligne.');
    await this.#keep(version, batch);
  }

  /** After a fault too: the keys that come twice are found by the database alone. */
  async #keep(version: number, batch: readonly LigneLue[]): Promise<void> {
    const doublons = await insertLignes(this.#options.context.db, version, batch);
    for (const { ligne, cle, premiere } of doublons) {
      this.#faults.add(ligne, `« ${cle} » est déjà à la ligne ${premiere}`);
    }
    this.#lines += batch.length - doublons.length;
    this.#report();
  }

  #check(): void {
    if (this.#faults.total > 0) throw new CommandError(this.#faults.refusal(this.#options.attached.name));
    if (this.#lines === 0) throw new CommandError("Le fichier n'a aucune ligne sous son en-tête : rien n'est changé.");
  }

  async *#counted(): AsyncGenerator<Buffer> {
    for await (const chunk of this.#options.attached.bytes) {
      this.#bytes += chunk.length;
      yield chunk;
    }
  }

  #report(): void {
    const now = performance.now();
    if (now - this.#reportedAt < REPORT_MS) return;
    this.#reportedAt = now;
    const rate = Math.round(this.#lines / ((now - this.#startedAt) / 1000));
    const text = `${this.#lines.toLocaleString('fr-FR')} lignes, ${rate.toLocaleString('fr-FR')} lignes/s`;
    this.#options.report({ part: this.#bytes / Math.max(1, this.#options.attached.size), text });
  }

  /** A heartbeat that the database misses is told by the next one, or by the switch itself. */
  async #touch(version: number): Promise<void> {
    await touchFichier(this.#options.context.db, version, this.#lines).catch(() => undefined);
  }
}

function alreadyUnderWay(slug: string): string {
  return `Un import de ${slug} est déjà en cours : attendez sa fin (apie importer --liste), ou une minute si son instance s'est arrêtée.`;
}

function takenForDead(slug: string): string {
  return `Cet import de ${slug} a été pris pour mort, et un autre a pris sa place : rien n'est changé par celui-ci.`;
}
