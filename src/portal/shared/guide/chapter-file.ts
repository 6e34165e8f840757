import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { parse } from 'yaml';

const text = Type.String({ minLength: 1 });

const ChapterHead = Type.Object(
  {
    titre: text,
    /** Slug of the page it is on. */
    etape: text,
    ordre: Type.Integer({ minimum: 1 }),
    /** What the reader will know after it, in one sentence. */
    resume: text,
    /** Other words under which readers look for it. */
    mots_cles: Type.Optional(text),
  },
  { additionalProperties: false },
);

export interface ChapterFile extends Type.Static<typeof ChapterHead> {
  /** File name without extension: the anchor of the chapter. */
  readonly name: string;
  readonly markdown: string;
}

/** Reads the chapters of a folder; throws, naming the file, when one has no proper head. */
export function readChapterFiles(directory: string): ChapterFile[] {
  return readdirSync(directory)
    .filter((file) => file.endsWith('.md'))
    .map((file) => chapterOf(file.slice(0, -'.md'.length), readFileSync(join(directory, file), 'utf8')));
}

function chapterOf(name: string, whole: string): ChapterFile {
  const [, head = '', markdown] = /^---\n(.*?)\n---\n(.*)$/s.exec(whole) ?? [];
  if (markdown === undefined) throw new Error(`Le chapitre « ${name} » n’a pas d’en-tête entre deux lignes « --- ».`);
  const values = readHead(name, head);
  if (Value.Check(ChapterHead, values)) return { ...values, name, markdown };
  const faults = [...Value.Errors(ChapterHead, values)].map(
    ({ instancePath, message }) => `${instancePath || '/'} ${message}`,
  );
  throw new Error(`L’en-tête du chapitre « ${name} » n’a pas la forme attendue : ${faults.join(' ; ')}.`);
}

function readHead(name: string, head: string): unknown {
  try {
    return parse(head);
  } catch (cause) {
    throw new Error(`L’en-tête du chapitre « ${name} » est illisible : ${String(cause)}.`, { cause });
  }
}
