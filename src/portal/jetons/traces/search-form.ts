import { parisMidnight } from '../../../core/dates/paris-midnight.ts';
import type { Recherche } from '../../../jetons/traces/recherche.ts';
import type { Repere } from '../../../records/traces-de-jetons.ts';
import { FormReading } from '../../shared/form-reading.ts';
import type { FieldErrors } from '../../views/error-summary.tsx';

/** The fields of the search, as they were typed. */
export const searchFields = [
  'du',
  'au',
  'service',
  'identifiant',
  'recipient',
  'object',
  'code',
  'request_id',
] as const;
export type SearchField = (typeof searchFields)[number];
export type SearchValues = Readonly<Record<SearchField, string>>;

export interface SearchAsked {
  readonly values: SearchValues;
  readonly errors: FieldErrors;
  readonly recherche: Recherche;
  /** The one call that is looked for; null when any is. */
  readonly requestId: string | null;
  /** Where the page begins; null for the first. */
  readonly after: Repere | null;
}

const MAX = 200;
const DAY_MS = 86_400_000;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const CODE = /^(\d{3}|\d{5})$/;

/** What an address asks for. */
export function searchAsked(query: unknown): SearchAsked {
  const form = new FormReading(query);
  const text = (field: SearchField) => form.text(field, { max: MAX });
  const values: SearchValues = {
    ...{ du: text('du'), au: text('au'), service: text('service'), identifiant: text('identifiant') },
    ...{ recipient: text('recipient'), object: text('object'), code: text('code'), request_id: text('request_id') },
  };
  const [from, until] = [dayOf(form, values, 'du'), dayOf(form, values, 'au')];
  if (from !== null && until !== null && until < from) form.refuse('au', 'La fin de la période vient avant son début.');
  if (values.code !== '' && !CODE.test(values.code))
    form.refuse('code', 'Donnez un code HTTP de trois chiffres (502) ou un code d’erreur de cinq (17502).');
  if (values.request_id !== '' && !UUID.test(values.request_id))
    form.refuse('request_id', 'Recopiez l’en-tête X-Request-Id entier : 36 caractères, comme 0b2c….');
  const orNull = (value: string) => (value === '' ? null : value);
  return {
    values,
    errors: form.errors,
    recherche: {
      from,
      before: until === null ? null : nextDay(values.au),
      endpoint: orNull(values.service),
      // People paste numbers with their spaces.
      identifiant: orNull(values.identifiant.replace(/\s/g, '')),
      recipient: orNull(values.recipient.replace(/\s/g, '')),
      object: orNull(values.object),
      code: orNull(values.code),
    },
    requestId: orNull(values.request_id.toLowerCase()),
    after: repereOf(form.text('apres', { max: MAX })),
  };
}

function dayOf(form: FormReading, values: SearchValues, field: 'du' | 'au'): Date | null {
  if (values[field] === '') return null;
  const seconds = parisMidnight(values[field]);
  if (seconds === null) form.refuse(field, 'Donnez un jour qui existe, comme 2026-11-24.');
  return seconds === null ? null : new Date(seconds * 1000);
}

function nextDay(day: string): Date | null {
  const seconds = parisMidnight(new Date(Date.parse(`${day}T12:00:00Z`) + DAY_MS).toISOString());
  return seconds === null ? null : new Date(seconds * 1000);
}

const REPERE = /^(\d{1,15})\.([\da-f-]{36})$/;

function repereOf(text: string): Repere | null {
  const [, milliseconds = '', request_id = ''] = REPERE.exec(text) ?? [];
  return UUID.test(request_id) ? { recu_le: new Date(Number(milliseconds)), request_id } : null;
}

/** The same search elsewhere: its next page, or its file. */
export function searchAddress(path: string, values: SearchValues, after: Repere | null = null): string {
  const parameters = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ''));
  if (after !== null) parameters.set('apres', `${after.recu_le.getTime()}.${after.request_id}`);
  return parameters.size === 0 ? path : `${path}?${parameters}`;
}
