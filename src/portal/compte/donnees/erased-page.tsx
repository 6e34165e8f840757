import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';

/** It is done; a mail says so too. */
export function erasedPage(frame: Frame): JSX.Element {
  return (
    <Layout frame={frame} title="Votre compte est effacé" trail={[['/', 'Accueil']]}>
      <h1>Votre compte est effacé</h1>
      <p>Un courriel vous le confirme. Vous n’avez plus rien à faire.</p>
      <p>
        <a class="fr-link" href="/">
          Revenir à l’accueil
        </a>
      </p>
    </Layout>
  );
}
