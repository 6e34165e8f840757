import { type TNull, type TOptional, type TString, type TUnion, Type } from 'typebox';
import { type Missing, missing } from '../../core/missing.ts';

/** Texts that the DGFIP gives side by side: what each is, by its name. */
type Texts = Readonly<Record<string, string>>;

/** As they are given: each may lack. */
export function givenTexts<T extends Texts>(
  texts: T,
): { readonly [Key in keyof T]: TOptional<TUnion<[TString, TNull]>> } {
  return forEach(texts, () => Type.Optional(Type.Union([Type.String(), Type.Null()])));
}

/** As they are published: all of them. */
export function publishedTexts<T extends Texts>(texts: T): { readonly [Key in keyof T]: TString } {
  return forEach(texts, (key) => Type.String({ description: texts[key] ?? '' }));
}

/** Their values, those that lack being missing. */
export function promisedTexts<T extends Texts>(
  texts: T,
  given: { readonly [Key in keyof T]?: string | null },
): { [Key in keyof T]: string | Missing } {
  return forEach(texts, (key) => given[key] ?? missing);
}

/** Reads what the DGFIP gives as a list, or alone when there is one only; the form it chose stays. */
export function eachOf<One extends object, Read>(given: One | readonly One[], read: (one: One) => Read): Read | Read[] {
  return isList(given) ? given.map(read) : read(given);
}

/** True when nothing was given: absent, null, or an empty list. */
export function isNone(given: unknown): given is null | undefined | readonly [] {
  return given === undefined || given === null || (Array.isArray(given) && given.length === 0);
}

function isList<One extends object>(given: One | readonly One[]): given is readonly One[] {
  return Array.isArray(given);
}

/** One value is made under each key of `texts`, which is what the type says. */
function forEach<T extends Texts, Value>(texts: T, make: (key: string) => Value): { [Key in keyof T]: Value } {
  return Object.fromEntries(Object.keys(texts).map((key) => [key, make(key)])) as { [Key in keyof T]: Value };
}
