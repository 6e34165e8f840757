import { traceability } from '../../../papers/call-parameters.ts';
import { textOf, valuesOf } from '../form-body.ts';
import type { Callable, CallValues } from './callable.ts';

/** One value of a call, to be typed. */
export interface TextParameter {
  readonly name: string;
  readonly required: boolean;
  readonly description: string;
}

/** One value of a call that is there or is not. */
export interface TickedParameter {
  readonly name: string;
  readonly value: string;
  readonly description: string;
}

export interface CallFields {
  /** Parts of the path, then who the data is for. */
  readonly main: readonly TextParameter[];
  readonly more: readonly TextParameter[];
  readonly ticked: readonly TickedParameter[];
}

export const TICKED = 'appel-options';
export const JETON_CHOICE = 'jeton';
export const TYPED_JETON = 'jeton-saisi';

/** Not the names of the wire: the sheet has other fields, and other anchors, of these names. */
export const fieldOf = (parameter: string): string => `appel-${parameter}`;

export function callFields({ endpoint }: Callable): CallFields {
  const path = endpoint.subject.segments.map(({ parameter, description }) => ({
    name: parameter,
    required: true,
    description,
  }));
  const common = Object.values(traceability);
  const optional = [
    ...endpoint.options.map(({ names: [name], description, schema }) => ({ name, description, schema })),
    ...common.filter(({ required }) => !required),
  ];
  const ticked = optional.flatMap(({ name, description, schema: { enum: values } }) =>
    Array.isArray(values) ? [{ name, description, value: String(values[0]) }] : [],
  );
  return {
    main: [...path, ...common.filter(({ required }) => required)],
    more: optional
      .filter(({ name }) => !ticked.some((one) => one.name === name))
      .map(({ name, description }) => ({ name, description, required: false })),
    ticked,
  };
}

/** What was typed and ticked, whatever it is worth. */
export function readValues(callable: Callable, body: unknown): CallValues {
  const { main, more, ticked } = callFields(callable);
  const chosen = valuesOf(body, TICKED);
  const texts = [...main, ...more].map(({ name }) => [name, whole(textOf(body, fieldOf(name)))]);
  const ticks = ticked.filter(({ name }) => chosen.includes(name)).map(({ name, value }) => [name, value]);
  return Object.fromEntries([...texts, ...ticks]);
}

/** A text cut in the middle of a character could be written in no address. */
const whole = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD');
