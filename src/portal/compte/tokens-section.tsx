import type { Endpoint } from '../../core/endpoint.ts';
import type { CeQuiTouche, PanneConnue } from '../../jetons/consommation/ce-qui-touche.ts';
import { dateTimeOf } from '../shared/dates.ts';
import { ComingMaintenances } from '../shared/ongoing-list.tsx';
import { namedServices } from '../shared/service-lists.ts';
import { Table } from '../views/table.tsx';

interface TokensSectionProps {
  readonly touche: CeQuiTouche;
  readonly endpoints: readonly Endpoint[];
}

/** What one should know of his tokens today; one calm line when there is nothing. */
export function TokensSection({ touche, endpoints }: TokensSectionProps): JSX.Element {
  const { pannes, maintenances, maintenant } = touche;
  return (
    <section aria-labelledby="touche">
      <h2 id="touche">Ce qui touche vos appels</h2>
      {pannes.length + maintenances.length > 0 ? (
        ''
      ) : isCalm(touche) ? (
        <p>
          Rien à signaler&nbsp;: vos jetons fonctionnent, aucune panne vue depuis 7 jours, aucune maintenance annoncée.
        </p>
      ) : (
        <p>Aucune panne vue depuis 7 jours, aucune maintenance annoncée.</p>
      )}
      {pannes.length === 0 ? '' : <Failures pannes={pannes} endpoints={endpoints} />}
      {maintenances.length === 0 ? (
        ''
      ) : (
        <>
          <h3 class="fr-h6">Maintenances de services que vos jetons ouvrent</h3>
          <ComingMaintenances maintenances={maintenances} endpoints={endpoints} now={maintenant} level="h4" />
        </>
      )}
      <p>
        <a class="fr-link" href="/compte/consommation">
          Consommation
        </a>{' '}
        ·{' '}
        <a class="fr-link" href="/compte/bannissement">
          Refus et bannissements
        </a>{' '}
        ·{' '}
        <a class="fr-link" href="/compte/calendrier">
          Leur fin dans mon agenda
        </a>
      </p>
    </section>
  );
}

/** Nothing needs him either. */
function isCalm({ aVoir, bannissements, refus }: CeQuiTouche): boolean {
  return aVoir.length + bannissements.length + refus === 0;
}

/** Answers 5xx that came back to one's tokens, each with what is known of it. */
function Failures({
  pannes,
  endpoints,
}: {
  pannes: readonly PanneConnue[];
  endpoints: readonly Endpoint[];
}): JSX.Element {
  return (
    <Table
      caption="Pannes vues par vos jetons (réponses 5xx)"
      columns={['Service', '24 heures', '7 jours', 'Codes', 'La dernière', 'Ce que nous en savons']}
      folds
    >
      <tbody>
        {pannes.map((panne) => (
          <tr>
            <th scope="row" safe>
              {namedServices([panne.endpoint], endpoints)[0]?.title ?? panne.endpoint}
            </th>
            <td data-colonne="24 heures" safe>
              {String(panne.recents)}
            </td>
            <td data-colonne="7 jours" safe>
              {String(panne.nombre)}
            </td>
            <td data-colonne="Codes" safe>
              {panne.statuts.join(', ')}
            </td>
            <td data-colonne="La dernière" safe>
              {dateTimeOf(panne.derniere)}
            </td>
            <td class="fr-cell--multiline" data-colonne="Ce que nous en savons">
              <Known panne={panne} />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Known({ panne: { incidents, maintenances } }: { panne: PanneConnue }): JSX.Element {
  if (incidents.length + maintenances.length === 0)
    return (
      <span>
        Aucun incident publié. <a href="/etat-des-services">État des services</a>
      </span>
    );
  return (
    <ul class="fr-my-0">
      {incidents.map(({ id, titre, resolu_le }) => (
        <li>
          <a href={`/incidents/${id}`} safe>
            {titre}
          </a>{' '}
          <span safe>{resolu_le === null ? '(en cours)' : `(résolu le ${dateTimeOf(resolu_le)})`}</span>
        </li>
      ))}
      {maintenances.map(({ id, titre, fin }) => (
        <li>
          <a href={`/maintenances/${id}`} safe>
            {titre}
          </a>{' '}
          <span safe>{`(maintenance annoncée, jusqu’au ${dateTimeOf(fin)})`}</span>
        </li>
      ))}
    </ul>
  );
}
