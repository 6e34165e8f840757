import type { Children } from '@kitajs/html';
import { handoverLinkHours } from '../../core/terms.ts';
import type { FinDuLien } from '../../jetons/transmission/ouverture.ts';
import type { Demandeur } from '../../records/demandeurs-de-jetons.ts';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';

export const trail = [['/', 'Accueil']] as const;

const reasons: Readonly<Record<FinDuLien, readonly [title: string, sentence: string]>> = {
  expire: [
    'Ce lien a expiré',
    `Un lien de transmission fonctionne ${handoverLinkHours} heures après son envoi. Elles sont passées.`,
  ],
  revoque: ['Ce lien a été révoqué', 'Qui vous l’a envoyé l’a repris : il n’ouvre plus rien.'],
  remplace: [
    'Ce lien a été remplacé',
    'Un lien plus récent a été envoyé à la même adresse. Ouvrez le dernier courriel reçu.',
  ],
  jeton_fini: ['Ce jeton ne fonctionne plus', 'Il a expiré, ou il a été retiré : il n’ouvrirait plus rien.'],
  jeton_remplace: [
    'Ce jeton est remplacé',
    'Un autre jeton prend sa place : c’est celui-là qu’il faut installer, avec un lien qui lui est propre.',
  ],
};

/** A link that was good, why it is not any more, and whom to ask. */
export function deadLinkPage({
  frame,
  pourquoi,
  demandeur,
}: {
  readonly frame: Frame;
  readonly pourquoi: FinDuLien;
  readonly demandeur: Demandeur;
}): JSX.Element {
  const [title, sentence] = reasons[pourquoi];
  const name = `${demandeur.prenom} ${demandeur.nom}`.trim();
  return (
    <DeadPage frame={frame} title={title} sentence={sentence}>
      <p>
        Pour en avoir un autre, demandez à <span safe>{name === '' ? demandeur.email : name}</span> (
        <a href={`mailto:${demandeur.email}`} safe>
          {demandeur.email}
        </a>
        ), qui est le demandeur du jeton.
      </p>
    </DeadPage>
  );
}

export function unknownLinkPage(frame: Frame): JSX.Element {
  return (
    <DeadPage
      frame={frame}
      title="Ce lien est inconnu"
      sentence="Il n’existe pas, ou il est trop ancien. Vérifiez que l’adresse est entière : un courriel la coupe parfois en deux lignes."
    >
      <p>Si elle l’est, demandez un nouveau lien à la personne qui vous l’a envoyé.</p>
    </DeadPage>
  );
}

export function tooManyViewsPage(frame: Frame): JSX.Element {
  return (
    <DeadPage
      frame={frame}
      title="Ce lien a trop servi"
      sentence="Le jeton a été affiché cent fois par ce lien : il ne l’est plus, pour qu’un programme ne le demande pas sans fin."
    >
      <p>Demandez un nouveau lien à la personne qui vous l’a envoyé.</p>
    </DeadPage>
  );
}

interface DeadPageProps {
  readonly frame: Frame;
  readonly title: string;
  readonly sentence: string;
  readonly children?: Children;
}

function DeadPage({ frame, title, sentence, children }: DeadPageProps): JSX.Element {
  return (
    <Layout frame={frame} title={title} isError trail={trail}>
      <h1 safe>{title}</h1>
      <div class="colonne">
        <p safe>{sentence}</p>
        {children}
        <p>
          <a class="fr-link" href="/documentation/demarrer">
            Comment obtenir un jeton
          </a>
        </p>
      </div>
    </Layout>
  );
}
