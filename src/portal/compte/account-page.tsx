import type { AccountRole } from '../../core/account-roles.ts';
import type { Endpoint } from '../../core/endpoint.ts';
import type { CeQuiTouche } from '../../jetons/consommation/ce-qui-touche.ts';
import type { ListeDeJetons } from '../../jetons/fiche/lecture.ts';
import type { Compte } from '../../records/comptes.ts';
import type { Attente } from '../shared/attente.ts';
import { jetonHead } from '../shared/jeton-card.tsx';
import { roleWords } from '../shared/role-words.ts';
import { nameOf } from '../shared/session.ts';
import { roleLinks } from '../views/account-slot.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { OwnJetons } from './own-jetons.tsx';
import { TokensSection } from './tokens-section.tsx';
import { Waiting } from './waiting.tsx';

const sections = [
  {
    href: '/compte/attestations',
    label: 'Attestations',
    purpose: 'Consulter une entreprise et télécharger ses attestations, sans logiciel.',
  },
  {
    href: '/compte/organisations',
    label: 'Mes organisations',
    purpose: 'Celles pour lesquelles vous agissez, vos collègues, vos invitations.',
  },
  {
    href: '/compte/justifications',
    label: 'Justifications',
    purpose: 'Ce qui vous est demandé sur les appels de vos jetons, et vos réponses.',
  },
  { href: '/compte/profil', label: 'Mon profil', purpose: 'Nom, fonction, téléphone, adresse e-mail.' },
  {
    href: '/compte/securite',
    label: 'Sécurité',
    purpose: 'Mot de passe, double authentification, sessions ouvertes.',
  },
  { href: '/compte/donnees', label: 'Mes données', purpose: 'En prendre une copie, effacer votre compte.' },
] as const;

/** Who works for the service alone has no token to hear of. */
const mayHoldTokens = (role: AccountRole) => ['demandeur', 'contact_metier', 'contact_technique'].includes(role);

interface AccountPageProps {
  readonly frame: Frame;
  readonly compte: Compte;
  readonly attentes: readonly Attente[];
  readonly espaces: readonly (readonly [href: string, label: string])[];
  readonly touche: CeQuiTouche;
  /** The first of those that he looks after. */
  readonly jetons: ListeDeJetons;
  readonly endpoints: readonly Endpoint[];
}

/** Who am I here, and what may I do. */
export function accountPage(props: AccountPageProps): JSX.Element {
  const { frame, compte, attentes, touche, jetons, endpoints } = props;
  const links = [...roleLinks(frame), ...props.espaces];
  return (
    <Layout frame={frame} title="Mon compte" path="/compte" trail={[['/', 'Accueil']]} head={jetonHead}>
      <h1 safe>{`Bonjour ${nameOf(compte)}`}</h1>
      <Waiting attentes={attentes} touche={touche} />
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
      {touche.jetons > 0 || compte.roles.some(mayHoldTokens) ? <OwnJetons liste={jetons} /> : ''}
      {touche.jetons > 0 ? <TokensSection touche={touche} endpoints={endpoints} /> : ''}
      <p>
        <a class="fr-link" href="/compte/demandes">
          Mes demandes d’accès
        </a>
      </p>
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
      {compte.roles.some((role) => role === 'instructeur' || role === 'rapporteur') ? (
        <p>
          <a class="fr-link" href="/compte/notifications">
            Courriels reçus
          </a>
        </p>
      ) : (
        ''
      )}
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
