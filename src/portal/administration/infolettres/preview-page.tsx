import type { ComposedLetter } from '../../../letters/letter-mail.tsx';
import { stateOf } from '../../../letters/states.ts';
import type { Lettre } from '../../../records/lettres.ts';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { belowLetter, ROOT } from './trail.ts';

interface PreviewPageProps {
  readonly frame: Frame;
  readonly letter: Lettre;
  readonly composed: ComposedLetter;
  readonly text: string;
}

/** The very mail that will leave, its two faces side by side. */
export function previewPage({ frame, letter, composed, text }: PreviewPageProps): JSX.Element {
  const { id, titre } = letter;
  const isDraft = stateOf(letter) === 'brouillon';
  return (
    <Layout frame={frame} title={`Aperçu du courriel : ${titre}`} here="Aperçu" trail={belowLetter(letter)}>
      <h1>Aperçu</h1>
      <p>
        Objet&nbsp;: <strong safe>{composed.subject}</strong>
      </p>
      <p class="actions">
        {isDraft ? (
          <>
            <a class="fr-btn" href={`${ROOT}/${id}/envoyer`}>
              Envoyer…
            </a>
            <a class="fr-btn fr-btn--secondary" href={`${ROOT}/${id}/modifier`}>
              Modifier
            </a>
          </>
        ) : (
          ''
        )}
        <a class="fr-btn fr-btn--secondary" href={`${ROOT}/${id}/apercu/page`}>
          Voir la page des archives
        </a>
        <a class="fr-btn fr-btn--tertiary" href={`${ROOT}/${id}`}>
          Revenir à la lettre
        </a>
      </p>
      <div class="apercu">
        <section aria-labelledby="mise-en-page">
          <h2 class="fr-h4" id="mise-en-page">
            Courriel mis en page
          </h2>
          <iframe
            class="apercu-courriel"
            src={`${ROOT}/${id}/apercu/courriel`}
            title="Courriel mis en page"
            sandbox=""
          ></iframe>
        </section>
        <section aria-labelledby="texte-seul">
          <h2 class="fr-h4" id="texte-seul">
            Le même en texte seul
          </h2>
          <pre tabindex="0" safe>
            {text}
          </pre>
        </section>
      </div>
      <p>
        Chaque destinataire a son propre lien de désabonnement&nbsp;; ici, il mène à la page publique. Les liens du
        courriel mis en page ne s’ouvrent pas dans cet aperçu&nbsp;: envoyez-vous un essai pour les suivre.
      </p>
    </Layout>
  );
}
