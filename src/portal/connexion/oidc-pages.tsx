import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';

const trail = [
  ['/', 'Accueil'],
  ['/connexion', 'Se connecter'],
] as const;

/** Why no one is logged in. */
export type Failed = 'away' | 'invalid' | 'no_email' | 'closed';

const words: Readonly<Record<Failed, (label: string) => readonly [title: string, sentence: string]>> = {
  away: (label) => [
    `${label} ne répond pas`,
    `Se connecter par ${label} est impossible en ce moment ; ce n’est pas de votre fait. Réessayez dans quelques minutes, ou connectez-vous avec un mot de passe : s’il vous en manque un, demandez-le par « Mot de passe oublié ».`,
  ],
  invalid: (label) => [
    'La connexion n’a pas abouti',
    `Ce qui est revenu de ${label} n’est pas ce qui était attendu : trop de temps a passé, ou l’adresse a été ouverte deux fois. Rien n’a été enregistré. Recommencez depuis la page de connexion.`,
  ],
  no_email: (label) => [
    'Votre adresse e-mail n’est pas connue',
    `${label} ne répond d’aucune adresse e-mail pour vous, et un compte en a besoin. Voyez avec votre administration, ou créez un compte avec un mot de passe.`,
  ],
  closed: () => [
    'Votre compte est désactivé',
    'Vous ne pouvez plus vous connecter avec cette adresse. Si c’est une erreur, adressez-vous à l’exploitant du service : ses coordonnées sont dans les mentions légales.',
  ],
};

export function failedPage(frame: Frame, why: Failed, label: string): JSX.Element {
  const [title, sentence] = words[why](label);
  return (
    <Layout frame={frame} title={title} isError trail={trail}>
      <h1 safe>{title}</h1>
      <p safe>{sentence}</p>
      <p class="actions">
        <a class="fr-btn" href="/connexion">
          Revenir à la connexion
        </a>
        {why === 'away' ? (
          <a class="fr-btn fr-btn--secondary" href="/mot-de-passe/oublie">
            Mot de passe oublié
          </a>
        ) : (
          ''
        )}
      </p>
    </Layout>
  );
}

/** Between our session, closed, and that of the provider. The browser goes on by itself. */
export function leavingPage(frame: Frame, label: string, address: string): JSX.Element {
  return (
    <Layout frame={{ ...frame, account: null }} title="Déconnexion en cours" trail={trail}>
      <h1>Déconnexion en cours</h1>
      <p safe>{`Votre session est fermée ici. Celle de ${label} se ferme à son tour.`}</p>
      <p>
        <a class="fr-btn" href={address} safe>
          {`Me déconnecter aussi de ${label}`}
        </a>
      </p>
    </Layout>
  );
}
