import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';
import { controlSocketPath } from '../../src/control/socket-path.ts';

/** What an import has said, all told. */
export interface ImportOutcome {
  readonly exit: number | null;
  readonly out: readonly string[];
  readonly error: string;
}

/** An import under way, whose file is sent piece by piece. */
export interface StartedImport {
  send(bytes: Buffer): void;
  /** The caller goes away. */
  leave(): void;
  readonly outcome: Promise<ImportOutcome>;
}

/** Begins an import as the `apie` command does, with a file of this size still to be sent. */
export function startImport(varDir: string, provider: string, size: number, name = 'essai.csv'): StartedImport {
  const socket = createConnection(controlSocketPath(varDir));
  const words = ['importer', provider, name];
  socket.write(`${JSON.stringify({ words, attached: { name, size } })}\n`);
  const out: string[] = [];
  let exit: number | null = null;
  let error = '';
  const outcome = new Promise<ImportOutcome>((resolve) => {
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve({ exit, out, error }));
    const lines = createInterface({ input: socket });
    lines.on('error', () => socket.destroy());
    lines.on('line', (text) => {
      const line: { out?: string; error?: string; exit?: number } = JSON.parse(text);
      if (line.out !== undefined) out.push(line.out);
      if (line.error !== undefined) error = line.error;
      exit = line.exit ?? exit;
      if (line.exit !== undefined) socket.destroy();
    });
  });
  return { send: (bytes) => void socket.write(bytes), leave: () => socket.destroy(), outcome };
}

/** Imports a whole file at once. */
export function importWhole(varDir: string, provider: string, content: string | Buffer): Promise<ImportOutcome> {
  const bytes = Buffer.from(content);
  const started = startImport(varDir, provider, bytes.length);
  started.send(bytes);
  return started.outcome;
}

const HEADER = 'siret;derniere_annee_de_conformite_connue;dump_date';

/** The `rank`th of the invented establishments of the files of these tests: its number passes its key. */
export function inventedSiret(rank: number): string {
  const stem = `9001${String(rank).padStart(9, '0')}`;
  for (let key = 0; key < 10; key++) if (luhn(`${stem}${key}`)) return `${stem}${key}`;
  throw new Error('one digit of ten is the key');
}

/** A file of the AGEFIPH with this many establishments, all of one year, and the one of the sandbox first. */
export function agefiphFile(lines: number, year: string): Buffer {
  const rows = Array.from({ length: lines - 1 }, (_, rank) => `${inventedSiret(rank)};${year};2026-01-01`);
  return Buffer.from([HEADER, `10010001500013;${year};2026-01-01`, ...rows, ''].join('\n'));
}

function luhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, rank) => {
    const value = Number(digit) * (rank % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
