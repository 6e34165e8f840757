import { type Static, Type } from 'typebox';
import { type Missing, missing } from '../../core/missing.ts';
import { bilanFields } from './fields.ts';

type FieldName = keyof typeof bilanFields;
type ByField<T> = { [Key in FieldName]: T };

const Sent = Type.Optional(Type.Union([Type.String(), Type.Null()]));

/** A balance sheet as the provider sends it: texts, amounts included. What it adds is not looked at. */
export const SentBilan = Type.Object(
  Object.fromEntries(Object.values(bilanFields).flatMap(({ keys }) => keys.map((key) => [key, Sent]))),
);

/** A balance sheet as it is published. */
export const Bilan = Type.Object(eachField(({ description }) => Type.String({ description })));

/** Gives each text its published name; one that is absent, or null, is missing. */
export function readBilan(sent: Static<typeof SentBilan>): ByField<string | Missing> {
  return eachField(({ keys }) => keys.map((key) => sent[key]).find((text) => typeof text === 'string') ?? missing);
}

/** The keys are those of `bilanFields`, each once, which is what `ByField` says. */
function eachField<T>(make: (field: (typeof bilanFields)[FieldName]) => T): ByField<T> {
  return Object.fromEntries(Object.entries(bilanFields).map(([name, field]) => [name, make(field)])) as ByField<T>;
}
