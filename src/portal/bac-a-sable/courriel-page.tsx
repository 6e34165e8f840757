import type { Courriel } from '../../records/courriels.ts';
import { Badge } from '../views/badge.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { LinkedText } from '../views/linked-text.tsx';
import { longDateOf, stateOf } from './words.ts';

interface CourrielPageProps {
  readonly frame: Frame;
  readonly courriel: Courriel;
  /** Of the message in bytes; null when there is no file of it. */
  readonly size: number | null;
}

/** One mail: its text, its links to follow; the whole of it as a file. */
export function courrielPage({ frame, courriel, size }: CourrielPageProps): JSX.Element {
  const { id, destination, cc, subject, text, cree_le, echec } = courriel;
  const isLost = courriel.refuse_le !== null || courriel.abandonne_le !== null;
  return (
    <Layout
      frame={frame}
      title={subject}
      trail={[
        ['/', 'Accueil'],
        ['/bac-a-sable/courriels', 'Courriels du bac à sable'],
      ]}
    >
      <h1 safe>{subject}</h1>
      <dl class="fiche">
        <dt>Destinataire</dt>
        <dd safe>{destination}</dd>
        {cc.length === 0 ? (
          ''
        ) : (
          <>
            <dt>Copie</dt>
            <dd safe>{cc.join(', ')}</dd>
          </>
        )}
        <dt>Date</dt>
        <dd>
          <time datetime={cree_le.toISOString()} safe>
            {longDateOf(cree_le)}
          </time>
        </dd>
        <dt>État</dt>
        <dd>
          <Badge {...stateOf(courriel)} />
        </dd>
        {echec === null ? (
          ''
        ) : (
          <>
            <dt>{isLost ? 'Raison' : 'Dernier essai'}</dt>
            <dd safe>{echec}</dd>
          </>
        )}
      </dl>
      <h2>Texte</h2>
      {text === null ? (
        <p>Le texte de ce courriel n’est plus conservé.</p>
      ) : (
        <pre tabindex="0">
          <LinkedText text={text} />
        </pre>
      )}
      {size === null ? (
        ''
      ) : (
        <p>
          <a class="fr-link fr-link--download" href={`/bac-a-sable/courriels/${id}/message.eml`}>
            Télécharger le message
            <span class="fr-link__detail" safe>{`EML – ${Math.max(1, Math.round(size / 1000))} ko`}</span>
          </a>
        </p>
      )}
      <p>
        <a class="fr-link" href="/bac-a-sable/courriels">
          Tous les courriels
        </a>
      </p>
    </Layout>
  );
}
