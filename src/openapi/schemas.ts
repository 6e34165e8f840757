import { isJson, type Json } from '../core/json.ts';
import { UNAVAILABLE } from '../gateway/faces/v2/settle.ts';
import { withField } from '../papers/whole-answer.ts';

/** 206: the same answer, in which any field may be missing; `_indisponible` says which, in each item if it is a list. */
export function partialAnswer(answer: Json, gatewayError: boolean): Json {
  const open = withMissing(answer);
  if (isJson(open['items'])) return { ...open, items: withOptionalField(open['items'], '_indisponible', unavailable) };
  const partial = withField(open, '_indisponible', unavailable);
  if (!gatewayError) return partial;
  return withField(partial, 'gateway_error', {
    const: true,
    description: 'Vrai : un fournisseur a répondu par une erreur.',
  });
}

const unavailable: Json = {
  type: 'array',
  minItems: 1,
  items: { type: 'string' },
  description: 'Pointeurs JSON (RFC 6901), depuis l’objet qui les porte, vers ce qui n’a pas pu être obtenu.',
};

function withOptionalField(schema: Json, name: string, field: Json): Json {
  const { properties } = schema;
  return { ...schema, properties: { ...(isJson(properties) ? properties : {}), [name]: field } };
}

/** Follows the schema as the corridor's `settle` does: fields of objects may be missing, items of lists are never. */
function withMissing(schema: Json): Json {
  const open: Json = { ...schema };
  if (isJson(schema['properties'])) {
    open['properties'] = Object.fromEntries(
      Object.entries(schema['properties']).map(([name, field]) => [name, isJson(field) ? maybeMissing(field) : field]),
    );
  }
  if (isJson(schema['items'])) open['items'] = withMissing(schema['items']);
  for (const combined of ['anyOf', 'allOf', 'oneOf']) {
    const parts = schema[combined];
    if (Array.isArray(parts)) open[combined] = parts.map((part: unknown) => (isJson(part) ? withMissing(part) : part));
  }
  return open;
}

function maybeMissing(field: Json): Json {
  const { description, ...schema } = withMissing(field);
  const missing = isText(field) ? { const: UNAVAILABLE } : { type: 'null' };
  const alternatives = 'anyOf' in schema && Array.isArray(schema['anyOf']) ? schema['anyOf'] : [schema];
  const known = alternatives.some((alternative: unknown) => accepts(alternative, missing));
  const anyOf = known ? alternatives : [...alternatives, missing];
  return { ...(description === undefined ? {} : { description }), ...(anyOf.length === 1 ? anyOf[0] : { anyOf }) };
}

/** A text free of constraint already takes our words; a field that may be null already takes null. */
function accepts(schema: unknown, missing: Json): boolean {
  if (!isJson(schema)) return false;
  if (missing['type'] === 'null') return schema['type'] === 'null';
  const constraints = ['pattern', 'enum', 'const', 'format', 'maxLength', 'minLength'];
  return schema['type'] === 'string' && !constraints.some((constraint) => constraint in schema);
}

function isText(schema: Json): boolean {
  if (schema['type'] === 'string') return true;
  const { anyOf } = schema;
  return Array.isArray(anyOf) && anyOf.some((part: unknown) => isJson(part) && part['type'] === 'string');
}
