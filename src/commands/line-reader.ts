import type { HandedFile, LineReading } from '../core/handed-file.ts';
import { CommandError } from './command.ts';

/** Reads the cells of one line. */
export type ReadLine = (cells: readonly string[]) => LineReading;

/** A reader of the lines that come under this header; refuses a header that lacks a column or names one twice. */
export function createLineReader(file: HandedFile, header: readonly string[]): ReadLine {
  const found = header.map((name) => name.toLowerCase());
  const columns = Object.keys(file.columns);
  const missing = columns.filter((name) => !found.includes(name));
  if (missing.length > 0) throw new CommandError(lacking(missing, header));
  const repeated = columns.filter((name) => found.indexOf(name) !== found.lastIndexOf(name));
  if (repeated.length > 0)
    throw new CommandError(`L'en-tête nomme plusieurs fois ${repeated.join(', ')} : rien n'est changé.`);
  const places = columns.map((name) => [name, found.indexOf(name)] as const);

  return (cells) => {
    if (cells.length !== header.length) {
      return { fault: `${cells.length} colonne(s) au lieu de ${header.length}` };
    }
    return file.read(Object.fromEntries(places.map(([name, place]) => [name, cells[place] ?? ''])));
  };
}

function lacking(missing: readonly string[], header: readonly string[]): string {
  const found = header.join(', ').slice(0, 200);
  return `L'en-tête n'a pas de colonne ${missing.join(', ')} (trouvé : ${found}). Séparateur « ; » ou « , » ; rien n'est changé.`;
}
