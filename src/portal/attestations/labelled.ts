import { isJson, type Json } from '../../core/json.ts';
import { dateTimeOf, dayOf } from '../shared/dates.ts';

/** A value of an answer, as an agent reads it. */
export type Labelled =
  | { readonly kind: 'value'; readonly label: string; readonly text: string }
  /** A document of ours, at its address on this site. */
  | { readonly kind: 'document'; readonly url: string }
  | { readonly kind: 'group'; readonly label: string; readonly fields: readonly Labelled[] }
  | { readonly kind: 'list'; readonly label: string; readonly items: readonly (readonly Labelled[])[] };

export interface Readable {
  readonly fields: readonly Labelled[];
  /** How many fields there are in all, one in another included. */
  readonly count: number;
  /** The answer is longer than what is shown. */
  readonly isCut: boolean;
}

export interface Reading {
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
/** A value given twice, for software to count with, or that never says anything. */
const MUTE = /^(La même|Le même)\b|\btoujours (vrai|faux|null|nulle?|vide)\b/i;
/** A description that lists codes, « A : active ; C : cessée », or names, « PME, ETI ou GE ». */
const CODES = /^\S{1,3} : |^[A-Z]{2,4}\b.* ou [A-Z]{2,4}\.?$/;

/** An answer in words: each value under what the schema of its room says of it. */
export function labelled(schema: unknown, value: unknown, { documents, missing }: Reading): Readable {
  let left = FIELDS_MAX;
  const whole = Array.isArray(value) ? listOf(schema, value, '', '') : null;
  const fields = whole === null ? fieldsOf(schema, value, '') : [whole];
  return { fields, count: FIELDS_MAX - left, isCut: left <= 0 };

  function fieldsOf(of: unknown, holder: unknown, pointer: string): Labelled[] {
    if (!isJson(holder)) return [];
    const known = propertiesOf(of);
    return Object.entries(holder).flatMap(([name, held]): Labelled[] => {
      const described = known[name];
      if (HIDDEN.includes(name) || MUTE.test(descriptionOf(described))) return [];
      if (left <= 0) return [];
      left--;
      return [fieldOf(described, { name, held, pointer: `${pointer}/${escaped(name)}` })];
    });
  }

  function fieldOf(of: unknown, { name, held, pointer }: { name: string; held: unknown; pointer: string }): Labelled {
    const label = labelOf(name, descriptionOf(of));
    if (Array.isArray(held)) return listOf(of, held, label, pointer);
    if (isJson(held)) return { kind: 'group', label, fields: fieldsOf(of, held, pointer) };
    if (typeof held === 'string' && documents.includes(held)) return { kind: 'document', url: held };
    return { kind: 'value', label, text: textOf(held, descriptionOf(of), missing.includes(pointer)) };
  }

  function listOf(of: unknown, held: readonly unknown[], label: string, pointer: string): Labelled {
    const items = itemsOf(of);
    if (!held.some((one) => isJson(one) || Array.isArray(one))) return scalars(held, items, label);
    const shown = held.map((item, rank) => (left <= 0 ? [] : fieldsOf(items, item, `${pointer}/${rank}`)));
    return { kind: 'list', label, items: shown.filter((fields) => fields.length > 0) };
  }

  function scalars(held: readonly unknown[], items: unknown, label: string): Labelled {
    const texts = held.slice(0, FIELDS_MAX).map((one) => textOf(one, descriptionOf(items), false));
    return { kind: 'value', label, text: texts.length === 0 ? 'Aucun' : texts.join(', ') };
  }
}

/** What a description says first: what it adds is for software. One that only lists values gives way to the name. */
function labelOf(name: string, description: string): string {
  const [first = ''] = description.split(
    / ; | : |\. | \(|, (?:en secondes|AAAA|au format|date et heure|calculé|vide )/,
  );
  const label = first.replace(/\.$/, '').trim();
  if (label !== '' && !CODES.test(description)) return label;
  const named = name === 'value' ? 'valeur' : name.replaceAll('_', ' ');
  return `${named.charAt(0).toUpperCase()}${named.slice(1)}`;
}

function textOf(value: unknown, description: string, isMissing: boolean): string {
  if (isMissing) return 'Indisponible pour le moment';
  if (value === null || value === undefined || value === '') return 'Non renseigné';
  if (value === true || value === 'true') return 'Oui';
  if (value === false || value === 'false') return 'Non';
  const instant = instantOf(value, description);
  if (instant !== null) return instant;
  if (typeof value === 'number') return value >= 10_000 ? digits.format(value) : String(value).replace('.', ',');
  const text = String(value).slice(0, TEXT_MAX);
  return CODES.test(description) ? decoded(text, description) : text;
}

/** Seconds that a description says to be so, or an ISO date: a day where there is no hour in it. */
function instantOf(value: unknown, description: string): string | null {
  if (/secondes (Unix|depuis)/.test(description) && Number.isFinite(Number(value))) {
    const instant = new Date(Number(value) * 1000);
    if (Number.isNaN(instant.getTime())) return null;
    return /minuit/.test(description) ? dayOf(instant) : dateTimeOf(instant);
  }
  const [, day, hour] = (typeof value === 'string' && ISO.exec(value)) || [];
  if (day === undefined || Number.isNaN(Date.parse(String(value)))) return null;
  return hour === undefined || /^T00:00:00/.test(hour)
    ? dayOf(new Date(`${day}T12:00:00Z`))
    : dateTimeOf(new Date(String(value)));
}

const ISO = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}\S*)?$/;

/** What a code means, when its description says so. */
function decoded(code: string, description: string): string {
  const pairs = description
    .replace(/\.$/, '')
    .split(' ; ')
    .map((pair) => pair.split(' : '));
  const meaning = pairs.find(([known]) => known === code)?.[1];
  return meaning === undefined ? code : `${meaning} (${code})`;
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
