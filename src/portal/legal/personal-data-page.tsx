import { titleAt } from '../shared/site-map.ts';
import type { Written } from '../shared/written.ts';
import { WrittenText } from '../shared/written-text.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { Summary } from '../views/summary.tsx';

/** What the service keeps of people. */
export function personalDataPage({ frame, text }: { frame: Frame; text: Written }): JSX.Element {
  const title = titleAt('/donnees-personnelles');
  return (
    <Layout frame={frame} title={title} path="/donnees-personnelles" trail={[['/', 'Accueil']]}>
      <h1 safe>{title}</h1>
      <Summary entries={text.parts} />
      <WrittenText text={text} />
    </Layout>
  );
}
