import type { DocumentStore } from '../../core/document.ts';
import type { DocumentRequest } from '../../core/provider.ts';
import { BadBase64, Base64Stream } from './base64-stream.ts';
import { type DocumentOutcome, DocumentSink } from './document-sink.ts';
import { type BodySink, TooLarge } from './exchange.ts';
import { JsonExcerpt } from './json-excerpt.ts';

/** What is around the document is a few fields. */
export const AROUND_MAX_BYTES = 1_000_000;

/**
 * Sends to the store, as it comes, a document that is a base64 text of a JSON object, and keeps the rest of the object
 * in memory. A bad document does not stop the reading: the provider may say no further on.
 */
export class CarriedDocumentSink implements BodySink {
  readonly #document: DocumentSink;
  readonly #decoder = new Base64Stream();
  readonly #excerpt: JsonExcerpt;
  readonly #around: Buffer[] = [];
  #aroundLength = 0;
  #pieces: Buffer[] = [];
  #isBad = false;

  constructor(store: DocumentStore, request: DocumentRequest, key: string) {
    this.#document = new DocumentSink(store, { ...request, encoding: 'binary' });
    this.#excerpt = new JsonExcerpt(key, {
      around: (bytes) => this.#keepAround(bytes),
      inside: (bytes) => this.#pieces.push(bytes),
    });
  }

  write(chunk: Buffer, resume: () => void): boolean {
    this.#pieces = [];
    this.#excerpt.write(chunk);
    const [only] = this.#pieces;
    if (only === undefined || this.#isBad) return true;
    return this.#forward(this.#pieces.length === 1 ? only : Buffer.concat(this.#pieces), resume);
  }

  end(): void {
    this.#decoder.end();
    this.#document.end();
  }

  abort(): void {
    this.#document.abort();
  }

  /** The object, with an empty text in the place of the document. To be read after the end of the body. */
  around(): Buffer {
    return Buffer.concat(this.#around);
  }

  /** To be read once `around` is judged: from then on the document is kept. */
  outcome(): DocumentOutcome {
    if (!this.#isBad && this.#decoder.isWhole) return this.#document.outcome();
    this.#document.abort();
    return { kind: 'bad_base64' };
  }

  /** A copy: a piece of the chunk would keep it whole. */
  #keepAround(bytes: Buffer): void {
    this.#aroundLength += bytes.length;
    if (this.#aroundLength > AROUND_MAX_BYTES) throw new TooLarge();
    this.#around.push(Buffer.from(bytes));
  }

  #forward(bytes: Buffer, resume: () => void): boolean {
    try {
      return this.#document.write(this.#decoder.decode(bytes), resume);
    } catch (error) {
      if (!(error instanceof BadBase64)) throw error;
      this.#isBad = true;
      this.#document.abort();
      return true;
    }
  }
}
