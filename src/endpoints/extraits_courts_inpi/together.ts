import { Failure } from '../../core/failure.ts';
import { inpiOpenData } from '../../providers/inpi-opendata/provider.ts';

/** No search gave anything: the gravest failure gives the status and the first code, and none is said twice. */
export function together(failures: readonly Failure[]): Failure {
  const sorted = failures.toSorted((one, other) => other.status - one.status);
  const faults = new Map(sorted.flatMap((failure) => failure.faults).map((fault) => [fault.code, fault]));
  const delays = failures.flatMap(({ retryAfterSeconds }) => retryAfterSeconds ?? []);
  return new Failure(sorted[0]?.kind ?? 'provider_error', [...faults.values()], {
    provider: inpiOpenData,
    cause: sorted,
    ...(delays.length > 0 ? { retryAfterSeconds: Math.max(...delays) } : {}),
  });
}
