import { titleAt } from '../shared/site-map.ts';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import type { UseCase } from './cases.ts';
import { MY_EDITOR } from './my-editor-page.tsx';

/** The kinds of procedures that the service is made for. */
export function listPage({ frame, cases }: { frame: Frame; cases: readonly UseCase[] }): JSX.Element {
  const open = cases.filter(({ archived }) => archived === null);
  const closed = cases.filter(({ archived }) => archived !== null);
  return (
    <Layout frame={frame} title={titleAt('/cas-usage')} path="/cas-usage" trail={[['/', 'Accueil']]}>
      <h1 safe>{titleAt('/cas-usage')}</h1>
      <p class="fr-text--lead redaction">
        À quoi sert l’API dans votre procédure, quelles données demander, sur quel texte vous appuyer. Une demande
        d’accès couvre un seul cas d’usage.
      </p>
      <ul class="cas">
        {open.map((useCase) => (
          <Case useCase={useCase} />
        ))}
      </ul>
      <p class="redaction">
        Votre procédure n’est pas dans cette liste&nbsp;? Partez du cas le plus proche&nbsp;: la liste des données et
        les références restent un bon point de départ.
      </p>
      <p class="redaction">
        Votre logiciel appelle peut-être déjà l’API&nbsp;: <a href={MY_EDITOR}>cherchez votre éditeur</a>.
      </p>
      {closed.map(({ slug, title }) => (
        <p>
          Archivé&nbsp;:{' '}
          <a href={`/cas-usage/${slug}`} safe>
            {title}
          </a>
        </p>
      ))}
    </Layout>
  );
}

function Case({ useCase: { slug, title, summary, matrix } }: { useCase: UseCase }): JSX.Element {
  const useful = matrix.counts.reduce((most, { oui }) => Math.max(most, oui), 0);
  return (
    <li>
      <h2 class="fr-h5 fr-mb-1w">
        <a href={`/cas-usage/${slug}`} safe>
          {title}
        </a>
      </h2>
      <p class="fr-mb-1w" safe>
        {summary}
      </p>
      {useful === 0 ? '' : <p class="precision fr-mb-0" safe>{`${useful} données utiles`}</p>}
    </li>
  );
}
