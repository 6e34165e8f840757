import { isJson, type Json } from '../core/json.ts';

/** One field of an answer, as its readers are told of it. */
export interface AnswerField {
  readonly name: string;
  /** Names from the answer down to this field; those that lists hold follow their list's. */
  readonly path: readonly string[];
  /** « texte », « liste d’objets »… */
  readonly type: string;
  /** « secondes Unix », « euros »…, when its description says one. */
  readonly unit: string | null;
  /** Null on a complete answer, or a key that may not be there. */
  readonly mayLack: 'null' | 'absent' | null;
  readonly description: string;
  /** What the sample answer holds there, when it does. */
  readonly example: string | number | boolean | undefined;
}

/** The fields of an answer in the order of its schema, each followed by those it holds; examples are taken from a sample. */
export function answerFields(schema: unknown, sample: unknown): AnswerField[] {
  const paths = new Set<string>();
  return fieldsUnder(schema, sample, []).filter(({ path }) => {
    const seen = paths.has(path.join());
    paths.add(path.join());
    return !seen;
  });
}

function fieldsUnder(schema: unknown, sample: unknown, above: readonly string[]): AnswerField[] {
  return alternativesOf(schema).flatMap((part) => {
    if (isJson(part['items'])) return fieldsUnder(part['items'], Array.isArray(sample) ? sample : [sample], above);
    const properties = isJson(part['properties']) ? part['properties'] : {};
    const required = Array.isArray(part['required']) ? part['required'] : [];
    return Object.entries(properties).flatMap(([name, field]) => {
      if (!isJson(field)) return [];
      const held = heldAt(sample, name);
      const path = [...above, name];
      return [fieldOf(field, { path, held, required: required.includes(name) }), ...fieldsUnder(field, held, path)];
    });
  });
}

interface Place {
  readonly path: readonly string[];
  readonly held: unknown;
  readonly required: boolean;
}

function fieldOf(schema: Json, { path, held, required }: Place): AnswerField {
  const description = typeof schema['description'] === 'string' ? schema['description'] : '';
  const kinds = alternativesOf(schema);
  const isNullable = kinds.length > 1 && kinds.some(isNull);
  return {
    name: path.at(-1) ?? '',
    path,
    type: [...new Set(kinds.filter((kind) => kinds.length === 1 || !isNull(kind)).map(typeName))].join(' ou '),
    unit: unitOf(description),
    mayLack: !required ? 'absent' : isNullable ? 'null' : null,
    description,
    example: firstScalar(held),
  };
}

const isNull = (schema: Json): boolean => schema['type'] === 'null';

/** The schemas that a value may follow: itself, or each side of a union. */
function alternativesOf(schema: unknown): Json[] {
  if (!isJson(schema)) return [];
  const { anyOf } = schema;
  return Array.isArray(anyOf) ? anyOf.flatMap(alternativesOf) : [schema];
}

const names: Readonly<Record<string, readonly [one: string, several: string]>> = {
  string: ['texte', 'de textes'],
  integer: ['entier', 'd’entiers'],
  number: ['nombre', 'de nombres'],
  boolean: ['vrai ou faux', 'de vrai ou faux'],
  object: ['objet', 'd’objets'],
  array: ['liste', 'de listes'],
  null: ['toujours null', 'de null'],
};

function typeName(schema: Json): string {
  const items = alternativesOf(schema['items'])[0];
  if (items !== undefined) return `liste ${names[String(items['type'])]?.[1] ?? ''}`.trim();
  return names[String(schema['type'] ?? typeof schema['const'])]?.[0] ?? 'valeur';
}

/** How descriptions say the unit of a value. */
const units: readonly (readonly [RegExp, string])[] = [
  [/secondes (Unix|depuis)/, 'secondes Unix'],
  [/dans l'unité donnée par monnaie/, 'unité donnée par monnaie'],
  [/en euros/, 'euros'],
  [/en salariés/, 'salariés'],
  [/, en mois/, 'mois'],
  [/AAAA-MM-JJT/, 'AAAA-MM-JJTHH:MM:SS'],
  [/AAAA-MM-JJ/, 'AAAA-MM-JJ'],
  [/AAAAMMJJ/, 'AAAAMMJJ'],
  [/AAAAMM/, 'AAAAMM'],
  [/ISO 8601/, 'ISO 8601'],
];

function unitOf(description: string): string | null {
  return units.find(([pattern]) => pattern.test(description))?.[1] ?? null;
}

/** Of a list, whatever one of its items holds. */
function heldAt(sample: unknown, name: string): unknown {
  if (Array.isArray(sample)) {
    const held = sample.map((item) => heldAt(item, name)).filter((value) => value !== undefined);
    return held.find((value) => value !== null && value !== '') ?? held[0];
  }
  return isJson(sample) ? sample[name] : undefined;
}

function firstScalar(held: unknown): AnswerField['example'] {
  if (Array.isArray(held)) return firstScalar(held[0]);
  return typeof held === 'string' || typeof held === 'number' || typeof held === 'boolean' ? held : undefined;
}
