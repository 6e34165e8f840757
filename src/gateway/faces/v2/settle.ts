import type { TSchema } from 'typebox';
import { Incomplete, missing } from '../../../core/missing.ts';

/** What a missing text becomes on the wire (seed's words). */
export const UNAVAILABLE = 'Donnée indisponible';

export interface Settled {
  readonly answer: unknown;
  /** JSON pointers of what could not be had; empty = the answer is whole. */
  readonly unavailable: readonly string[];
}

/** Fills what is missing in an answer as its schema says: a text says so, anything else is null (DECISIONS « 206 »). */
export function settle(schema: TSchema, draft: unknown): Settled {
  if (!(draft instanceof Incomplete) && !holdsMissing(draft)) return { answer: draft, unavailable: [] };
  const pointers: string[] = [];
  const whole = draft instanceof Incomplete ? draft.draft : draft;
  const answer = fill(schema, whole, '', pointers);
  if (draft instanceof Incomplete) pointers.push(...draft.pointers);
  return { answer, unavailable: pointers };
}

/** Nearly every answer is whole: looking costs less than copying. */
function holdsMissing(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (value === missing) return true;
  for (const key in value) {
    const field: unknown = Reflect.get(value, key);
    if (typeof field === 'object' && field !== null && holdsMissing(field)) return true;
  }
  return false;
}

function fill(schema: unknown, value: unknown, pointer: string, pointers: string[]): unknown {
  if (value === missing) {
    pointers.push(pointer);
    return isText(schema) ? UNAVAILABLE : null;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = member(schema, 'items');
    return value.map((item, index) => fill(items, item, `${pointer}/${index}`, pointers));
  }
  const properties = member(schema, 'properties');
  const filled: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value)) {
    filled[key] =
      typeof field === 'object' || field === missing
        ? fill(child(properties, key), field, `${pointer}/${escapePointer(key)}`, pointers)
        : field;
  }
  return filled;
}

const escapePointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

function child(schema: unknown, key: string): unknown {
  return typeof schema === 'object' && schema !== null ? Reflect.get(schema, key) : undefined;
}

/** The member of a schema, looked for behind « or null » too. */
function member(schema: unknown, key: 'items' | 'properties'): unknown {
  const direct = child(schema, key);
  if (direct !== undefined) return direct;
  const alternatives = child(schema, 'anyOf');
  if (!Array.isArray(alternatives)) return undefined;
  return alternatives.map((alternative) => child(alternative, key)).find((found) => found !== undefined);
}

function isText(schema: unknown): boolean {
  if (child(schema, 'type') === 'string') return true;
  const alternatives = child(schema, 'anyOf');
  return Array.isArray(alternatives) && alternatives.some((alternative) => child(alternative, 'type') === 'string');
}
