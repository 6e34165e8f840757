import type { GuidePage } from '../shared/guide/guide.ts';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';

/** The documentation at a glance: each page, the question it answers, its chapters. */
export function indexPage({ frame, pages }: { frame: Frame; pages: readonly GuidePage[] }): JSX.Element {
  return (
    <Layout frame={frame} title="Documentation" path="/documentation" trail={[['/', 'Accueil']]}>
      <h1>Documentation</h1>
      <p class="fr-text--lead">
        De la première question à la vie quotidienne avec le service. Pressé&nbsp;? L’
        <a href="/developpeurs">espace développeurs</a> donne un premier appel en deux minutes.
      </p>
      <ol class="fr-raw-list guide-etapes">
        {pages.map(({ path, title, question, chapters }) => (
          <li>
            <h2>
              <a href={path} safe>
                {title}
              </a>
            </h2>
            <p safe>{question}</p>
            <ul>
              {chapters.map(({ anchor, title: name }) => (
                <li>
                  <a href={`${path}#${anchor}`} safe>
                    {name}
                  </a>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </Layout>
  );
}
