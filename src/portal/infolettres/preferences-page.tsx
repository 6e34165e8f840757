import { listWords } from '../../letters/lists.ts';
import type { AbonneLettres } from '../../records/abonnes-lettres.ts';
import type { ListeLettre } from '../../records/tables/letters.ts';
import { Alert } from '../views/alert.tsx';
import { Form, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { aboveKeyed } from './confirm-page.tsx';
import { ListsField } from './lists-field.tsx';

interface PreferencesPageProps {
  readonly frame: Frame;
  readonly abonne: AbonneLettres;
  readonly key: string;
  readonly done: 'confirme' | 'enregistre' | null;
}

const done = {
  confirme: 'Votre abonnement est confirmé',
  enregistre: 'Vos choix sont enregistrés',
};

export function preferencesPage(props: PreferencesPageProps): JSX.Element {
  const { frame, abonne, key } = props;
  return (
    <Layout frame={frame} title="Vos lettres" trail={aboveKeyed}>
      <h1>Vos lettres</h1>
      {props.done === null ? '' : <Alert kind="success" title={done[props.done]} fresh />}
      <p>
        Les lettres sont envoyées à{' '}
        <strong class="adresse" safe>
          {abonne.email}
        </strong>
        .
      </p>
      <Form frame={frame} action={`/infolettres/preferences/${key}`}>
        <ListsField checked={abonne.listes} />
        <SubmitButton label="Enregistrer mes choix" />
      </Form>
      <h2>Ne plus recevoir de lettre</h2>
      <Leave frame={frame} action={leaving(key, null)} />
      <p>
        Les avis d’incident et de maintenance ne sont pas des lettres&nbsp;: chacun porte son propre lien de
        désabonnement.
      </p>
    </Layout>
  );
}

const leaving = (key: string, liste: ListeLettre | null): string =>
  `/infolettres/preferences/${key}/desinscription${liste === null ? '' : `/${liste}`}`;

interface LeavePageProps {
  readonly frame: Frame;
  readonly abonne: AbonneLettres;
  readonly key: string;
  /** The one list to leave; null = all of them. */
  readonly liste: ListeLettre | null;
}

/** What the link of a mail opens in a browser; a mail program sends the form without opening it. */
export function leavePage({ frame, abonne, key, liste }: LeavePageProps): JSX.Element {
  const what = liste === null ? 'aucune de nos lettres' : `plus ${listWords[liste].inSentence}`;
  return (
    <Layout frame={frame} title="Se désabonner" trail={aboveKeyed}>
      <h1>Se désabonner&nbsp;?</h1>
      <p>
        <span safe>{`Vous ne recevrez ${what} à `}</span>
        <strong class="adresse" safe>
          {abonne.email}
        </strong>
        .
      </p>
      <Leave frame={frame} action={leaving(key, liste)} />
      <p>
        <a class="fr-link" href={`/infolettres/preferences/${key}`}>
          Choisir plutôt parmi les lettres
        </a>
      </p>
    </Layout>
  );
}

interface LeftPageProps {
  readonly frame: Frame;
  readonly key: string;
  /** What he still receives. */
  readonly kept: readonly ListeLettre[];
}

export function leftPage({ frame, key, kept }: LeftPageProps): JSX.Element {
  return (
    <Layout frame={frame} title="Vous êtes désabonné" trail={aboveKeyed}>
      <h1>Vous êtes désabonné</h1>
      {kept.length === 0 ? (
        <p>
          Plus aucune lettre ne vous sera envoyée. Personne ne vous réabonnera à votre place&nbsp;; votre adresse sera
          effacée dans trente jours.
        </p>
      ) : (
        <p>
          <span safe>{`Vous recevez toujours ${kept.map((liste) => listWords[liste].inSentence).join(' et ')}. `}</span>
          <a href={`/infolettres/preferences/${key}`}>Changer mes choix</a>
        </p>
      )}
      <p>
        <a class="fr-link" href="/infolettres">
          S’abonner de nouveau
        </a>
      </p>
    </Layout>
  );
}

function Leave({ frame, action }: { frame: Frame; action: string }): JSX.Element {
  return (
    <Form frame={frame} action={action}>
      <SubmitButton label="Se désabonner" rank="secondary" />
    </Form>
  );
}
