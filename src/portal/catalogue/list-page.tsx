import type { State } from '../../watch/service-states.ts';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { SearchField } from '../views/search-field.tsx';
import { Card } from './card.tsx';
import { FilterForm } from './filter-form.tsx';
import type { Facet } from './filters.ts';
import type { Findings, Hit } from './search/search.ts';
import { countWords } from './words.ts';

interface ListPageProps {
  readonly frame: Frame;
  readonly query: string;
  readonly kind: Findings['kind'];
  /** What fits the search and the filters. */
  readonly hits: readonly Hit[];
  /** How many fit the search, whatever the filters. */
  readonly unfiltered: number;
  readonly total: number;
  readonly facets: readonly Facet[];
  readonly stateOf: (endpoint: string) => State;
}

/** « Which endpoint gives me this datum? » */
export function listPage(props: ListPageProps): JSX.Element {
  const { frame, query, hits, facets } = props;
  const clearing = query === '' ? '/catalogue' : `/catalogue?q=${encodeURIComponent(query)}`;
  return (
    <Layout
      frame={frame}
      title="Catalogue des données"
      path="/catalogue"
      trail={[['/', 'Accueil']]}
      head={<script defer src="/statique/catalogue.js" />}
    >
      <h1>Catalogue des données</h1>
      <form class="catalogue" id="recherche" action="/catalogue" method="get">
        <search class="catalogue-recherche">
          <SearchField label="Une donnée, un champ, un fournisseur, un numéro" value={query} />
          <p class="catalogue-exemples">
            Par exemple&nbsp;: <Example query="chiffre d’affaires" />, <Example query="dirigeant" />,{' '}
            <Example query="date de création" />, ou un SIREN pour voir ce qu’il permet de demander.
          </p>
        </search>
        <FilterForm facets={facets} clearing={clearing} />
        <div class="catalogue-resultats" id="resultats">
          <p class="catalogue-compte" role="status" safe>
            {summary(props)}
          </p>
          {hits.length === 0 ? <NothingFound {...props} clearing={clearing} /> : <Cards {...props} />}
          {props.kind === 'proches' ? <MissingData query={props.query} /> : ''}
          <p class="catalogue-outils">
            Pour vos outils&nbsp;: <a href="/catalogue.json">tout le catalogue en JSON</a>.
          </p>
        </div>
      </form>
    </Layout>
  );
}

function Example({ query }: { query: string }): JSX.Element {
  return (
    <a href={`/catalogue?q=${encodeURIComponent(query)}`} safe>
      {query}
    </a>
  );
}

function Cards({ hits, stateOf }: ListPageProps): JSX.Element {
  return (
    <ul class="cartes">
      {hits.map((hit) => (
        <Card hit={hit} state={stateOf(hit.fiche.name)} />
      ))}
    </ul>
  );
}

/** What the search found, in one sentence; it is read aloud when it changes. */
function summary({ query, kind, hits, total, facets }: ListPageProps): string {
  const count = countWords(hits.length);
  const filtered = facets.some(({ chosen }) => chosen !== '') ? ' avec ces filtres' : '';
  if (kind === 'tout') return hits.length === total ? count : `${count} sur ${total}${filtered}`;
  if (kind === 'identifiant') return `${count} à demander avec le numéro « ${query} »${filtered}`;
  if (kind === 'proches') {
    return `Aucune donnée ne répond à « ${query} »${hits.length > 0 ? ` ; ${hits.length > 1 ? 'les plus proches sont' : 'la plus proche est'} ci-dessous` : filtered}`;
  }
  return `${count} pour « ${query} »${filtered}`;
}

function NothingFound({ kind, unfiltered, clearing }: ListPageProps & { clearing: string }): JSX.Element {
  if (unfiltered > 0 && kind !== 'proches') {
    return (
      <p>
        <a class="fr-link" href={clearing} safe>
          {`Retirer les filtres : ${countWords(unfiltered)}`}
        </a>
      </p>
    );
  }
  return (
    <p>
      Essayez un mot plus général, ou le nom d’un champ de la réponse. Vous pouvez aussi{' '}
      <a href="/catalogue">parcourir tout le catalogue</a>.
    </p>
  );
}

function MissingData({ query }: Pick<ListPageProps, 'query'>): JSX.Element {
  const subject = query === '' ? 'Donnée manquante' : `Donnée manquante : ${query}`;
  return (
    <p class="avis">
      La donnée que vous cherchez n’est pas ici&nbsp;?{' '}
      <a href={`/support/signaler?type=general&sujet=${encodeURIComponent(subject)}`}>Demander cette donnée</a>, en
      disant pour quelle démarche&nbsp;: c’est ainsi que de nouvelles données entrent au catalogue.
    </p>
  );
}
