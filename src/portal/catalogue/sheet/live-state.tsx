import type { ServiceState } from '../../../watch/service-states.ts';
import { ago } from '../../shared/ago.ts';
import { stateTones, stateWords } from '../../shared/state-words.ts';
import { Badge } from '../../views/badge.tsx';

/** How an endpoint does, and when one looks. */
export interface LiveState {
  readonly service: ServiceState | undefined;
  readonly now: Date;
}

export function LiveBadge({ live: { service, now } }: { live: LiveState }): JSX.Element {
  const state = service?.state ?? 'inconnu';
  const last = service?.last ?? null;
  return (
    <>
      <Badge tone={stateTones[state]} label={stateWords[state]} />{' '}
      <span class="champ-precision" safe>
        {last === null ? 'pas encore vérifié' : `vérifié ${ago(last.faite_le, now)}`}
      </span>
    </>
  );
}
