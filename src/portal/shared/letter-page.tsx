import { listWords } from '../../letters/lists.ts';
import type { Lettre } from '../../records/lettres.ts';
import { Alert } from '../views/alert.tsx';
import { Badge } from '../views/badge.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { dayOf } from './dates.ts';
import { letterProse } from './letter-prose.ts';
import { titleAt } from './site-map.ts';

interface LetterPageProps {
  readonly frame: Frame;
  readonly letter: Lettre;
  readonly publicUrl: string;
  /** It has not left: its author looks at what anyone will read. */
  readonly isPreview?: boolean;
}

export const archivesTrail: readonly (readonly [string, string])[] = [
  ['/', 'Accueil'],
  ['/infolettres', titleAt('/infolettres')],
  ['/infolettres/archives', titleAt('/infolettres/archives')],
];

/** A letter, at the address that its mails give. */
export function letterPage({ frame, letter, publicUrl, isPreview = false }: LetterPageProps): JSX.Element {
  const { id, genre, titre, resume, corps, commencee_le } = letter;
  const safeBody = letterProse(corps, publicUrl);
  return (
    <Layout
      frame={frame}
      title={isPreview ? `Aperçu : ${titre}` : titre}
      here={titre}
      trail={archivesTrail}
      head={<link rel="alternate" type="application/atom+xml" title="Lettres" href="/infolettres.atom" />}
    >
      {isPreview ? (
        <Alert kind="info" title="Aperçu : cette page n’est pas encore publiée">
          <p>
            <a href={`/administration/infolettres/${id}`}>Revenir à la lettre</a>
          </p>
        </Alert>
      ) : (
        ''
      )}
      <article class="redaction">
        <p class="fr-mb-1w">
          <Badge tone="info" label={listWords[genre].name} />{' '}
          <span class="mis-a-jour" safe>
            {commencee_le === null ? 'Non envoyée' : `Envoyée le ${dayOf(commencee_le)}`}
          </span>
        </p>
        <h1 safe>{titre}</h1>
        <p class="fr-text--lg" safe>
          {resume}
        </p>
        {safeBody}
      </article>
      <p class="actions fr-mt-4w">
        <a class="fr-btn" href="/infolettres">
          Recevoir nos lettres
        </a>
        <a class="fr-btn fr-btn--secondary" href="/infolettres/archives">
          Toutes les lettres
        </a>
      </p>
    </Layout>
  );
}
