import type { GuidePage } from '../shared/guide/guide.ts';
import { GuideText } from '../shared/guide/guide-text.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';

interface StepPageProps {
  readonly frame: Frame;
  readonly pages: readonly GuidePage[];
  readonly page: GuidePage;
}

/** One page of the documentation: its chapters, and the way to the pages before and after it. */
export function stepPage({ frame, pages, page }: StepPageProps): JSX.Element {
  const rank = pages.indexOf(page);
  return (
    <Layout
      frame={frame}
      title={`${page.title} – Documentation`}
      here={page.title}
      path="/documentation"
      trail={[
        ['/', 'Accueil'],
        ['/documentation', 'Documentation'],
      ]}
      head={<script defer src="/statique/copier.js" />}
    >
      <h1 safe>{page.title}</h1>
      <p class="fr-text--lead" safe>
        {page.question}
      </p>
      <GuideText page={page} />
      <nav class="guide-suite" aria-label="Pages de la documentation">
        <ul class="fr-raw-list">
          <Neighbour page={pages[rank - 1]} label="Page précédente" />
          <Neighbour page={pages[rank + 1]} label="Page suivante" />
        </ul>
      </nav>
    </Layout>
  );
}

function Neighbour({ page, label }: { page: GuidePage | undefined; label: string }): JSX.Element {
  if (page === undefined) return '';
  return (
    <li>
      <a class="fr-link" href={page.path} safe>
        {`${label} : ${page.title}`}
      </a>
    </li>
  );
}
