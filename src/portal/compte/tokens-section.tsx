import type { Endpoint } from '../../core/endpoint.ts';
import type { EtatJeton } from '../../core/etat-jeton.ts';
import type { CeQuiTouche, PanneConnue } from '../../jetons/consommation/ce-qui-touche.ts';
import { dateTimeOf, dayOf } from '../shared/dates.ts';
import { ComingMaintenances } from '../shared/ongoing-list.tsx';
import { namedServices } from '../shared/service-lists.ts';
import { Badge } from '../views/badge.tsx';
import { Table } from '../views/table.tsx';

interface TokensSectionProps {
  readonly touche: CeQuiTouche;
  readonly endpoints: readonly Endpoint[];
}

/** What one should know of his tokens today; one calm line when there is nothing. */
export function TokensSection({ touche, endpoints }: TokensSectionProps): JSX.Element {
  const { jetons, pannes, maintenances, maintenant } = touche;
  return (
    <section aria-labelledby="touche">
      <h2 id="touche">Ce qui touche vos jetons</h2>
      {jetons === 0 ? (
        <p>Vous n’avez pas encore de jeton&nbsp;: il est délivré quand votre demande d’accès est acceptée.</p>
      ) : (
        <>
          {isCalm(touche) ? (
            <p>
              Rien à signaler&nbsp;: vos jetons fonctionnent, aucune panne vue depuis 7 jours, aucune maintenance
              annoncée.
            </p>
          ) : (
            ''
          )}
          <Notices touche={touche} />
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
        </>
      )}
    </section>
  );
}

function isCalm({ pannes, maintenances, aVoir, bannissements, refus }: CeQuiTouche): boolean {
  return pannes.length + maintenances.length + aVoir.length + bannissements.length + refus === 0;
}

/** What needs an act of one's own: bans first, then tokens, then refused calls. */
function Notices({ touche: { bannissements, aVoir, refus } }: { touche: CeQuiTouche }): JSX.Element {
  if (bannissements.length + aVoir.length + refus === 0) return '';
  return (
    <ul>
      {bannissements.map(({ adresse, fin }) => (
        <li>
          <Badge tone="error" label="Adresse bannie" />{' '}
          <a href="/compte/bannissement" safe>{`${adresse} n’a plus de réponse jusqu’au ${dateTimeOf(fin)}`}</a>
        </li>
      ))}
      {aVoir.map(({ jeton, etat }) => (
        <li>
          <Badge tone={stateWords[etat].tone} label={stateWords[etat].label} />{' '}
          <a href={`/compte/jetons/${jeton.jti}`} safe>
            {`${jeton.sujet}, ${sinceOrUntil(etat, jeton)}`}
          </a>
        </li>
      ))}
      {refus === 0 ? (
        ''
      ) : (
        <li>
          <Badge tone="warning" label="Appels refusés" />{' '}
          <a href="/compte/bannissement" safe>{`${refus} réponse${refus > 1 ? 's' : ''} 429 depuis 24 heures`}</a>
        </li>
      )}
    </ul>
  );
}

type Seen = Exclude<EtatJeton, 'actif'>;

const stateWords = {
  fin_proche: { tone: 'warning', label: 'Fin proche' },
  retrait_prevu: { tone: 'warning', label: 'Retrait prévu' },
  expire: { tone: 'error', label: 'Expiré' },
  retire: { tone: 'error', label: 'Refusé' },
} as const satisfies Record<Seen, object>;

function sinceOrUntil(etat: Seen, { expire_le, revoque_le, banni_le }: CeQuiTouche['aVoir'][number]['jeton']): string {
  const withdrawn = revoque_le ?? banni_le ?? expire_le;
  const sentences: Readonly<Record<Seen, string>> = {
    fin_proche: `valable jusqu’au ${dayOf(expire_le)}`,
    retrait_prevu: `fonctionne jusqu’au ${dateTimeOf(withdrawn)}`,
    expire: `depuis le ${dayOf(expire_le)}`,
    retire: `retiré le ${dateTimeOf(withdrawn)}`,
  };
  return sentences[etat];
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
