import type { Compte } from '../../records/comptes.ts';
import { roleWords } from '../shared/role-words.ts';
import { nameOf } from '../shared/session.ts';
import { roleLinks } from '../views/account-slot.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';

const sections = [
  {
    href: '/compte/organisations',
    label: 'Mes organisations',
    purpose: 'Celles pour lesquelles vous agissez, vos collègues, vos invitations.',
  },
  { href: '/compte/profil', label: 'Mon profil', purpose: 'Nom, fonction, téléphone, adresse e-mail.' },
  {
    href: '/compte/securite',
    label: 'Sécurité',
    purpose: 'Mot de passe, double authentification, sessions ouvertes.',
  },
] as const;

/** Who am I here, and what may I do. */
export function accountPage({ frame, compte }: { frame: Frame; compte: Compte }): JSX.Element {
  const links = roleLinks(frame);
  return (
    <Layout frame={frame} title="Mon compte" path="/compte" trail={[['/', 'Accueil']]}>
      <h1 safe>{`Bonjour ${nameOf(compte)}`}</h1>
      <p class="fr-text--lead">Rien ne vous attend pour le moment.</p>
      {links.length === 0 ? (
        ''
      ) : (
        <ul class="fr-btns-group fr-btns-group--inline">
          {links.map(([href, label]) => (
            <li>
              <a class="fr-btn" href={href} safe>
                {label}
              </a>
            </li>
          ))}
        </ul>
      )}
      <h2 class="fr-mt-4w">Ce que vous pouvez faire ici</h2>
      <ul>
        {compte.roles.map((role) => (
          <li>
            <strong safe>{roleWords[role].label}</strong>
            &nbsp;: <span safe>{roleWords[role].purpose}</span>
          </li>
        ))}
      </ul>
      <h2 class="fr-mt-4w">Votre compte</h2>
      <ul class="sommaire">
        {sections.map(({ href, label, purpose }) => (
          <li>
            <a class="fr-link fr-link--lg" href={href}>
              {label}
            </a>
            <p>{purpose}</p>
          </li>
        ))}
      </ul>
      <dl class="fiche">
        <Line term="Nom" value={`${compte.prenom} ${compte.nom}`.trim() || 'Non renseigné'} />
        <Line term="Adresse e-mail" value={compte.email} />
      </dl>
      <h2 class="fr-mt-4w">Support</h2>
      <p>
        <a class="fr-link" href="/compte/tickets">
          Mes signalements
        </a>
      </p>
    </Layout>
  );
}

function Line({ term, value }: { term: string; value: string }): JSX.Element {
  return (
    <>
      <dt safe>{term}</dt>
      <dd safe>{value}</dd>
    </>
  );
}
