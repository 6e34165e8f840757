/** What a form has sent, as its parser leaves it: anything. */
type Body = unknown;

const FIELD_MAX = 60_000;

/** The text of a field: trimmed, on `\n` lines; empty when it is absent, or when it is not one text. */
export function textOf(body: Body, field: string): string {
  return rawTextOf(body, field).trim();
}

/** The same, untouched but for its line ends: for a password. */
export function rawTextOf(body: Body, field: string): string {
  const value = sent(body, field);
  return typeof value === 'string' ? readable(value) : '';
}

/** The values of a field that can be ticked several times, each once. */
export function valuesOf(body: Body, field: string): string[] {
  const value = sent(body, field);
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return [...new Set(values.filter((one) => typeof one === 'string').map(readable))];
}

/** Bounded, and without the one character that a database refuses. */
function readable(text: string): string {
  return text.slice(0, FIELD_MAX).replaceAll('\r\n', '\n').replaceAll('\0', '\uFFFD');
}

function sent(body: Body, field: string): unknown {
  return typeof body === 'object' && body !== null ? Reflect.get(body, field) : undefined;
}
