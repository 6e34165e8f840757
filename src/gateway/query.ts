import { isUtf8 } from 'node:buffer';

/** The parameters of a query; the last one wins when a name is repeated. */
export interface Query {
  readonly parameters: ReadonlyMap<string, string>;
  /** `token` was given several times with different values. */
  readonly tokensDiffer: boolean;
}

const NO_QUERY: Query = { parameters: new Map(), tokensDiffer: false };

/** Reads a query string. Never fails: what is not well encoded is taken for what it most likely is. */
export function parseQuery(raw: string): Query {
  if (raw === '') return NO_QUERY;
  const parameters = new Map<string, string>();
  let tokensDiffer = false;
  const read = isAscii(raw) ? decodeAscii : decodeBytes;
  let start = 0;
  let equals = raw.indexOf('=');
  while (start <= raw.length) {
    const ampersand = raw.indexOf('&', start);
    const end = ampersand === -1 ? raw.length : ampersand;
    if (equals !== -1 && equals < start) equals = raw.indexOf('=', start);
    const nameEnd = equals === -1 || equals > end ? end : equals;
    if (nameEnd > start) {
      const name = read(raw.slice(start, nameEnd));
      const value = nameEnd === end ? '' : read(raw.slice(nameEnd + 1, end));
      if (name === 'token' && (parameters.get('token') ?? value) !== value) tokensDiffer = true;
      parameters.set(name, value);
    }
    start = end + 1;
  }
  return { parameters, tokensDiffer };
}

/** Percent-decoding. Bytes that are not UTF-8 are read as Latin-1: software of administrations still sends it. */
export function decode(text: string): string {
  return isAscii(text) ? decodeAscii(text) : decodeBytes(text);
}

/** Counting bytes is much quicker than looking for a character: a token is a thousand of them. */
const isAscii = (text: string): boolean => Buffer.byteLength(text) === text.length;

const spaced = (text: string): string => (text.includes('+') ? text.replaceAll('+', ' ') : text);

function decodeAscii(text: string): string {
  if (!text.includes('%')) return spaced(text);
  try {
    return decodeURIComponent(spaced(text));
  } catch {
    // Not UTF-8, or a lone « % ».
    return decodeBytes(text);
  }
}

/** Byte by byte: what is not an escape is a byte of its own. */
function decodeBytes(text: string): string {
  const escaped = spaced(text);
  const bytes = Buffer.from(
    escaped.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
  return isUtf8(bytes) ? bytes.toString('utf8') : bytes.toString('latin1');
}
