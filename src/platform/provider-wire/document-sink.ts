import {
  type DocumentDraft,
  type DocumentStore,
  isFormat,
  type KeptDocument,
  MAGIC_LENGTH,
} from '../../core/document.ts';
import type { DocumentRequest } from '../../core/provider.ts';
import { Base64Stream } from './base64-stream.ts';
import type { BodySink } from './exchange.ts';

/** A refusal is a few sentences; what a provider sends beyond this is not read. */
const REFUSAL_MAX_BYTES = 1_000_000;
/** Base64 characters needed to see the magic number. */
const FIRST_CHARACTERS = 8;

export type DocumentOutcome =
  | { readonly kind: 'document'; readonly document: Promise<KeptDocument> }
  /** What came does not begin as a document. */
  | { readonly kind: 'refused'; readonly body: Buffer }
  | { readonly kind: 'bad_base64' };

/** Sends the body to the store as it comes, once its first bytes show the expected format; keeps it in memory otherwise. */
export class DocumentSink implements BodySink {
  readonly #store: DocumentStore;
  readonly #request: DocumentRequest;
  readonly #decoder: Base64Stream | null;
  #head: Buffer[] = [];
  #headLength = 0;
  #state: 'undecided' | 'document' | 'refused' = 'undecided';
  #draft: DocumentDraft | null = null;

  constructor(store: DocumentStore, request: DocumentRequest) {
    this.#store = store;
    this.#request = request;
    this.#decoder = request.encoding === 'base64' ? new Base64Stream() : null;
  }

  write(chunk: Buffer, resume: () => void): boolean {
    if (this.#state === 'document') return this.#forward(chunk, resume);
    if (this.#headLength < REFUSAL_MAX_BYTES) {
      this.#head.push(chunk);
      this.#headLength += chunk.length;
    }
    if (this.#state === 'refused' || this.#headLength < this.#enough()) return true;
    const head = Buffer.concat(this.#head);
    if (!this.#beginsWell(head)) {
      this.#state = 'refused';
      return true;
    }
    this.#state = 'document';
    this.#draft = this.#store.begin(this.#request);
    this.#head = [];
    return this.#forward(head, resume);
  }

  end(): void {
    this.#decoder?.end();
  }

  abort(): void {
    this.#draft?.discard();
  }

  /** To be read after the end of the body. */
  outcome(): DocumentOutcome {
    if (this.#draft === null) return { kind: 'refused', body: Buffer.concat(this.#head) };
    if (this.#decoder?.isWhole === false) {
      this.#draft.discard();
      return { kind: 'bad_base64' };
    }
    return { kind: 'document', document: this.#draft.keep() };
  }

  #enough(): number {
    return this.#decoder === null ? MAGIC_LENGTH : FIRST_CHARACTERS;
  }

  #beginsWell(head: Buffer): boolean {
    const bytes = this.#decoder === null ? head : Buffer.from(head.toString('latin1', 0, FIRST_CHARACTERS), 'base64');
    return isFormat(this.#request.format, bytes);
  }

  #forward(chunk: Buffer, resume: () => void): boolean {
    const bytes = this.#decoder === null ? chunk : this.#decoder.decode(chunk);
    return this.#draft?.write(bytes, resume) ?? true;
  }
}
