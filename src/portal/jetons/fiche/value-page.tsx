import type { JetonVu } from '../../../records/jetons-de-compte.ts';
import { jetonHead } from '../../shared/jeton-card.tsx';
import type { Frame } from '../../views/frame.ts';
import { JetonTabs } from '../../views/jeton-tabs.tsx';
import { Layout } from '../../views/layout.tsx';
import { jetonTrail, pageOf } from '../addresses.ts';

interface ValuePageProps {
  readonly frame: Frame;
  readonly jeton: Pick<JetonVu, 'jti' | 'sujet'>;
  readonly valeur: string;
}

/** The value, asked for by its requester: this answer alone holds it, and no one keeps it. */
export function valuePage({ frame, jeton, valeur }: ValuePageProps): JSX.Element {
  return (
    <Layout
      frame={frame}
      title={`Valeur du jeton – ${jeton.sujet}`}
      here="Valeur du jeton"
      trail={jetonTrail(jeton)}
      head={
        <>
          {jetonHead}
          <script defer src="/statique/copier.js" />
        </>
      }
    >
      <h1>Valeur du jeton</h1>
      <JetonTabs jti={jeton.jti} current={null} />
      <p safe>{`« ${jeton.sujet} ». Cet affichage est enregistré, avec sa date et votre adresse IP.`}</p>
      <pre class="valeur-jeton" tabindex="0" data-copier="le jeton">
        <code safe>{valeur}</code>
      </pre>
      <p class="colonne">
        Rangez-la dans le coffre de secrets de votre application. Elle voyage dans l’en-tête{' '}
        <code>Authorization: Bearer</code>, jamais dans une adresse. Pour la donner à quelqu’un, ne la copiez pas&nbsp;:
        transmettez-la.
      </p>
      <p class="actions">
        <a class="fr-btn" href={pageOf(jeton.jti)}>
          Revenir au jeton
        </a>
        <a class="fr-btn fr-btn--secondary" href={pageOf(jeton.jti, 'transmettre')}>
          Transmettre le jeton
        </a>
      </p>
    </Layout>
  );
}
