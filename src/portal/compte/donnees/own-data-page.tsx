import { dureeEnMots } from '../../../core/conservation.ts';
import type { Obstacle } from '../../../records/comptes-effaces.ts';
import { Alert } from '../../views/alert.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';

export const OWN_DATA = '/compte/donnees';

const obstacleSentences: Readonly<Record<Obstacle, string>> = {
  habilitation:
    'Vous répondez d’une habilitation en vigueur, ou d’un jeton qui sert encore : transférez d’abord votre demande à un collègue, ou demandez au support de la révoquer.',
  demande:
    'Une de vos demandes est en cours : attendez sa réponse, transférez-la à un collègue ou, si des précisions vous sont demandées, renoncez-y.',
  administrateur:
    'Vous êtes le dernier administrateur du service : donnez d’abord ce rôle à quelqu’un d’autre, depuis l’administration des comptes.',
};

interface OwnDataPageProps {
  readonly frame: Frame;
  readonly obstacle: Obstacle | null;
  /** Erasing has just been refused. */
  readonly isRefused?: boolean;
}

/** What is kept about me: to take away, or to have erased. */
export function ownDataPage({ frame, obstacle, isRefused = false }: OwnDataPageProps): JSX.Element {
  return (
    <Layout
      frame={frame}
      title="Mes données"
      isError={isRefused}
      trail={[
        ['/', 'Accueil'],
        ['/compte', 'Mon compte'],
      ]}
    >
      <h1>Mes données</h1>
      <p>
        Ce que le service conserve, pourquoi et combien de temps&nbsp;:{' '}
        <a href="/donnees-personnelles">données personnelles</a>.
      </p>
      <h2>En prendre une copie</h2>
      <p>
        Un fichier JSON, qu’un autre service peut relire&nbsp;: votre compte, vos organisations, vos sessions, vos
        demandes et leurs échanges, vos signalements, les courriels qui vous ont été envoyés. Il ne contient ni mot de
        passe, ni jeton.
      </p>
      <p>
        <a class="fr-btn fr-btn--secondary" href={`${OWN_DATA}/copie`} download="mes-donnees-api-entreprise.json">
          Télécharger mes données
        </a>
      </p>
      <h2 class="fr-mt-6w">Effacer mon compte</h2>
      <p safe>
        {`Un compte qui n’a pas servi depuis ${dureeEnMots('compte_inutilise')} est effacé, après un courriel envoyé ${dureeEnMots('preavis_compte')} plus tôt. Vous pouvez aussi l’effacer vous-même, tout de suite.`}
      </p>
      {obstacle === null ? (
        <p>
          <a class="fr-btn fr-btn--secondary" href={`${OWN_DATA}/effacement`}>
            Effacer mon compte
          </a>
        </p>
      ) : (
        <Alert
          kind={isRefused ? 'error' : 'info'}
          title="Votre compte ne peut pas être effacé pour le moment"
          fresh={isRefused}
        >
          <p safe>{obstacleSentences[obstacle]}</p>
          {obstacle === 'administrateur' ? (
            ''
          ) : (
            <p>
              <a href="/compte/demandes">Voir mes demandes d’accès</a>
            </p>
          )}
        </Alert>
      )}
    </Layout>
  );
}
