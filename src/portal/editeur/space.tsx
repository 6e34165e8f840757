import type { Children } from '@kitajs/html';
import type { Editeur } from '../../records/editeurs.ts';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { CLIENTS, DELEGATIONS, editorTrail, MAILS } from './words.ts';

const parts = [
  [CLIENTS, 'Habilitations'],
  [DELEGATIONS, 'Délégations'],
  [MAILS, 'Courriel hebdomadaire'],
] as const;

interface SpaceProps {
  readonly frame: Frame;
  readonly editeur: Editeur;
  readonly title: string;
  /** The part of the space that this page is. */
  readonly part: (typeof parts)[number][0];
  readonly isError?: boolean;
  readonly children?: Children;
}

/** The frame of the editor's pages: whose space it is, and its parts. */
export function Space({ frame, editeur, title, part, isError = false, children }: SpaceProps): JSX.Element {
  return (
    <Layout
      frame={frame}
      title={`${title} – ${editeur.nom}`}
      here={title}
      path={part}
      isError={isError}
      trail={editorTrail}
    >
      <h1 safe>{title}</h1>
      <p class="fr-mb-2w" safe>{`${editeur.nom}, ${editeur.produit}`}</p>
      <nav class="fr-mb-4w" aria-label="Pages de l’espace éditeur">
        <ul class="onglets-jeton">
          {parts.map(([href, label]) => (
            <li>
              <a href={href} aria-current={href === part ? 'page' : undefined}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </Layout>
  );
}
