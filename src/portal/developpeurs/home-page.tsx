import type { GuidePage } from '../shared/guide/guide.ts';
import { GuideText } from '../shared/guide/guide-text.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';

/** Where an integrator begins, and comes back. */
export function developerHomePage({ frame, page }: { frame: Frame; page: GuidePage }): JSX.Element {
  return (
    <Layout
      frame={frame}
      title="Espace développeurs"
      path="/developpeurs"
      trail={[['/', 'Accueil']]}
      head={<script defer src="/statique/copier.js" />}
    >
      <h1>Espace développeurs</h1>
      <p class="fr-text--lead" safe>
        {page.question}
      </p>
      <GuideText page={page} />
    </Layout>
  );
}
