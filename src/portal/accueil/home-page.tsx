import type { YearRate } from '../../watch/year-rate.ts';
import { longDay } from '../shared/days.ts';
import { isServed, titleAt } from '../shared/site-map.ts';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { SearchField } from '../views/search-field.tsx';
import type { HomeFacts } from './facts.ts';
import { NowLine } from './now-line.tsx';

/** What does not change while the service runs. */
export interface HomeContent {
  /** The first call to try, as a shell command. */
  readonly firstCall: string;
  /** What that call is answered; null when nothing says it. */
  readonly firstAnswer: string | null;
  readonly endpoints: number;
  readonly providers: number;
}

interface HomePageProps extends HomeContent {
  readonly frame: Frame;
  readonly facts: HomeFacts;
}

/** « Is this for me, does it work now, where do I start? » */
export function homePage({ frame, facts, ...content }: HomePageProps): JSX.Element {
  return (
    <Layout title={titleAt('/')} frame={frame} path="/" head={<script defer src="/statique/copier.js" />}>
      <div class="accueil-tete">
        <h1>Ne plus demander deux fois la même information</h1>
        <p class="fr-text--lead">
          Un numéro de SIRET suffit&nbsp;: API Entreprise va chercher les données et les justificatifs d’une entreprise
          ou d’une association chez l’administration qui les détient.
        </p>
        <p>
          Le service est gratuit. Il est réservé aux acteurs publics (administrations, collectivités, établissements
          publics) et à leurs prestataires.
        </p>
        <Ways />
        <NowLine now={facts.now} />
      </div>
      <Search />
      <Figures {...content} year={facts.year} />
      <FirstCall frame={frame} {...content} />
      <Steps />
    </Layout>
  );
}

function Ways(): JSX.Element {
  return (
    <ul class="fr-btns-group fr-btns-group--inline-md">
      <li>
        <a class="fr-btn" href="/catalogue">
          Trouver une donnée
        </a>
      </li>
      <li>
        <a
          class="fr-btn fr-btn--secondary"
          href={isServed('/demander-un-acces') ? '/demander-un-acces' : '/documentation/demarrer#demander-l-acces'}
        >
          Demander un accès
        </a>
      </li>
    </ul>
  );
}

/** Fields that answers really have. */
export const searchExamples: readonly string[] = ['chiffre d’affaires', 'capital social', 'date de création'];

function Search(): JSX.Element {
  return (
    <div class="accueil-recherche">
      <form action="/catalogue" method="get">
        <search>
          <SearchField label="Trouver une donnée : un champ, un fournisseur, un numéro" />
        </search>
      </form>
      <p class="precision">
        Par exemple&nbsp;:{' '}
        {searchExamples.map((example, rank) => (
          <>
            {rank === 0 ? '' : ', '}
            <a href={`/catalogue?q=${encodeURIComponent(example)}`} safe>
              {example}
            </a>
          </>
        ))}
      </p>
    </div>
  );
}

function Figures({ endpoints, providers, year }: HomeContent & { readonly year: YearRate | null }): JSX.Element {
  return (
    <dl class="chiffres">
      <Figure value={String(endpoints)} name="services, un par donnée ou par justificatif" />
      <Figure value={String(providers)} name="fournisseurs de données interrogés à chaque appel" />
      {year === null ? (
        <Figure value="Inconnue" name="disponibilité sur 12 mois : rien n’a encore été mesuré" />
      ) : (
        <Figure
          value={`${number.format(year.rate)} %`}
          name={`de disponibilité mesurée par notre sonde ${year.isWholeYear ? 'sur 12 mois' : `depuis le ${longDay(year.since)}`}`}
        />
      )}
    </dl>
  );
}

const number = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 2 });

function Figure({ value, name }: { value: string; name: string }): JSX.Element {
  return (
    <div>
      <dt safe>{name}</dt>
      <dd safe>{value}</dd>
    </div>
  );
}

function FirstCall({ frame, firstCall, firstAnswer }: HomeContent & { readonly frame: Frame }): JSX.Element {
  return (
    <section aria-labelledby="premier-appel">
      <h2 id="premier-appel">Le premier appel, et sa réponse</h2>
      <div class="premier-appel">
        <div>
          {frame.sandbox ? (
            <p>Dans un terminal, sur la machine qui fait tourner ce service&nbsp;:</p>
          ) : (
            <p>
              Dans un terminal, avec votre jeton à la place de <code>VOTRE_JETON</code>&nbsp;:
            </p>
          )}
          <pre tabindex="0" data-copier="le premier appel">
            <code safe>{firstCall}</code>
          </pre>
          <p>
            Sans terminal&nbsp;: <a href="/developpeurs/bac-a-sable">la console d’essai</a> appelle chaque service
            depuis une page. Vos outils, eux, liront la description <a href="/v2/open-api.yml">OpenAPI</a>.
          </p>
        </div>
        {firstAnswer === null ? '' : <Answer text={firstAnswer} />}
      </div>
    </section>
  );
}

function Answer({ text }: { text: string }): JSX.Element {
  return (
    <section aria-label="Réponse au premier appel">
      <p>
        Code <strong>200</strong>, en JSON&nbsp;:
      </p>
      <pre class="reponse-accueil" tabindex="0">
        <code safe>{text}</code>
      </pre>
    </section>
  );
}

const steps: readonly (readonly [path: string, label: string])[] = [
  ['/documentation/besoin', 'Vérifier que le service répond à votre besoin'],
  ['/documentation/prerequis', 'Réunir les prérequis avec votre équipe technique'],
  ['/documentation/demarrer', 'Demander l’accès, puis faire un premier appel'],
  ['/documentation/quotidien', 'Vivre avec au quotidien : état, incidents, renouvellement'],
];

/** The way from the need to everyday use, each step to its chapter. */
function Steps(): JSX.Element {
  return (
    <section aria-labelledby="etapes">
      <h2 id="etapes">Quatre étapes</h2>
      <ol class="etapes">
        {steps.map(([path, label]) => (
          <li>
            <a href={path} safe>
              {label}
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}
