import { isJson, type Json } from '../../core/json.ts';
import { dateTimeOf, dayOf } from '../shared/dates.ts';

/** A value of an answer, as an agent reads it. */
export type Labelled =
  | { readonly kind: 'value'; readonly label: string; readonly hint: string | null; readonly text: string }
  /** A document of ours, at its address on this site. */
  | { readonly kind: 'document'; readonly label: string; readonly url: string }
  | { readonly kind: 'group'; readonly label: string; readonly fields: readonly Labelled[] }
  | { readonly kind: 'list'; readonly label: string; readonly items: readonly (readonly Labelled[])[] };

export interface Readable {
  readonly fields: readonly Labelled[];
  /** The answer is longer than what is shown. */
  readonly isCut: boolean;
}

interface Reading {
  /** Our own documents, which are told by their place. */
  readonly documents: readonly string[];
  /** JSON pointers to what could not be had. */
  readonly missing: readonly string[];
}

/** More than anyone reads on a page. */
const FIELDS_MAX = 600;
const TEXT_MAX = 2000;
/** What software needs, and readers do not. */
const HIDDEN = ['gateway_error', '_indisponible'];
/** A value given twice, for software to count with. */
const TWIN = /^(La même|Le même)\b/;

/** An answer in words: each value under what the schema of its room says of it. */
export function labelled(schema: unknown, value: unknown, { documents, missing }: Reading): Readable {
  let left = FIELDS_MAX;
  const whole = Array.isArray(value) ? listOf(schema, value, '', '') : null;
  const fields = whole === null ? fieldsOf(schema, value, '') : [whole];
  return { fields, isCut: left <= 0 };

  function fieldsOf(of: unknown, holder: unknown, pointer: string): Labelled[] {
    if (!isJson(holder)) return [];
    const known = propertiesOf(of);
    return Object.entries(holder).flatMap(([name, held]): Labelled[] => {
      const described = known[name];
      if (HIDDEN.includes(name) || TWIN.test(descriptionOf(described))) return [];
      if (left <= 0) return [];
      left--;
      return [fieldOf(described, { name, held, pointer: `${pointer}/${escaped(name)}` })];
    });
  }

  function fieldOf(of: unknown, { name, held, pointer }: { name: string; held: unknown; pointer: string }): Labelled {
    const { label, hint } = wordsOf(name, descriptionOf(of));
    if (Array.isArray(held)) return listOf(of, held, label, pointer);
    if (isJson(held)) return { kind: 'group', label, fields: fieldsOf(of, held, pointer) };
    if (typeof held === 'string' && documents.includes(held)) return { kind: 'document', label, url: held };
    return { kind: 'value', label, hint, text: textOf(held, descriptionOf(of), missing.includes(pointer)) };
  }

  function listOf(of: unknown, held: readonly unknown[], label: string, pointer: string): Labelled {
    const items = itemsOf(of);
    if (!held.some((one) => isJson(one) || Array.isArray(one))) return scalars(held, items, label);
    const shown = held.map((item, rank) => (left <= 0 ? [] : fieldsOf(items, item, `${pointer}/${rank}`)));
    return { kind: 'list', label, items: shown.filter((fields) => fields.length > 0) };
  }

  function scalars(held: readonly unknown[], items: unknown, label: string): Labelled {
    const texts = held.slice(0, FIELDS_MAX).map((one) => textOf(one, descriptionOf(items), false));
    return { kind: 'value', label, hint: null, text: texts.length === 0 ? 'Aucun' : texts.join(', ') };
  }
}

/** What a description says first: what it adds is for software. One that only lists values is told under the name. */
function wordsOf(name: string, description: string): { label: string; hint: string | null } {
  const [first = ''] = description.split(/ ; |\. | \(|, (?:en secondes|AAAA|au format|calculé|vide )/);
  const label = first.replace(/\.$/, '').trim();
  if (label !== '' && !/ : |^Toujours /.test(label)) return { label, hint: null };
  const named = name.replaceAll('_', ' ');
  return { label: `${named.charAt(0).toUpperCase()}${named.slice(1)}`, hint: description === '' ? null : description };
}

function textOf(value: unknown, description: string, isMissing: boolean): string {
  if (isMissing) return 'Indisponible pour le moment';
  if (value === null || value === undefined || value === '') return 'Non renseigné';
  if (typeof value === 'boolean') return value ? 'Oui' : 'Non';
  const seconds = /secondes (Unix|depuis)/.test(description) ? Number(value) : Number.NaN;
  if (Number.isFinite(seconds)) {
    const instant = new Date(seconds * 1000);
    if (!Number.isNaN(instant.getTime())) return /minuit/.test(description) ? dayOf(instant) : dateTimeOf(instant);
  }
  if (typeof value === 'number') return value >= 10_000 ? digits.format(value) : String(value).replace('.', ',');
  return String(value).slice(0, TEXT_MAX);
}

const digits = new Intl.NumberFormat('fr-FR');

/** The schemas that a value may follow: itself, or each side of a union. */
function sidesOf(schema: unknown): Json[] {
  if (!isJson(schema)) return [];
  const { anyOf } = schema;
  return Array.isArray(anyOf) ? anyOf.flatMap(sidesOf) : [schema];
}

function propertiesOf(schema: unknown): Json {
  const known = sidesOf(schema).find(({ properties }) => isJson(properties))?.['properties'];
  return isJson(known) ? known : {};
}

function itemsOf(schema: unknown): unknown {
  return sidesOf(schema).find(({ items }) => isJson(items))?.['items'];
}

function descriptionOf(schema: unknown): string {
  const description = isJson(schema) ? schema['description'] : undefined;
  return typeof description === 'string' ? description : '';
}

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
