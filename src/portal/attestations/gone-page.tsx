import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { ATTESTATIONS, attestationsTrail, CONSULTATIONS } from './addresses.ts';

/** A document whose time is over. */
export function goneDocumentPage(frame: Frame): JSX.Element {
  const title = 'Ce document n’est plus disponible';
  return (
    <Layout frame={frame} title={title} isError trail={attestationsTrail}>
      <h1>{title}</h1>
      <p>
        Un document obtenu ici n’est gardé que peu de temps. Refaites la consultation&nbsp;: il vous en sera remis un à
        jour.
      </p>
      <p class="actions">
        <a class="fr-btn" href={ATTESTATIONS}>
          Nouvelle consultation
        </a>
        <a class="fr-btn fr-btn--secondary" href={CONSULTATIONS}>
          Mes consultations
        </a>
      </p>
    </Layout>
  );
}
