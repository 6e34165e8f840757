import type { GeneralCode } from './error-catalogue.ts';
import type { Fault } from './failure.ts';
import { generalFault } from './failure.ts';
import { parseSiren, type Siren } from './identifiers/siren.ts';

/** A query parameter of an endpoint's own, beside token and traceability. */
export interface Option<Value> {
  /** Its published name, then the spellings accepted for it. */
  readonly names: readonly [string, ...string[]];
  readonly description: string;
  /** JSON Schema fragment for OpenAPI. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** Reads the texts given under its names, in the order of `names`; none = absent. */
  read(given: readonly string[]): Value | Fault;
}

export type Options = Readonly<Record<string, Option<unknown>>>;
export type OptionValues<O extends Options> = {
  readonly [Key in keyof O]: O[Key] extends Option<infer Value> ? Value : never;
};

/** True only on the exact text `true`; any other value is as absent (DECISIONS « Identifiers »). */
export function flag(names: readonly [string, ...string[]], description: string): Option<boolean> {
  return { names, description, schema: { type: 'string', enum: ['true'] }, read: (given) => given.includes('true') };
}

/** An optional SIREN; an empty text is as absent. */
export function optionalSiren(name: string, code: GeneralCode, description: string): Option<Siren | null> {
  return {
    names: [name],
    description,
    schema: { type: 'string', pattern: '^\\d{9}$' },
    read: ([raw = '']) => (raw === '' ? null : (parseSiren(raw) ?? generalFault(code, name))),
  };
}

/** One value among a closed list; absent or empty = the first one. */
export function choice<const Value extends string>(
  name: string,
  values: readonly [Value, ...Value[]],
  code: GeneralCode,
  description: string,
): Option<Value> {
  return {
    names: [name],
    description,
    schema: { type: 'string', enum: [...values], default: values[0] },
    read: ([raw = '']) =>
      raw === '' ? values[0] : (values.find((value) => value === raw) ?? generalFault(code, name)),
  };
}

const isFault = (value: unknown): value is Fault => typeof value === 'object' && value !== null && 'sentence' in value;

/** Reads every option of a call; the values hold for the options that have no fault. */
export function readOptions<O extends Options>(
  options: Options,
  parameters: ReadonlyMap<string, string>,
): { values: OptionValues<O>; faults: Fault[] } {
  const values: Record<string, unknown> = {};
  const faults: Fault[] = [];
  for (const key in options) {
    const option = options[key];
    if (option === undefined) continue;
    const value = option.read(given(option.names, parameters));
    if (isFault(value)) faults.push(value);
    else values[key] = value;
  }
  return { values: keyedLike<O>(values), faults };
}

function given(names: readonly string[], parameters: ReadonlyMap<string, string>): string[] {
  return names.map((name) => parameters.get(name)).filter((raw) => raw !== undefined);
}

/** One value was put under each key of `options`, by the reader of that key. */
function keyedLike<O extends Options>(values: Record<string, unknown>): OptionValues<O> {
  return values as OptionValues<O>;
}
