import type { Endpoint } from '../../core/endpoint.ts';
import { stateOf } from '../service-states.ts';
import type { AlertInput } from './alert-kind.ts';
import { type ConfirmedState, confirmedState } from './confirmed-state.ts';

/**
 * What the probes of an endpoint confirm, failures within an announced window left out: a maintenance is no news, unless
 * two probes made after its end fail as well.
 */
export function stateOutsideWindows({ probes }: Pick<AlertInput, 'probes'>, endpoint: Endpoint): ConfirmedState | null {
  const own = probes.get(endpoint.name) ?? [];
  return confirmedState(own.filter(({ code, en_maintenance }) => stateOf(code) === 'up' || !en_maintenance));
}
