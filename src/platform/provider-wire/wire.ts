import { Pool } from 'undici';
import type { Clock } from '../../core/clock.ts';
import type { DocumentStore } from '../../core/document.ts';
import type { Errand } from '../../core/errand.ts';
import {
  type Failure,
  isProviderOutage,
  isProviderSilence,
  type ProviderIdentity,
  providerFailure,
} from '../../core/failure.ts';
import type { DailyWindow, DocumentRequest, Wire, WireAnswer, WireRequest } from '../../core/provider.ts';
import { statusFailure } from '../../core/provider-answer.ts';
import type { PdfUnlocker } from '../documents/pdf-unlocker.ts';
import type { Circuit } from './circuit.ts';
import { decompressed } from './decompressed.ts';
import { DocumentFetch, type Handling, type Keeping } from './document-fetch.ts';
import { exchange } from './exchange.ts';
import { createLinks } from './links.ts';
import { createMaintenance } from './maintenance.ts';
import { Pauses } from './pauses.ts';
import { createSession } from './session.ts';
import { isExchangeFault, transportFailure } from './transport-failure.ts';
import { unlocking } from './unlocking.ts';

export interface WireOptions {
  readonly provider: ProviderIdentity;
  readonly clock: Clock;
  readonly circuit: Circuit;
  /** Windows the provider declares; none for a simulated one. */
  readonly windows: readonly DailyWindow[];
  readonly documents: DocumentStore;
  readonly unlocker: PdfUnlocker;
  readonly limits: { readonly deadlineMs: number; readonly answerMaxBytes: number; readonly documentMaxBytes: number };
  readonly tls: { readonly cert: Buffer; readonly key: Buffer; readonly ca?: Buffer } | null;
  readonly observe: (provider: string, seconds: number, outcome: 'ok' | 'failed') => void;
}

export interface OpenWire extends Wire {
  close(): Promise<void>;
}

/** What a connector speaks through: one pool per origin of the provider, its circuit, its windows, its limits. */
export function createWire(options: WireOptions): OpenWire {
  const { provider, clock, circuit, limits } = options;
  const pools = new Map<string, Pool>();
  const pauses = new Pauses();
  const links = createLinks(limits.deadlineMs, pauses);
  const maintenanceLeft = createMaintenance(options.windows);

  function poolFor(origin: string): Pool {
    const known = pools.get(origin);
    if (known !== undefined) return known;
    const pool = new Pool(origin, {
      connections: 256,
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: pauses.connector({ timeout: limits.deadlineMs, ...options.tls }),
    });
    pools.set(origin, pool);
    return pool;
  }

  /** Reads the declared windows and the circuit before calling; tells the circuit how it went after. */
  function guarded<T>(errand: Errand, work: () => Promise<T>, isOutage: (error: unknown) => boolean): Promise<T> {
    const refusal = refusalNow(errand);
    if (refusal !== null) return Promise.reject(refusal);
    const startedAt = performance.now();
    function settle(failed: boolean): void {
      if (failed && errand.deadline.isClosed) circuit.forget();
      else circuit.record(failed);
      options.observe(provider.slug, (performance.now() - startedAt) / 1000, failed ? 'failed' : 'ok');
    }
    return work().then(
      (result) => {
        settle(false);
        return result;
      },
      (error: unknown) => {
        settle(isOutage(error));
        throw error;
      },
    );
  }

  /** Why the provider is not called at all. */
  function refusalNow(errand: Errand): Failure | null {
    const maintenance = maintenanceLeft(clock.now());
    if (maintenance !== null) return providerFailure(provider, '020', { retryAfterSeconds: maintenance });
    if (errand.deadline.isOver) return providerFailure(provider, '002');
    const wait = circuit.refusal();
    return wait === null ? null : providerFailure(provider, '001', { retryAfterSeconds: wait });
  }

  function send<T>(
    errand: Errand,
    request: WireRequest,
    { read, through, maxBytes, sinkFor }: Handling<T>,
  ): Promise<T> {
    const { origin, path } = splitUrl(request.url);
    const { method, headers = {}, body = null } = request;
    const { deadline } = errand;
    const sent = { options: { origin, path, method, headers, body }, deadline, pauses, maxBytes, sinkFor };
    return exchange(through ?? poolFor(origin), sent).then(
      (answer) => {
        errand.noteProviderStatus(provider.slug, answer.status);
        return read(judgeStatus(provider, decompressed(provider, answer, limits.answerMaxBytes), request.judges ?? []));
      },
      (fault: unknown) => {
        throw isExchangeFault(fault) ? transportFailure(provider, fault) : fault;
      },
    );
  }

  const documents = new DocumentFetch({
    provider,
    store: options.documents,
    documentMaxBytes: limits.documentMaxBytes,
    send,
    unlockWithin: (deadline) => unlocking(options, deadline),
  });

  const bringOwn = (errand: Errand, request: DocumentRequest): Promise<Keeping> =>
    guarded(errand, () => documents.bring(errand, request), outageOf(request));

  /** A server elsewhere says nothing of the provider's health, and does not see our certificate. */
  function bringLink(errand: Errand, request: DocumentRequest, from: string): Promise<Keeping> {
    const link = links.read(request.url, from);
    if (link === null) return Promise.reject(providerFailure(provider, '054'));
    const found = { ...request, url: link.url };
    return link.elsewhere === null ? bringOwn(errand, found) : documents.bring(errand, found, link.elsewhere);
  }

  return {
    ask: (errand, request, judge) =>
      guarded(errand, () => send(errand, request, { maxBytes: limits.answerMaxBytes, read: judge }), outageOf(request)),
    fetchDocument: async (errand, request) => {
      const { linkFrom } = request;
      const keep = await (linkFrom === undefined ? bringOwn(errand, request) : bringLink(errand, request, linkFrom));
      const document = await keep();
      errand.noteDocumentExpiry(document.expiresAt);
      return document;
    },
    session: (obtain) => createSession({ clock, provider, deadlineMs: limits.deadlineMs }, obtain),
    close: async () => {
      await Promise.all([links.close(), ...[...pools.values()].map((pool) => pool.destroy())]);
    },
  };
}

/** What of a provider's failures says that it is ill: one of several parts being broken does not. */
const outageOf = ({ oneOfMany }: WireRequest) => (oneOfMany ? isProviderSilence : isProviderOutage);

function splitUrl(url: string): { origin: string; path: string } {
  const start = url.indexOf('/', url.indexOf('//') + 2);
  return start === -1 ? { origin: url, path: '/' } : { origin: url.slice(0, start), path: url.slice(start) };
}

/** Lets through what its connector judges itself. */
function judgeStatus(provider: ProviderIdentity, answer: WireAnswer, judges: readonly number[] | 'any'): WireAnswer {
  const { status } = answer;
  if (status === 200 || judges === 'any' || judges.includes(status)) return answer;
  throw statusFailure(provider, answer);
}
