import { inlineText } from '../shared/inline-text.ts';
import { termOf } from '../shared/search-text.ts';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { SearchField } from '../views/search-field.tsx';
import { excerptOf } from './excerpt.ts';
import type { Findings, Found, Group } from './search.ts';

interface ResultsPageProps {
  readonly frame: Frame;
  readonly query: string;
  readonly findings: Findings;
}

/** Results of one part of the site that are shown at once. */
const SHOWN = 10;

export function resultsPage({ frame, query, findings }: ResultsPageProps): JSX.Element {
  const { groups } = findings;
  return (
    <Layout
      frame={frame}
      title={query === '' ? 'Recherche' : `${query} – Recherche`}
      here="Recherche"
      trail={[['/', 'Accueil']]}
    >
      <h1>Recherche</h1>
      <form class="recherche-formulaire" action="/recherche" method="get">
        <SearchField label="Une question, un code, une donnée" value={query} />
      </form>
      <p class="recherche-compte" role="status" safe>
        {summary(query, findings)}
      </p>
      {groups.map((group) => (
        <GroupResults group={group} query={query} />
      ))}
      {query !== '' && (groups.length === 0 || !findings.exact) ? <WaysOut query={query} /> : ''}
      {query === '' ? <Ideas /> : ''}
    </Layout>
  );
}

/** What was found, in one sentence. */
function summary(query: string, { groups, exact }: Findings): string {
  if (query === '') return 'Tapez un mot, une question ou un code d’erreur.';
  const count = groups.reduce((sum, { found }) => sum + found.length, 0);
  if (count === 0) return `Aucun résultat pour « ${query} ».`;
  const words = `${count} résultat${count > 1 ? 's' : ''}`;
  return exact
    ? `${words} pour « ${query} ».`
    : `Rien ne réunit tous les mots de « ${query} ». ${words} en contien${count > 1 ? 'nent' : 't'} une partie.`;
}

function GroupResults({ group: { source, found }, query }: { group: Group; query: string }): JSX.Element {
  const more = found.length - SHOWN;
  return (
    <section class="recherche-groupe">
      <h2 safe>{`${source.name} (${found.length})`}</h2>
      <ol class="fr-raw-list recherche-resultats">
        {found.slice(0, SHOWN).map((result) => (
          <Result result={result} />
        ))}
      </ol>
      {more > 0 && source.furtherPath !== undefined ? (
        <p>
          <a class="fr-link" href={source.furtherPath(query)} safe>
            {`Les ${found.length} résultats, avec leurs filtres`}
          </a>
        </p>
      ) : (
        ''
      )}
      {more > 0 && source.furtherPath === undefined ? (
        <p
          safe
        >{`${more} autre${more > 1 ? 's' : ''}, moins proche${more > 1 ? 's' : ''} : précisez votre recherche.`}</p>
      ) : (
        ''
      )}
    </section>
  );
}

function Result({ result: { entry, terms } }: { result: Found }): JSX.Element {
  const isMarked = (word: string): boolean => {
    const term = termOf(word);
    return term !== null && terms.has(term);
  };
  return (
    <li>
      <h3>
        <a href={entry.path}>{inlineText(entry.title, isMarked)}</a>
      </h3>
      {entry.place === '' ? (
        ''
      ) : (
        <p class="recherche-lieu" safe>
          {entry.place}
        </p>
      )}
      <p>{inlineText(excerptOf(entry.text, terms), isMarked)}</p>
    </li>
  );
}

function WaysOut({ query }: { query: string }): JSX.Element {
  return (
    <section class="recherche-groupe">
      <h2>Chercher autrement</h2>
      <ul>
        <li>
          Un seul mot, ou un mot plus courant&nbsp;: «&nbsp;jeton&nbsp;», «&nbsp;quota&nbsp;», «&nbsp;dirigeant&nbsp;».
        </li>
        <li>
          Le <a href={`/catalogue?q=${encodeURIComponent(query)}`}>catalogue des données</a>, qui connaît chaque champ
          et accepte un SIREN ou un SIRET.
        </li>
        <li>
          Le sommaire de la <a href="/documentation">documentation</a>, ou{' '}
          <a href="/documentation/codes">tous les codes d’erreur</a>.
        </li>
      </ul>
    </section>
  );
}

function Ideas(): JSX.Element {
  const ideas = ['jeton expiré', 'code 503', 'bannissement', 'chiffre d’affaires', 'réponse incomplète'];
  return (
    <p>
      Par exemple&nbsp;:{' '}
      {ideas.map((idea, rank) => (
        <>
          {rank === 0 ? '' : ', '}
          <a href={`/recherche?q=${encodeURIComponent(idea)}`} safe>
            {idea}
          </a>
        </>
      ))}
      .
    </p>
  );
}
