import { textOf, valuesOf } from '../../shared/form-body.ts';

const LIGNE_MAX = 300;
const TEXTE_MAX = 10_000;

/** What a page of the form sends. A field that it does not have keeps what was there; a text too long is cut, and it is said. */
export class Envoi {
  readonly #body: unknown;
  readonly #faults: Record<string, string> = {};

  constructor(body: unknown) {
    this.#body = body;
  }

  /** By field, what could not be kept as it was typed. */
  get faults(): Readonly<Record<string, string>> {
    return this.#faults;
  }

  /** What the button pressed asks. */
  get suite(): string {
    return textOf(this.#body, 'suite');
  }

  get isAutomatic(): boolean {
    return textOf(this.#body, 'enregistrement') === 'automatique';
  }

  /** The version of the section over which it was typed. */
  get version(): string {
    return textOf(this.#body, 'version');
  }

  ligne(field: string, kept: string): string {
    return this.#bounded(field, kept, LIGNE_MAX).replaceAll('\n', ' ');
  }

  texte(field: string, kept: string, max = TEXTE_MAX): string {
    return this.#bounded(field, kept, max);
  }

  choix<Value extends string>(field: string, allowed: readonly Value[], kept: Value): Value {
    const chosen = textOf(this.#body, field);
    return allowed.find((value) => value === chosen) ?? kept;
  }

  plusieurs(field: string): readonly string[] {
    return valuesOf(this.#body, field);
  }

  #bounded(field: string, kept: string, max: number): string {
    if (!Object.hasOwn(Object(this.#body), field)) return kept;
    const text = textOf(this.#body, field);
    if (text.length > max)
      this.#faults[field] =
        `Seuls les ${max} premiers caractères sont enregistrés, sur ${text.length} : raccourcissez ce texte.`;
    return text.slice(0, max);
  }
}
