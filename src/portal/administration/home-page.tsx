import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';

interface Section {
  readonly href: string;
  readonly label: string;
  readonly purpose: string;
}

/** What an administrator operates from here, in the order of the page. */
const sections: readonly Section[] = [
  {
    href: '/administration/incidents',
    label: 'Incidents',
    purpose: 'Ouvrir un incident, dire où l’on en est, examiner les brouillons.',
  },
  { href: '/administration/maintenances', label: 'Maintenances', purpose: 'Annoncer, déplacer, terminer, annuler.' },
  {
    href: '/administration/tickets',
    label: 'Signalements',
    purpose: 'Lire ce qui est signalé au support, et répondre.',
  },
  {
    href: '/administration/alertes',
    label: 'Alertes',
    purpose: 'Ce qui ne va pas en ce moment, et ce qui n’allait pas.',
  },
  {
    href: '/administration/infolettres',
    label: 'Infolettres',
    purpose: 'Écrire une lettre, la prévisualiser, l’envoyer, suivre son envoi.',
  },
  {
    href: '/administration/justifications',
    label: 'Demandes de justification',
    purpose: 'Demander aux titulaires d’un jeton pourquoi ils ont appelé, et lire leurs réponses.',
  },
  {
    href: '/administration/comptes',
    label: 'Comptes',
    purpose: 'Qui peut se connecter, avec quels rôles, pour quelles organisations.',
  },
  {
    href: '/administration/jetons',
    label: 'Jetons',
    purpose: 'Retrouver un jeton, le révoquer, annuler une révocation.',
  },
  {
    href: '/administration/editeurs',
    label: 'Éditeurs',
    purpose: 'Les éditeurs de logiciels, et les comptes qui entrent dans leur espace.',
  },
  {
    href: '/administration/journal',
    label: 'Journal de l’administration',
    purpose: 'Ce que les administrateurs ont fait, à qui, et pourquoi.',
  },
];

export function homePage(frame: Frame): JSX.Element {
  return (
    <Layout frame={frame} title="Administration" path="/administration" trail={[['/', 'Accueil']]}>
      <h1>Administration</h1>
      <ul class="sommaire">
        {sections.map(({ href, label, purpose }) => (
          <li>
            <a class="fr-link fr-link--lg" href={href} safe>
              {label}
            </a>
            <p safe>{purpose}</p>
          </li>
        ))}
      </ul>
    </Layout>
  );
}
