import type { State } from '../../watch/service-states.ts';
import { stateWords } from '../shared/state-words.ts';

/** A state as a dot and its word. */
export function StateDot({ state }: { state: State }): JSX.Element {
  return (
    <span class="etat-service">
      <span class={`pastille pastille-${state}`} aria-hidden="true" />
      <span safe>{stateWords[state]}</span>
    </span>
  );
}
