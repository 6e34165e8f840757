import type { Incident } from '../../../records/incidents.ts';
import type { Maintenance } from '../../../records/maintenances.ts';
import type { Ongoing } from '../../../watch/ongoing.ts';
import { dateTimeOf, spanOf } from '../../shared/dates.ts';
import { incidentStateWords } from '../../shared/incident-words.ts';

/** What explains the state of an endpoint, now or soon. */
export interface OngoingHere {
  readonly incidents: readonly Incident[];
  readonly maintenances: readonly Maintenance[];
}

export function ongoingOn(ongoing: Ongoing, endpoint: string, now: Date): OngoingHere {
  const concerns = (told: { readonly endpoints: readonly string[] }): boolean => told.endpoints.includes(endpoint);
  return { incidents: ongoing.incidents.filter(concerns), maintenances: ongoing.maintenances(now).filter(concerns) };
}

/** Said before anything else of the sheet; nothing when there is nothing to say. */
export function OngoingAlert({ ongoing }: { ongoing: OngoingHere }): JSX.Element {
  const { incidents, maintenances } = ongoing;
  if (incidents.length + maintenances.length === 0) return '';
  const tone = incidents.length > 0 ? 'warning' : 'info';
  return (
    <div class={`fr-alert fr-alert--${tone} fr-mb-3w`}>
      <h2 class="fr-alert__title" safe>
        {titleOf(ongoing)}
      </h2>
      <ul>
        <OngoingItems ongoing={ongoing} />
      </ul>
    </div>
  );
}

/** The same, among the facts of « Disponibilité ». */
export function OngoingFact({ ongoing }: { ongoing: OngoingHere }): JSX.Element {
  if (ongoing.incidents.length + ongoing.maintenances.length === 0) return '';
  return (
    <>
      <dt safe>{titleOf(ongoing)}</dt>
      <dd>
        <ul>
          <OngoingItems ongoing={ongoing} />
        </ul>
      </dd>
    </>
  );
}

function OngoingItems({ ongoing: { incidents, maintenances } }: { ongoing: OngoingHere }): JSX.Element {
  return (
    <>
      {incidents.map(({ id, titre, etat, ouvert_le, prochaine_action }) => (
        <li>
          <a href={`/incidents/${id}`} safe>
            {titre}
          </a>
          <span safe>
            {`, depuis le ${dateTimeOf(ouvert_le)} : ${incidentStateWords[etat].toLowerCase()}.${prochaine_action === '' ? '' : ` Prochaine action : ${prochaine_action}`}`}
          </span>
        </li>
      ))}
      {maintenances.map(({ id, titre, debut, fin, coupure }) => (
        <li>
          <a href={`/maintenances/${id}`} safe>
            {titre}
          </a>
          <span safe>{`, ${spanOf(debut, fin)} : le service ${coupure ? 'est coupé' : 'reste ouvert'}.`}</span>
        </li>
      ))}
    </>
  );
}

function titleOf({ incidents, maintenances }: OngoingHere): string {
  const said = [
    ...(incidents.length === 0 ? [] : [incidents.length === 1 ? 'Incident en cours' : 'Incidents en cours']),
    ...(maintenances.length === 0
      ? []
      : [maintenances.length === 1 ? 'maintenance annoncée' : 'maintenances annoncées']),
  ].join(' et ');
  return said.charAt(0).toUpperCase() + said.slice(1);
}
