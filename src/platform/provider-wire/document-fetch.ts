import { type DocumentStore, isFormat, type KeptDocument } from '../../core/document.ts';
import type { Errand } from '../../core/errand.ts';
import { type ProviderIdentity, providerFailure } from '../../core/failure.ts';
import type { Carrier, DocumentRequest, WireAnswer, WireRequest } from '../../core/provider.ts';
import { AROUND_MAX_BYTES, CarriedDocumentSink } from './carried-document-sink.ts';
import { type DocumentOutcome, DocumentSink } from './document-sink.ts';
import type { BodySink, ExchangeRequest } from './exchange.ts';

/** Sends on the wire; resolves with an answer whose status is accepted. */
type Send = (
  errand: Errand,
  request: WireRequest,
  handling: Pick<ExchangeRequest, 'maxBytes' | 'sinkFor'> & { read: (answer: WireAnswer) => WireAnswer },
) => Promise<WireAnswer>;

interface DocumentFetchOptions {
  readonly provider: ProviderIdentity;
  readonly store: DocumentStore;
  readonly documentMaxBytes: number;
  readonly send: Send;
}

/** Brings documents from a provider to the store: never whole in memory but when they come with `keep`. */
export function createDocumentFetch({ provider, store, documentMaxBytes, send }: DocumentFetchOptions) {
  const base64MaxBytes = Math.ceil(documentMaxBytes / 3) * 4;

  async function through(sink: BodySink, maxBytes: number, errand: Errand, request: DocumentRequest) {
    const sinkFor = (status: number) => (status === 200 || request.judges === 'any' ? sink : null);
    return send(errand, request, { maxBytes, sinkFor, read: (whole) => whole });
  }

  async function fetchPlain(errand: Errand, request: DocumentRequest): Promise<KeptDocument> {
    const sink = new DocumentSink(store, request);
    const maxBytes = request.encoding === 'base64' ? base64MaxBytes : documentMaxBytes;
    const answer = await through(sink, maxBytes, errand, request);
    const outcome = sink.outcome();
    if (outcome.kind !== 'refused') return kept(outcome);
    const body = outcome.body.length > 0 ? outcome.body : answer.body;
    throw request.refusal?.({ ...answer, body }) ?? providerFailure(provider, '055');
  }

  async function fetchCarried(errand: Errand, request: DocumentRequest, carrier: Carrier): Promise<KeptDocument> {
    const sink = new CarriedDocumentSink(store, request, carrier.key);
    const answer = await through(sink, base64MaxBytes + AROUND_MAX_BYTES, errand, request);
    const around = sink.around();
    try {
      carrier.judge({ ...answer, body: around.length > 0 ? around : answer.body });
    } catch (error) {
      sink.abort();
      throw error;
    }
    return kept(sink.outcome());
  }

  function kept(outcome: DocumentOutcome): Promise<KeptDocument> {
    if (outcome.kind === 'document') return outcome.document;
    throw providerFailure(provider, outcome.kind === 'bad_base64' ? '051' : '055');
  }

  async function keep(bytes: Buffer, document: Pick<DocumentRequest, 'format' | 'label'>): Promise<KeptDocument> {
    if (bytes.length > documentMaxBytes) throw providerFailure(provider, '056');
    if (!isFormat(document.format, bytes)) throw providerFailure(provider, '055');
    const draft = store.begin(document);
    draft.write(bytes, () => undefined);
    return draft.keep();
  }

  return {
    fetch: async (errand: Errand, request: DocumentRequest): Promise<KeptDocument> => {
      const { carriedBy } = request;
      const document = await (carriedBy ? fetchCarried(errand, request, carriedBy) : fetchPlain(errand, request));
      return noted(errand, document);
    },
    keep: async (errand: Errand, bytes: Buffer, document: Pick<DocumentRequest, 'format' | 'label'>) =>
      noted(errand, await keep(bytes, document)),
  };
}

function noted(errand: Errand, document: KeptDocument): KeptDocument {
  errand.noteDocumentExpiry(document.expiresAt);
  return document;
}
