import { isServed, titleAt } from '../shared/site-map.ts';
import { WrittenText } from '../shared/written-text.tsx';
import { Alert } from '../views/alert.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { Summary } from '../views/summary.tsx';
import type { UseCase } from './cases.ts';
import { MatrixTable } from './matrix-table.tsx';

/** What the API is for in one kind of procedure, and which data serve it. */
export function casePage({ frame, useCase }: { frame: Frame; useCase: UseCase }): JSX.Element {
  const { slug, title, summary, archived, before, after, columns } = useCase;
  const data = { id: 'donnees', title: 'Données utiles' };
  return (
    <Layout
      frame={frame}
      title={title}
      path="/cas-usage"
      trail={[
        ['/', 'Accueil'],
        ['/cas-usage', titleAt('/cas-usage')],
      ]}
    >
      <h1 safe>{title}</h1>
      {archived === null ? (
        <p class="fr-text--lead" safe>
          {summary}
        </p>
      ) : (
        <Alert kind="warning" title="Cas d’usage archivé">
          <p safe>{archived}</p>
        </Alert>
      )}
      <Summary entries={[...before.parts, ...(columns.length === 0 ? [] : [data]), ...after.parts]} />
      <WrittenText text={before} />
      {columns.length === 0 ? (
        ''
      ) : (
        <section class="cas-donnees">
          <h2 id={data.id} safe>
            {data.title}
          </h2>
          <p class="redaction">
            Toutes les données du service, et ce qu’elles valent pour ce cas d’usage. Une donnée «&nbsp;à étudier&nbsp;»
            se justifie dans la demande d’accès&nbsp;; les autres non retenues ne seront pas accordées à ce titre.
          </p>
          <MatrixTable useCase={useCase} />
        </section>
      )}
      <WrittenText text={after} />
      {archived === null ? <NextStep slug={slug} /> : ''}
    </Layout>
  );
}

function NextStep({ slug }: { slug: string }): JSX.Element {
  if (isServed('/demander-un-acces')) {
    return (
      <p class="fr-mt-4w">
        <a class="fr-btn" href={`/demandes/nouvelle?cas=${slug}`}>
          Demander un accès pour ce cas d’usage
        </a>
      </p>
    );
  }
  return (
    <p class="fr-mt-4w">
      <a class="fr-btn" href="/developpeurs/openapi">
        Essayer l’API
      </a>
    </p>
  );
}
