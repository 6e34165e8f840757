import { isJson } from '../../core/json.ts';
import type { DoorAnswer } from '../../platform/own-door.ts';

const SHOWN_MAX_CHARACTERS = 100_000;
const LINKS_MAX = 20;

/** The body of an answer, as it can be read. */
export interface ReadableBody {
  readonly text: string;
  /** Only its beginning is shown. */
  readonly isCut: boolean;
  /** Addresses of the documents that it gives. */
  readonly documents: readonly string[];
  /** Pointers to what could not be had. */
  readonly missing: readonly string[];
  /** What an error says. */
  readonly sentences: readonly string[];
}

export function readableBody({ text, isCut }: DoorAnswer, publicUrl: string): ReadableBody {
  const value = isCut ? undefined : parsed(text);
  const whole = value === undefined ? text : JSON.stringify(value, null, 2);
  const { _indisponible: missing, errors } = isJson(value) ? value : {};
  return {
    text: whole.slice(0, SHOWN_MAX_CHARACTERS),
    isCut: isCut || whole.length > SHOWN_MAX_CHARACTERS,
    documents: [...new Set(textsIn(value))]
      .filter((one) => one.startsWith(`${publicUrl}/documents/`))
      .slice(0, LINKS_MAX),
    missing: Array.isArray(missing) ? missing.map(String) : [],
    sentences: Array.isArray(errors) ? errors.flatMap(sentencesOf) : [],
  };
}

/** Undefined when it is not JSON: it is then shown as it came. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isJson(value) ? Object.values(value).flatMap(textsIn) : [];
}

/** An error is a sentence, or the details of one. */
function sentencesOf(error: unknown): string[] {
  if (typeof error === 'string') return [error];
  return isJson(error) && typeof error['detail'] === 'string' ? [error['detail']] : [];
}
