import type { Fiche } from '../../editeurs/lecture.ts';
import { dateTimeOf, spanOf } from '../shared/dates.ts';
import { Table } from '../views/table.tsx';
import { count } from './words.ts';

/** What was refused or failed, endpoint by endpoint. */
export function Failures({ fiche: { echecs, services } }: { fiche: Fiche }): JSX.Element {
  if (echecs.length === 0) return <p>Aucun appel refusé (429) ni en échec (5xx) ces huit derniers jours.</p>;
  return (
    <Table
      caption="Services où des appels sont refusés ou en échec, le plus touché d’abord"
      columns={['Service', 'Refusés (429)', 'En échec (5xx)', 'Codes reçus', 'Dernière fois']}
      folds
    >
      <tbody>
        {echecs.map(({ endpoint, refus, pannes, statuts, dernier_le }) => (
          <tr>
            <th scope="row" class="objet" safe>
              {services.find(({ name }) => name === endpoint)?.title ?? (endpoint === '' ? '/v2' : `/v2/${endpoint}`)}
            </th>
            <td data-colonne="Refusés (429)" safe>
              {count(refus)}
            </td>
            <td data-colonne="En échec (5xx)" safe>
              {count(pannes)}
            </td>
            <td data-colonne="Codes reçus" safe>
              {statuts.join(', ')}
            </td>
            <td data-colonne="Dernière fois" safe>
              {dateTimeOf(dernier_le)}
            </td>
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
