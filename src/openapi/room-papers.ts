import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { parse } from 'yaml';
import { RoomError } from '../gateway/rooms.ts';

/** Head of a catalogue sheet (fiche.md): what the description needs of it. */
const SheetHead = Type.Object({
  titre: Type.String(),
  fournisseur: Type.String(),
  ouverture: Type.String(),
  perimetre: Type.String(),
  cas_usage: Type.Array(Type.String()),
  disponibilite: Type.String(),
});

const SampleFile = Type.Object({
  titre: Type.String(),
  statut: Type.Integer(),
  reponse: Type.Unknown(),
});

/** What lies beside a room's card, for its readers: its catalogue sheet and its sample answers. */
export interface RoomPapers {
  readonly sheet: Type.Static<typeof SheetHead> & { readonly text: string };
  readonly samples: readonly RoomSample[];
}

export interface RoomSample extends Type.Static<typeof SampleFile> {
  /** File name without extension. */
  readonly name: string;
}

/** Reads the papers of the rooms of a folder; what cannot be read refuses the room, by its name. */
export function createPapersReader(directory: string): (endpointName: string) => RoomPapers {
  return (name) => ({ sheet: readSheet(directory, name), samples: readSamples(directory, name) });
}

function readSheet(directory: string, name: string): RoomPapers['sheet'] {
  const [, head, text] =
    /^---\r?\n(.*?)\r?\n---\r?\n(.*)$/s.exec(readFileSync(join(directory, name, 'fiche.md'), 'utf8')) ?? [];
  if (head === undefined || text === undefined) {
    throw new RoomError(`La fiche de la pièce « ${name} » n'a pas d'en-tête entre deux lignes « --- ».`);
  }
  const values = parsed(() => parse(head), `La fiche de la pièce « ${name} »`);
  if (Value.Check(SheetHead, values)) return { ...values, text: text.trim() };
  throw refusal(SheetHead, values, `La fiche de la pièce « ${name} »`);
}

function readSamples(directory: string, name: string): RoomSample[] {
  const folder = join(directory, name, 'samples');
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort();
  return files.map((file) => {
    const what = `L'exemple ${file} de la pièce « ${name} »`;
    const sample = parsed(() => JSON.parse(readFileSync(join(folder, file), 'utf8')), what);
    if (Value.Check(SampleFile, sample)) return { ...sample, name: file.slice(0, -'.json'.length) };
    throw refusal(SampleFile, sample, what);
  });
}

function parsed(read: () => unknown, what: string): unknown {
  try {
    return read();
  } catch (error) {
    throw new RoomError(`${what} est illisible : ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function refusal(schema: Type.TSchema, value: unknown, what: string): RoomError {
  const faults = [...Value.Errors(schema, value)].map(
    ({ instancePath, message }) => `${instancePath || '/'} ${message}`,
  );
  return new RoomError(`${what} n'a pas la forme attendue : ${faults.join(' ; ')}.`);
}
