import type { Service } from '../../../jetons/consommation/compteurs.ts';
import { DERNIERS_APPELS, type StatistiquesDeJeton } from '../../../jetons/statistiques/lecture.ts';
import { type Periode, periodes } from '../../../jetons/statistiques/periodes.ts';
import type { Trace } from '../../../records/traces.ts';
import type { Attente } from '../../shared/attente.ts';
import type { Frame } from '../../views/frame.ts';
import { JetonTabs } from '../../views/jeton-tabs.tsx';
import { Layout } from '../../views/layout.tsx';
import { accountTrail, secondOf } from '../consommation/words.ts';
import { JustificationNotice } from '../justifications/notice.tsx';
import { CallsTable } from '../traces/calls-table.tsx';
import { tracesOf } from '../traces/words.ts';
import { CallsChart } from './chart.tsx';
import { EndpointsTable, TranchesTable } from './tables.tsx';
import { ERREUR_PERCENT, periodeWords, trancheName } from './words.ts';

interface StatisticsPageProps {
  readonly frame: Frame;
  readonly lu: StatistiquesDeJeton;
  readonly derniers: readonly Trace[];
  readonly services: readonly Service[];
  /** What is asked of its holders. */
  readonly demandees: readonly Attente[];
}

/** « Did my calls work, and if not, whose fault? » */
export function statisticsPage({ frame, lu, derniers, services, demandees }: StatisticsPageProps): JSX.Element {
  const { jti, sujet } = lu.jeton;
  const { periode, total, endpoints } = lu;
  const address = `/compte/jetons/${jti}/statistiques`;
  return (
    <Layout
      frame={frame}
      title={`Statistiques – ${sujet}`}
      here="Statistiques"
      trail={[...accountTrail, ['/compte/jetons', 'Mes jetons'], [`/compte/jetons/${jti}`, sujet]]}
      head={<link rel="stylesheet" href="/statique/jetons-statistiques.css" />}
    >
      <h1 safe>{sujet}</h1>
      <JetonTabs jti={jti} current="/statistiques" />
      <JustificationNotice demandees={demandees} />
      <Periods address={address} current={periode} />
      <p>
        <span safe>{`Compté à ${secondOf(lu.maintenant)}. Un appel paraît ici dans la minute.`}</span>{' '}
        <a href={`${address}?periode=${periode}`}>Actualiser</a>
      </p>
      <Figures lu={lu} />
      {total.appels === 0 ? '' : <Chart lu={lu} />}
      <section class="nombres" aria-labelledby="services">
        <h2 id="services">Par service</h2>
        {total.appels === 0 ? (
          <NoCall periode={periode} />
        ) : (
          <>
            <EndpointsTable endpoints={endpoints} services={services} />
            <p>
              <a class="fr-link" href={`${address}.csv?periode=${periode}`}>
                Télécharger ce tableau (CSV)
              </a>
            </p>
          </>
        )}
      </section>
      <Method />
      <section aria-labelledby="derniers">
        <h2 id="derniers">Derniers appels</h2>
        {derniers.length === 0 ? (
          <p>
            Aucun appel n’a encore été fait avec ce jeton. <a href="/documentation/demarrer">Faire un premier appel</a>
          </p>
        ) : (
          <CallsTable
            caption={`Les ${DERNIERS_APPELS} derniers appels au plus, quelle que soit la période`}
            jti={jti}
            traces={derniers}
            services={services}
          />
        )}
        <p>
          <a class="fr-link" href={tracesOf(jti)}>
            Chercher dans toutes les traces de ce jeton
          </a>
        </p>
      </section>
    </Layout>
  );
}

function Periods({ address, current }: { address: string; current: Periode }): JSX.Element {
  return (
    <nav aria-label="Période">
      <ul class="fr-tags-group">
        {periodes.map((periode) => (
          <li>
            <a
              class="fr-tag"
              href={`${address}?periode=${periode}`}
              aria-current={periode === current ? 'page' : undefined}
              safe
            >
              {periodeWords[periode].label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

const number = new Intl.NumberFormat('fr-FR');

function Figures({ lu: { total } }: { lu: StatistiquesDeJeton }): JSX.Element {
  const figures = [
    [total.appels, 'appels'],
    [total.succes, 'succès : la donnée a été rendue (2xx)'],
    [total.vosErreurs, 'vos erreurs : l’appel était à corriger, ou de trop (4xx, hors 404 et 451)'],
    [total.pannes, 'pannes : le fournisseur, plus rarement nous, n’a pas répondu comme il faut (5xx)'],
  ] as const;
  return (
    <>
      <dl class="chiffres">
        {figures.map(([value, name]) => (
          <div>
            <dt>{name}</dt>
            <dd safe>{number.format(value)}</dd>
          </div>
        ))}
      </dl>
      {total.sansDonnee === 0 ? (
        ''
      ) : (
        <p safe>
          {`Le reste, ${number.format(total.sansDonnee)}, n’est pas en erreur : le fournisseur n’avait pas de donnée à rendre (404, ou 301 et 451).`}
        </p>
      )}
    </>
  );
}

function Chart({ lu: { periode, tranches } }: { lu: StatistiquesDeJeton }): JSX.Element {
  const { last, unite } = periodeWords[periode];
  const one = unite.toLowerCase();
  return (
    <CallsChart title={`Appels des ${last}`} tranches={tranches} nameOf={(debut) => trancheName(periode, debut)}>
      <details class="repli">
        <summary safe>{`Les chiffres, ${one} par ${one}`}</summary>
        <TranchesTable tranches={tranches} periode={periode} />
      </details>
    </CallsChart>
  );
}

function NoCall({ periode }: { periode: Periode }): JSX.Element {
  const longest = periodes.at(-1);
  return (
    <p>
      {periode === longest
        ? 'Aucun appel sur cette période.'
        : 'Aucun appel sur cette période. Choisissez-en une plus longue pour remonter plus loin.'}
    </p>
  );
}

function Method(): JSX.Element {
  return (
    <div class="colonne fr-mb-4w">
      <p class="fr-text--sm" safe>
        {`p50 et p95 : la durée que la moitié des appels, puis 95 % d’entre eux, n’ont pas dépassée, entre l’arrivée de l’appel et notre réponse. Elles sont lues dans des paliers, et justes à ${ERREUR_PERCENT} % près. Les appels refusés (vos erreurs) n’y comptent pas : ils sont refusés aussitôt. La colonne « % 404 » compte aussi les 301 (identifiant remplacé) et les 451 (entité non diffusible).`}
      </p>
    </div>
  );
}
