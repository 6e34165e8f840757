import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { parse } from 'yaml';

/** A text written beside the code: its head in YAML, checked, and its body in Markdown. */
export interface Text<Head> {
  /** File name without extension. */
  readonly name: string;
  readonly head: Head;
  readonly body: string;
}

/** Reads the texts of a folder, in the order of their names; refuses, by its name, one that does not have the form of its likes. */
export function readTexts<S extends TSchema>(folder: string, head: S): Text<Static<S>>[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.md'));
  return files.sort().map((file) => {
    const path = join(folder, file);
    const [, yaml, body] = /^---\n(.*?)\n---\n(.*)$/s.exec(readFileSync(path, 'utf8')) ?? [];
    if (yaml === undefined || body === undefined)
      throw new Error(`${path} n’a pas d’en-tête entre deux lignes « --- ».`);
    return { name: file.slice(0, -'.md'.length), head: checked(head, yaml, path), body: withFrenchSpaces(body.trim()) };
  });
}

/** A text that has no head. */
export function readText(path: string): string {
  return withFrenchSpaces(readFileSync(path, 'utf8').trim());
}

/** Reads what is data alone. */
export function readData<S extends TSchema>(path: string, schema: S): Static<S> {
  return checked(schema, readFileSync(path, 'utf8'), path);
}

/** Dates and times stay the text they are written as: the core schema of YAML has no type for them. */
function checked<S extends TSchema>(schema: S, yaml: string, path: string): Static<S> {
  const value: unknown = parse(yaml);
  if (Value.Check(schema, value)) return value;
  const [fault] = Value.Errors(schema, value);
  throw new Error(`${path} : ${fault?.instancePath} ${fault?.message}`);
}

/** No line begins with a double sign, nor ends with an opening quote. */
export function withFrenchSpaces(text: string): string {
  return text.replace(/ ([:;?!»])/g, '\u00a0$1').replace(/« /g, '«\u00a0');
}

/** Puts what is known at start in the `{{places}}` of a text; refuses one that nothing fills. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`Rien ne remplit « ${name} » dans un texte du site.`);
    return value;
  });
}
