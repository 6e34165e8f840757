import type { Ongoing } from '../../watch/ongoing.ts';
import type { ServiceState } from '../../watch/service-states.ts';
import { ComingMaintenances, OpenIncidents } from '../shared/ongoing-list.tsx';

interface OngoingSectionsProps {
  readonly ongoing: Ongoing;
  readonly states: readonly ServiceState[];
  readonly now: Date;
}

/** Why something does not work, when we know: incidents with their next action, then what is announced. */
export function OngoingSections({ ongoing, states, now }: OngoingSectionsProps): JSX.Element {
  const endpoints = states.map(({ endpoint }) => endpoint);
  const { incidents } = ongoing;
  const maintenances = ongoing.maintenances(now);
  return (
    <>
      {incidents.length === 0 ? (
        ''
      ) : (
        <section aria-labelledby="incidents">
          <h2 id="incidents">{incidents.length === 1 ? 'Incident en cours' : 'Incidents en cours'}</h2>
          <OpenIncidents incidents={incidents} endpoints={endpoints} />
        </section>
      )}
      {maintenances.length === 0 ? (
        ''
      ) : (
        <section aria-labelledby="maintenances">
          <h2 id="maintenances">Maintenances annoncées</h2>
          <ComingMaintenances maintenances={maintenances} endpoints={endpoints} now={now} />
        </section>
      )}
    </>
  );
}
