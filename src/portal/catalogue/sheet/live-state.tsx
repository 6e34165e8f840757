import type { ServiceHistory } from '../../../watch/history.ts';
import type { MonthCalls } from '../../../watch/monthly-calls.ts';
import type { ServiceState } from '../../../watch/service-states.ts';
import { ago } from '../../shared/dates.ts';
import { stateTones, stateWords } from '../../shared/state-words.ts';
import { Badge } from '../../views/badge.tsx';
import type { OngoingHere } from './ongoing-here.tsx';

/** How an endpoint does and did, when one looks; `known` is null when nothing can be read of it now. */
export interface Live {
  readonly now: Date;
  readonly ongoing: OngoingHere;
  readonly known: {
    readonly service: ServiceState | undefined;
    readonly history: ServiceHistory | undefined;
    readonly calls: readonly MonthCalls[];
  } | null;
}

export function LiveBadge({ live: { known, now } }: { live: Live }): JSX.Element {
  const state = known?.service?.state ?? 'inconnu';
  const last = known?.service?.last ?? null;
  return (
    <>
      <Badge tone={stateTones[state]} label={stateWords[state]} />{' '}
      <span class="champ-precision" safe>
        {known === null
          ? 'illisible en ce moment'
          : last === null
            ? 'pas encore vérifié'
            : `vérifié ${ago(last.faite_le, now)}`}
      </span>
    </>
  );
}
