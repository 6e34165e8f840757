import type { Usage } from '../../watch/usage.ts';
import type { YearRate } from '../../watch/year-rate.ts';
import { dayName, monthName, percent } from '../shared/availability.tsx';
import { dateTimeOf } from '../shared/dates.ts';
import { longDay } from '../shared/days.ts';
import { titleAt } from '../shared/site-map.ts';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { CallsChart } from './calls-chart.tsx';
import { LICENCE_URL } from './json-file.ts';
import { providerCount } from './providers.ts';
import { EndpointsTable, PeriodsTable, ProvidersTable, rateWords } from './usage-tables.tsx';
import { count } from './words.ts';

interface StatisticsPageProps {
  readonly frame: Frame;
  readonly usage: Usage;
}

/** « What is the service good for? »: what was not asked again of businesses first, then how much of it, and whose. */
export function statisticsPage({ frame, usage }: StatisticsPageProps): JSX.Element {
  const title = titleAt('/statistiques');
  return (
    <Layout frame={frame} title={title} path="/statistiques" trail={[['/', 'Accueil']]}>
      <h1 safe>{title}</h1>
      <p class="fr-text--lead redaction">
        Chaque appel qui aboutit est une information qu’une administration n’a pas redemandée à une entreprise ou à une
        association.
      </p>
      <Figures usage={usage} />
      {usage.year.calls === 0 ? <NoCall /> : <Calls usage={usage} />}
      <Method />
      <Downloads at={usage.at} />
    </Layout>
  );
}

function Figures({ usage: { year, lastDays, endpoints, availability } }: { usage: Usage }): JSX.Element {
  return (
    <dl class="chiffres chiffres-par-trois">
      <Figure value={count(year.answered)} name="informations non redemandées en 12 mois" />
      <Figure value={count(lastDays.answered)} name="informations non redemandées en 30 jours" />
      {year.calls === 0 ? (
        <Figure value="Inconnue" name="part des appels de 12 mois qui ont rendu une information" />
      ) : (
        <Figure value={rateWords(year)} name="des appels de 12 mois ont rendu une information" />
      )}
      <Availability rate={availability} />
      <Figure value={String(endpoints.length)} name="services, un par donnée ou par justificatif" />
      <Figure value={String(providerCount(endpoints))} name="fournisseurs de données" />
    </dl>
  );
}

function Availability({ rate }: { rate: YearRate | null }): JSX.Element {
  if (rate === null) return <Figure value="Inconnue" name="disponibilité sur 12 mois : rien n’a encore été mesuré" />;
  const since = rate.isWholeYear ? 'sur 12 mois' : `depuis le ${longDay(rate.since)}`;
  return <Figure value={percent(rate.rate)} name={`de disponibilité mesurée par notre sonde ${since}`} />;
}

function Figure({ value, name }: { value: string; name: string }): JSX.Element {
  return (
    <div>
      <dt safe>{name}</dt>
      <dd safe>{value}</dd>
    </div>
  );
}

function NoCall(): JSX.Element {
  return (
    <p class="avis redaction">
      Aucun appel n’a encore été fait sur cette plateforme. Les premiers chiffres paraîtront ici dans les minutes qui
      suivront le premier appel.
    </p>
  );
}

function Calls({ usage: { months, days, endpoints } }: { usage: Usage }): JSX.Element {
  return (
    <>
      <section class="nombres" aria-labelledby="appels">
        <h2 id="appels">Les appels</h2>
        <div class="courbes">
          <CallsChart id="appels-mois" title="12 derniers mois" tallies={months} nameOf={monthName}>
            <details class="repli">
              <summary>Les chiffres, mois par mois</summary>
              <PeriodsTable caption="Appels des 12 derniers mois" column="Mois" tallies={months} nameOf={monthName} />
            </details>
          </CallsChart>
          <CallsChart id="appels-jours" title="30 derniers jours" tallies={days} nameOf={dayName}>
            <details class="repli">
              <summary>Les chiffres, jour par jour</summary>
              <PeriodsTable caption="Appels des 30 derniers jours" column="Jour" tallies={days} nameOf={dayName} />
            </details>
          </CallsChart>
        </div>
      </section>
      <section class="nombres" aria-labelledby="fournisseurs">
        <h2 id="fournisseurs">Par fournisseur</h2>
        <ProvidersTable endpoints={endpoints} />
      </section>
      <section class="nombres nombres-apres-deux" aria-labelledby="services">
        <h2 id="services">Par service</h2>
        <EndpointsTable endpoints={endpoints} />
      </section>
    </>
  );
}

function Method(): JSX.Element {
  return (
    <section class="redaction" aria-labelledby="methode">
      <h2 id="methode">Comment ces chiffres sont comptés</h2>
      <ul>
        <li>
          Est compté tout appel d’un service fait avec un jeton valide, refus compris. Les appels de notre propre sonde
          ne le sont pas.
        </li>
        <li>
          <strong>Information rendue</strong>&nbsp;: l’appel a reçu une réponse, entière ou partielle (codes 200 et
          206). C’est ce que nous appelons une information non redemandée, et le <strong>taux de succès</strong> en est
          la part.
        </li>
        <li>
          <strong>Rien à rendre</strong>&nbsp;: le fournisseur a répondu, mais n’a rien pour ce numéro, ne peut pas le
          montrer, ou le connaît sous un autre (404, 451, 301).
        </li>
        <li>
          <strong>Refusés</strong>&nbsp;: l’appel n’était pas correct, ou dépassait les limites (autres codes 4xx).
        </li>
        <li>
          <strong>En échec</strong>&nbsp;: le fournisseur ou le service n’a pas pu répondre (codes 5xx).
        </li>
        <li>
          La <strong>disponibilité</strong> est celle de l’<a href="/etat-des-services">état des services</a>&nbsp;: la
          part des appels de notre sonde qui ont reçu une réponse.
        </li>
        <li>Les jours et les mois sont ceux de Paris. Aucun chiffre ne dit qui a appelé, ni pour quelle entreprise.</li>
      </ul>
    </section>
  );
}

function Downloads({ at }: { at: Date }): JSX.Element {
  return (
    <section class="redaction" aria-labelledby="telecharger">
      <h2 id="telecharger">Télécharger</h2>
      <ul>
        <li>
          <a href="/statistiques.csv">Télécharger les appels par mois et par service (CSV)</a>
        </li>
        <li>
          <a href="/statistiques.json">Tous les chiffres de cette page (JSON)</a>
        </li>
      </ul>
      <p>
        Ces données sont publiées sous{' '}
        <a href={LICENCE_URL} rel="noopener external license">
          Licence ouverte / Open Licence 2.0 (etalab-2.0)
        </a>
        &nbsp;: vous pouvez les réutiliser librement, à condition d’en citer la source et la date.
      </p>
      <p class="mis-a-jour" safe>{`Chiffres du ${dateTimeOf(at)}.`}</p>
    </section>
  );
}
