import type { Dispatcher } from 'undici';
import { type DocumentStore, isFormat, type KeptDocument } from '../../core/document.ts';
import type { Errand } from '../../core/errand.ts';
import { type ProviderIdentity, providerFailure } from '../../core/failure.ts';
import type { Carrier, DocumentRequest, WireAnswer, WireRequest } from '../../core/provider.ts';
import { AROUND_MAX_BYTES, CarriedDocumentSink } from './carried-document-sink.ts';
import { type DocumentOutcome, DocumentSink } from './document-sink.ts';
import type { BodySink, ExchangeRequest } from './exchange.ts';

/** What becomes of an answer whose status is accepted. */
export interface Handling<T> extends Pick<ExchangeRequest, 'maxBytes' | 'sinkFor'> {
  readonly read: (answer: WireAnswer) => T;
  /** The way out of a link that leads elsewhere than to the provider. */
  readonly through?: Dispatcher | undefined;
}

/** Sends on the wire; resolves with an answer whose status is accepted. */
type Send = (errand: Errand, request: WireRequest, handling: Handling<WireAnswer>) => Promise<WireAnswer>;

interface DocumentFetchOptions {
  readonly provider: ProviderIdentity;
  readonly store: DocumentStore;
  readonly documentMaxBytes: number;
  readonly send: Send;
}

/** Brings documents from a provider to the store, as they come: none is ever whole in memory. */
export class DocumentFetch {
  readonly #options: DocumentFetchOptions;
  readonly #base64MaxBytes: number;

  constructor(options: DocumentFetchOptions) {
    this.#options = options;
    this.#base64MaxBytes = Math.ceil(options.documentMaxBytes / 3) * 4;
  }

  /** `through` = the way to a link that leads elsewhere than to the provider. */
  async fetch(errand: Errand, request: DocumentRequest, through?: Dispatcher): Promise<KeptDocument> {
    const { carriedBy } = request;
    const kept = carriedBy ? this.#carried(errand, request, carriedBy) : this.#plain(errand, request, through);
    return noted(errand, await kept);
  }

  /** A document that its connector has in memory already. */
  async keep(errand: Errand, bytes: Buffer, document: Pick<DocumentRequest, 'format' | 'label'>) {
    const { provider, store, documentMaxBytes } = this.#options;
    if (bytes.length > documentMaxBytes) throw providerFailure(provider, '056');
    if (!isFormat(document.format, bytes)) throw providerFailure(provider, '055');
    const draft = store.begin(document);
    draft.write(bytes, () => undefined);
    return noted(errand, await draft.keep());
  }

  async #plain(errand: Errand, request: DocumentRequest, through: Dispatcher | undefined): Promise<KeptDocument> {
    const { provider, store, documentMaxBytes } = this.#options;
    const sink = new DocumentSink(store, request);
    const maxBytes = request.encoding === 'base64' ? this.#base64MaxBytes : documentMaxBytes;
    const answer = await this.#into(sink, errand, request, { maxBytes, through });
    const outcome = sink.outcome();
    if (outcome.kind !== 'refused') return this.#kept(outcome);
    const body = outcome.body.length > 0 ? outcome.body : answer.body;
    throw request.refusal?.({ ...answer, body }) ?? providerFailure(provider, '055');
  }

  async #carried(errand: Errand, request: DocumentRequest, carrier: Carrier): Promise<KeptDocument> {
    const sink = new CarriedDocumentSink(this.#options.store, request, carrier.key);
    const answer = await this.#into(sink, errand, request, { maxBytes: this.#base64MaxBytes + AROUND_MAX_BYTES });
    const around = sink.around();
    try {
      carrier.judge({ ...answer, body: around.length > 0 ? around : answer.body });
    } catch (error) {
      sink.abort();
      throw error;
    }
    return this.#kept(sink.outcome());
  }

  #into(
    sink: BodySink,
    errand: Errand,
    request: DocumentRequest,
    way: Pick<Handling<WireAnswer>, 'maxBytes' | 'through'>,
  ): Promise<WireAnswer> {
    const sinkFor = (status: number) => (status === 200 || request.judges === 'any' ? sink : null);
    return this.#options.send(errand, request, { ...way, sinkFor, read: (whole) => whole });
  }

  #kept(outcome: DocumentOutcome): Promise<KeptDocument> {
    if (outcome.kind === 'document') return outcome.document;
    throw providerFailure(this.#options.provider, outcome.kind === 'bad_base64' ? '051' : '055');
  }
}

function noted(errand: Errand, document: KeptDocument): KeptDocument {
  errand.noteDocumentExpiry(document.expiresAt);
  return document;
}
