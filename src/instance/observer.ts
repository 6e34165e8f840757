import type { Clock } from '../core/clock.ts';
import { Failure } from '../core/failure.ts';
import type { Call } from '../gateway/call.ts';
import type { CorridorObserver } from '../gateway/corridor.ts';
import type { RefusedTokens } from '../gateway/trace/refused-tokens.ts';
import type { TraceShipper } from '../gateway/trace/shipper.ts';
import type { Bans } from '../gateway/volume/bans.ts';
import type { Log } from '../platform/observability/log.ts';
import type { Metrics } from '../platform/observability/metrics.ts';
import type { ErrorBursts } from '../watch/incidents/error-bursts.ts';

interface ObserverOptions {
  readonly metrics: Metrics;
  readonly log: Log;
  readonly refusedTokens: RefusedTokens;
  readonly clock: Clock;
  readonly bursts: ErrorBursts;
}

/** What logs and metrics keep of the calls. The trace is the record; the log holds what an operator must look at. */
export function createObserver({ metrics, log, refusedTokens, clock, bursts }: ObserverOptions): CorridorObserver {
  const tellsEachCall = log.isLevelEnabled('debug');

  /** A 500 is ours, whatever the endpoint; several on the same one are worth an incident. */
  function internal({ foundRoute: route }: Call): void {
    metrics.internalError();
    if (route?.needs === 'habilitation') bursts.note(route.name, clock.now());
  }

  return {
    answered: (call, shown) => {
      const route = call.foundRoute;
      const endpoint = route === null || route.needs === 'nothing' ? 'autre' : route.name;
      const milliseconds = performance.now() - call.startedAt;
      metrics.answered(endpoint, shown.status, milliseconds / 1000);
      if (!tellsEachCall) return;
      log.debug({ request_id: call.requestId, endpoint, statut: shown.status, duree_ms: milliseconds }, 'appel');
    },
    refusedToken: (call, shown, token) => {
      refusedTokens.note(call.address, token, shown.errorCode ?? '00101', clock.now());
    },
    failed: (call, error) => {
      const about = { request_id: call.requestId, chemin: call.path };
      if (!(error instanceof Failure)) {
        internal(call);
        log.error({ ...about, err: error }, 'erreur interne');
      } else if (error.status >= 500 && (error.provider !== null || error.cause !== undefined)) {
        log.info(
          { ...about, code: error.message, statut: error.status, cause: causeOf(error) },
          'fournisseur en erreur',
        );
      }
    },
    untraced: internal,
  };
}

function causeOf({ cause }: Failure): string | undefined {
  if (cause === undefined) return undefined;
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
}

export function reportJournal(log: Log, metrics: Metrics): (error: Error) => void {
  return (error) => {
    metrics.journalFailed();
    log.error({ err: error }, 'journal des traces : écriture impossible, les réponses tracées sont retenues');
  };
}

export function reportDelay(log: Log): (error: unknown, segments: number) => void {
  return (error, segments) => log.warn({ err: error, segments }, 'traces : expédition retardée');
}

export function reportAway(log: Log): (error: unknown) => void {
  return (error) => log.warn({ err: error }, 'watchdoge : base injoignable');
}

export function reportTask(log: Log, metrics: Metrics): (task: string, error: unknown) => void {
  return (task, error) => {
    metrics.taskFailed(task);
    log.error({ err: error, tache: task }, 'tâche en échec');
  };
}

export function watchBacklog(
  metrics: Metrics,
  { shipper, bans, clock }: { shipper: TraceShipper; bans: Bans; clock: Clock },
): void {
  metrics.watch('apie_traces_en_attente_segments', 'Segments de traces à expédier', () => shipper.backlog);
  metrics.watch('apie_adresses_bannies', 'Adresses bannies en ce moment', () => bans.count(clock.now()));
}
