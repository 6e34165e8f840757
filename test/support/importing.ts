import { type CommandOutcome, type StartedCommand, sendFile, startWithFile } from './attached-command.ts';

/** Begins an import as the `apie` command does, with a file of this size still to be sent. */
export function startImport(varDir: string, provider: string, size: number, name = 'essai.csv'): StartedCommand {
  return startWithFile(varDir, ['importer', provider, name], { name, size });
}

/** Imports a whole file at once. */
export function importWhole(varDir: string, provider: string, content: string | Buffer): Promise<CommandOutcome> {
  return sendFile(varDir, ['importer', provider, 'essai.csv'], content);
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
