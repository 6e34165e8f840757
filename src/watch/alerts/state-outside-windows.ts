import type { Endpoint } from '../../core/endpoint.ts';
import { stateOf } from '../service-states.ts';
import type { AlertInput } from './alert-kind.ts';
import { type ConfirmedState, confirmedState } from './confirmed-state.ts';

/**
 * What the probes of an endpoint confirm, failures within an announced window left out: a maintenance is no news, unless
 * two probes made after its end fail as well.
 */
export function stateOutsideWindows(
  { probes, isAnnounced }: Pick<AlertInput, 'probes' | 'isAnnounced'>,
  endpoint: Endpoint,
): ConfirmedState | null {
  const own = probes.get(endpoint.name) ?? [];
  return confirmedState(own.filter(({ code, faite_le }) => stateOf(code) === 'up' || !isAnnounced(endpoint, faite_le)));
}
