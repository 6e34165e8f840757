import type { Fiche } from '../../editeurs/lecture.ts';
import { dateTimeOf, spanOf } from '../shared/dates.ts';
import { Table } from '../views/table.tsx';
import { count } from './words.ts';

const columns = [
  ['Appels', 'appels'],
  ['Succès (2xx)', 'succes'],
  ['Introuvables (404)', 'introuvables'],
  ['Refusés (429)', 'refus'],
  ['Autres erreurs (4xx)', 'erreurs'],
  ['En échec (5xx)', 'pannes'],
] as const;

/** How calls ended, endpoint by endpoint. */
export function CallsByService({ fiche: { appels, services } }: { fiche: Fiche }): JSX.Element {
  if (appels.length === 0) return <p>Aucun appel ces huit derniers jours.</p>;
  return (
    <Table
      caption="Appels par service ces huit derniers jours, le service le plus touché d’abord"
      columns={['Service', ...columns.map(([title]) => title)]}
      folds
    >
      <tbody>
        {appels.map((service) => (
          <tr>
            <th scope="row" class="objet" safe>
              {services.find(({ name }) => name === service.endpoint)?.title ??
                (service.endpoint === '' ? '/v2' : `/v2/${service.endpoint}`)}
            </th>
            {columns.map(([title, key]) => (
              <td data-colonne={title} safe>
                {count(service[key])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** What the service has published about the endpoints that this right opens. */
export function WhatTouches({ fiche: { incidents, maintenances } }: { fiche: Fiche }): JSX.Element {
  if (incidents.length + maintenances.length === 0)
    return (
      <p>
        Aucun incident ces huit derniers jours, aucune maintenance annoncée.{' '}
        <a href="/etat-des-services">État des services</a>
      </p>
    );
  return (
    <ul>
      {incidents.map(({ id, titre, ouvert_le, resolu_le }) => (
        <li>
          <a href={`/incidents/${id}`} safe>
            {titre}
          </a>{' '}
          <span safe>
            {resolu_le === null
              ? `(incident en cours depuis le ${dateTimeOf(ouvert_le)})`
              : `(incident résolu le ${dateTimeOf(resolu_le)})`}
          </span>
        </li>
      ))}
      {maintenances.map(({ id, titre, debut, fin }) => (
        <li>
          <a href={`/maintenances/${id}`} safe>
            {titre}
          </a>{' '}
          <span safe>{`(maintenance ${spanOf(debut, fin)})`}</span>
        </li>
      ))}
    </ul>
  );
}
