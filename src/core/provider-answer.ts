import { isUtf8 } from 'node:buffer';
import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { type Failure, type ProviderIdentity, providerFailure } from './failure.ts';
import type { WireAnswer } from './provider.ts';

/** Reads an answer that must be JSON of a given shape; anything else is the provider's error (502). Built once, at start. */
export function jsonReader<Schema extends TSchema>(
  provider: ProviderIdentity,
  schema: Schema,
): (answer: WireAnswer) => Static<Schema> {
  const read = shapeReader(provider, schema);
  return (answer) => read(jsonOf(provider, answer));
}

/** Reads a value, wherever it came from, that must be of a given shape. Built once, at start. */
export function shapeReader<Schema extends TSchema>(
  provider: ProviderIdentity,
  schema: Schema,
): (value: unknown) => Static<Schema> {
  const compiled = Compile(schema);
  return (value) => {
    if (!compiled.Check(value)) throw providerFailure(provider, '000', { cause: 'answer of another shape' });
    return value;
  };
}

/** The JSON value of an answer, whatever its shape. */
export function jsonOf(provider: ProviderIdentity, answer: WireAnswer): unknown {
  const text = textOf(provider, answer);
  try {
    return JSON.parse(text);
  } catch {
    throw providerFailure(provider, '000', { cause: 'not JSON' });
  }
}

/** The text of an answer, UTF-8 unless it declares ISO-8859-1 or -15; a leading byte-order mark is dropped. */
export function textOf(provider: ProviderIdentity, { headers, body }: WireAnswer): string {
  const type = headers['content-type'];
  if (typeof type === 'string' && /charset=["']?iso-8859-15?/i.test(type)) return body.toString('latin1');
  if (!isUtf8(body)) throw providerFailure(provider, '000', { cause: 'not UTF-8' });
  const text = body.toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** What a provider's status means when its connector has nothing of its own to say about it. */
export function statusFailure(provider: ProviderIdentity, answer: Pick<WireAnswer, 'status' | 'headers'>): Failure {
  switch (answer.status) {
    case 404:
      return providerFailure(provider, '003');
    case 429:
      return providerFailure(provider, '008', retryAfter(answer));
    case 503:
      return providerFailure(provider, '001', retryAfter(answer));
    default:
      return providerFailure(provider, '000', { cause: `status ${answer.status}` });
  }
}

function retryAfter({ headers }: Pick<WireAnswer, 'headers'>): { retryAfterSeconds?: number } {
  const header = headers['retry-after'];
  if (typeof header !== 'string') return {};
  const seconds = /^\d{1,7}$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - Date.now()) / 1000);
  return seconds > 0 ? { retryAfterSeconds: seconds } : {};
}
