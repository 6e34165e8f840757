const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPENING = [0x7b, 0x5b];
const CLOSING = [0x7d, 0x5d];
const BLANKS = [0x20, 0x09, 0x0a, 0x0d];
const UNICODE = 0x75;
const UNICODE_LENGTH = 6;

interface Receivers {
  /** The document around the text, byte for byte, the text itself left out. */
  around(bytes: Buffer): void;
  /** The text, its escapes undone. */
  inside(bytes: Buffer): void;
}

/**
 * Takes one long ASCII text out of a JSON object as the object comes: the first string under a key of its first level.
 * What is around is not judged here: left whole but for that text, it is for a JSON parser to read.
 */
export class JsonExcerpt {
  readonly #key: string;
  readonly #to: Receivers;
  #state: 'between' | 'string' | 'text' = 'between';
  #depth = 0;
  /** The last string of the first level, as far as it may be the key. */
  #lastString = '';
  #isKeyRead = false;
  #isEscaped = false;
  #isDone = false;
  /** An escape of the text, cut by the end of a piece. */
  #escape = '';

  constructor(key: string, to: Receivers) {
    this.#key = key;
    this.#to = to;
  }

  write(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) at = this.#state === 'text' ? this.#readText(chunk, at) : this.#readAround(chunk, at);
  }

  /** Reads up to the text, its opening quote included; returns where it stopped. */
  #readAround(chunk: Buffer, start: number): number {
    let at = start;
    while (at < chunk.length && this.#state !== 'text') {
      const byte = chunk[at++] ?? 0;
      if (this.#state === 'string') this.#stepInString(byte);
      else this.#stepBetween(byte);
    }
    this.#to.around(chunk.subarray(start, at));
    return at;
  }

  #stepInString(byte: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === BACKSLASH) this.#isEscaped = true;
    else if (byte === QUOTE) {
      this.#state = 'between';
      return;
    }
    if (this.#lastString.length <= this.#key.length) this.#lastString += String.fromCharCode(byte);
  }

  #stepBetween(byte: number): void {
    if (BLANKS.includes(byte)) return;
    if (byte === QUOTE) {
      this.#state = this.#isKeyRead && !this.#isDone ? 'text' : 'string';
      this.#lastString = '';
    } else if (OPENING.includes(byte)) this.#depth++;
    else if (CLOSING.includes(byte)) this.#depth--;
    this.#isKeyRead = byte === COLON && this.#depth === 1 && this.#lastString === this.#key;
  }

  /**
   * Reads up to the closing quote, left to what is around, or to an escape; returns where it stopped. The nearest
   * backslash is looked for first: each piece is then read twice at most, however many escapes there are.
   */
  #readText(chunk: Buffer, start: number): number {
    if (this.#escape !== '') return this.#readEscape(chunk, start);
    const backslash = indexOrEnd(chunk, BACKSLASH, start);
    const end = start + indexOrEnd(chunk.subarray(start, backslash), QUOTE, 0);
    if (end > start) this.#to.inside(chunk.subarray(start, end));
    if (end < backslash) {
      this.#isDone = true;
      this.#state = 'string';
      return end;
    }
    if (end < chunk.length) this.#escape = '\\';
    return end + 1;
  }

  /** Undoes those that can stand for a character of base64; any other is handed over as it is, and spoils it. */
  #readEscape(chunk: Buffer, start: number): number {
    this.#escape += String.fromCharCode(chunk[start] ?? 0);
    const sequence = this.#escape;
    if (sequence === '\\/') this.#handOver('/');
    else if (sequence.charCodeAt(1) !== UNICODE) this.#handOver(sequence);
    else if (sequence.length === UNICODE_LENGTH) this.#handOver(asciiOf(sequence) ?? sequence);
    return start + 1;
  }

  #handOver(characters: string): void {
    this.#escape = '';
    this.#to.inside(Buffer.from(characters, 'latin1'));
  }
}

function asciiOf(sequence: string): string | null {
  const code = /^\\u00([0-7][0-9a-f])$/i.exec(sequence)?.[1];
  return code === undefined ? null : String.fromCharCode(Number.parseInt(code, 16));
}

function indexOrEnd(bytes: Buffer, byte: number, from: number): number {
  const found = bytes.indexOf(byte, from);
  return found === -1 ? bytes.length : found;
}
