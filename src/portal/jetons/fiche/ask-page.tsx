import type { Donnee } from '../../../habilitations/donnees.ts';
import type { Demande } from '../../../records/demandes.ts';
import { Alert } from '../../views/alert.tsx';
import { Form, HiddenField, SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { jetonTrail, pageOf } from '../addresses.ts';

interface AskPageProps {
  readonly frame: Frame;
  readonly jeton: { readonly jti: string; readonly sujet: string };
  readonly demande: Demande;
  readonly donnees: readonly Donnee[];
  /** Why nothing was done. */
  readonly refusal?: string;
}

const TITLE = 'Demander ces données ?';

/** What is about to be added to the request, and what follows. */
export function askPage({ frame, jeton, demande, donnees, refusal }: AskPageProps): JSX.Element {
  return (
    <Layout
      frame={frame}
      title={TITLE}
      here="Demander des données"
      isError={refusal !== undefined}
      trail={jetonTrail(jeton)}
    >
      <h1>{TITLE}</h1>
      {refusal === undefined ? '' : <Alert kind="error" title={refusal} fresh />}
      <ul>
        {donnees.map(({ titre, ouverture }) => (
          <li safe>{ouverture === 'publique' ? titre : `${titre} (${openness[ouverture]})`}</li>
        ))}
      </ul>
      <div class="colonne">
        <p safe>
          {demande.reouverture || demande.etat !== 'validee'
            ? `Elles sont ajoutées à votre demande ${demande.numero}, déjà ouverte.`
            : `Votre demande ${demande.numero} redevient un brouillon, où elles sont cochées. Vous dites pourquoi elles vous sont nécessaires, vous relisez, vous renvoyez : elle est instruite de nouveau.`}
        </p>
        <p>
          Pendant ce temps, l’habilitation reste en vigueur et ce jeton fonctionne. Une fois la demande validée, un{' '}
          <strong>nouveau jeton</strong> porte les nouveaux droits&nbsp;; celui-ci garde les siens jusqu’à sa fin.
        </p>
      </div>
      <Form frame={frame} action={pageOf(jeton.jti, 'demander')}>
        {donnees.map(({ code }) => (
          <HiddenField name="donnees" value={code} />
        ))}
        <p class="actions">
          <SubmitButton label="Ajouter à ma demande" />
          <a class="fr-btn fr-btn--secondary" href={pageOf(jeton.jti)}>
            Ne rien changer
          </a>
        </p>
      </Form>
    </Layout>
  );
}

const openness = { protégée: 'donnée protégée', mixte: 'en partie protégée' } as const;
