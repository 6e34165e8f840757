import type { Changement } from '../../../habilitations/changements.ts';
import { Alert } from '../../views/alert.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { Typed } from './typed.tsx';

interface ClosedPageProps {
  readonly frame: Frame;
  readonly demande: { readonly id: string; readonly numero: string };
  readonly changes: readonly Changement[];
}

/** The request was sent, or withdrawn, while a page of its form was open: what was typed there is given back. */
export function closedPage({ frame, demande: { id, numero }, changes }: ClosedPageProps): JSX.Element {
  return (
    <Layout
      frame={frame}
      title={`Demande ${numero} – Modification impossible`}
      here={`Demande ${numero}`}
      isError
      trail={[['/', 'Accueil']]}
    >
      <h1>Cette demande ne peut plus être modifiée</h1>
      <Alert kind="error" title="Rien n’a été enregistré" fresh>
        <p>
          La demande a changé d’état pendant que cette page était ouverte&nbsp;: elle a sans doute été envoyée. Gardez
          votre saisie si elle vous est utile.
        </p>
        <Typed changes={changes} />
      </Alert>
      <p>
        <a class="fr-btn" href={`/demandes/${id}`}>
          Voir où en est la demande
        </a>
      </p>
    </Layout>
  );
}
