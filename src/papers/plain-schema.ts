import { isJson, type Json } from '../core/json.ts';

/** The schema of an answer as plain JSON Schema: what the validation library adds for itself is left out. */
export function plainSchema(schema: unknown): Json {
  const plain: unknown = JSON.parse(JSON.stringify(schema), (key, value) => (key.startsWith('~') ? undefined : value));
  if (!isJson(plain)) throw new Error('an answer schema is an object');
  return plain;
}
