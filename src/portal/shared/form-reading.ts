import { parseParisLocal } from '../../core/dates/paris-local.ts';
import type { FieldErrors } from '../views/error-summary.tsx';
import { textOf, valuesOf } from './form-body.ts';

interface TextRule {
  readonly max: number;
  /** What is said when it is empty; absent, it may be. */
  readonly missing?: string;
}

/** Reads a form field by field; what is wrong is gathered in the order of the reading, which is that of the page. */
export class FormReading {
  readonly #body: unknown;
  readonly #errors: Record<string, string> = {};

  constructor(body: unknown) {
    this.#body = body;
  }

  get errors(): FieldErrors {
    return this.#errors;
  }

  get isRefused(): boolean {
    return Object.keys(this.#errors).length > 0;
  }

  refuse(field: string, sentence: string): void {
    this.#errors[field] ??= sentence;
  }

  text(field: string, { max, missing }: TextRule): string {
    const text = textOf(this.#body, field);
    if (text === '' && missing !== undefined) this.refuse(field, missing);
    if (text.length > max) this.refuse(field, `Restez sous ${max} caractères : il y en a ${text.length}.`);
    return text;
  }

  /** One of the values allowed; the first one when it is refused, since nothing will be done with it. */
  choice<Value extends string>(field: string, allowed: readonly [Value, ...Value[]], missing: string): Value {
    const text = textOf(this.#body, field);
    const chosen = allowed.find((value) => value === text);
    if (chosen === undefined) this.refuse(field, missing);
    return chosen ?? allowed[0];
  }

  /** Values ticked, those that exist alone. */
  several(field: string, known: readonly string[]): string[] {
    return valuesOf(this.#body, field).filter((value) => known.includes(value));
  }

  /** Date and time of a clock of Paris; null when nothing is given, or nothing that can be read. */
  instant(field: string, missing?: string): Date | null {
    const text = textOf(this.#body, field);
    const instant = parseParisLocal(text);
    if (text === '' && missing !== undefined) this.refuse(field, missing);
    if (text !== '' && instant === null)
      this.refuse(field, 'Donnez un jour et une heure, comme 2026-11-24T14:00 (le 24 novembre 2026 à 14 h).');
    return instant;
  }
}

/** The version of what was read when the form was opened; one that no version has, when it is not said. */
export function versionOf(body: unknown): number {
  const text = textOf(body, 'version');
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}
