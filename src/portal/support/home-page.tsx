import type { Mentions } from '../shared/mentions.ts';
import { isServed, titleAt } from '../shared/site-map.ts';
import { Alert } from '../views/alert.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { SearchField } from '../views/search-field.tsx';
import { reportAddress, reportKinds } from './report-kinds.ts';

interface HomePageProps {
  readonly frame: Frame;
  readonly mentions: Mentions;
}

/** « How do I get out of this? »: what answers at once, what nobody can do, then who to write to. */
export function homePage({ frame, mentions }: HomePageProps): JSX.Element {
  const title = titleAt('/support');
  return (
    <Layout frame={frame} title={title} path="/support" trail={[['/', 'Accueil']]}>
      <h1 safe>{title}</h1>
      <p class="fr-text--lg">
        La plupart des réponses sont déjà ici. Sinon, écrivez-nous&nbsp;: vous recevez un numéro et un lien de suivi.
      </p>
      <FirstTries />
      <Useless />
      <Kinds />
      <OtherWays frame={frame} mentions={mentions} />
    </Layout>
  );
}

function FirstTries(): JSX.Element {
  return (
    <section aria-labelledby="d-abord">
      <h2 id="d-abord">D’abord, regardez ici</h2>
      <form class="accueil-recherche" action="/recherche" method="get">
        <search>
          <SearchField label="Chercher dans les questions et la documentation" />
        </search>
      </form>
      <ul>
        <li>
          <a href="/etat-des-services">État des services</a>&nbsp;: ce qui est en panne ou en maintenance en ce moment.
          Un incident affiché est connu&nbsp;: il est inutile de le signaler.
        </li>
        <li>
          <a href="/documentation/quotidien#quand-ca-ne-marche-pas">Quand ça ne marche pas</a>&nbsp;: de qui vient
          l’échec, code par code.
        </li>
        <li>
          <a href="/documentation/quotidien#mode-degrade">Continuer sans le service</a>&nbsp;: que faire en cas d’échec,
          en attendant.
        </li>
        <li>
          <a href="/faq">Questions fréquentes</a>
        </li>
      </ul>
    </section>
  );
}

function Useless(): JSX.Element {
  return (
    <section class="redaction" aria-labelledby="inutile">
      <h2 id="inutile">Ce que le support ne peut pas faire</h2>
      <ul>
        <li>
          <strong>Lever un bannissement.</strong> Votre adresse est bannie&nbsp;? Il est inutile d’écrire&nbsp;: la
          durée est fixe, et l’accès revient seul. <a href="/faq#adresse-bannie">Comprendre un bannissement</a>.
        </li>
        <li>
          <strong>Relever un quota.</strong> Les limites sont les mêmes pour tous&nbsp;:{' '}
          <a href="/documentation/quotidien#volume">comment s’y tenir</a>.
        </li>
        <li>
          <strong>Inscrire une adresse IP sur une liste d’autorisation.</strong> Il n’y en a pas&nbsp;: le jeton seul
          ouvre l’accès.
        </li>
        <li>
          <strong>Corriger une donnée.</strong> Elle appartient à son fournisseur, nommé sur sa fiche du{' '}
          <a href="/catalogue">catalogue</a>.
        </li>
      </ul>
    </section>
  );
}

function Kinds(): JSX.Element {
  return (
    <section aria-labelledby="signaler">
      <h2 id="signaler" class="fr-mt-6w">
        Signaler, demander
      </h2>
      <Alert kind="warning" title="N’envoyez jamais un jeton, même au support">
        <p>Un jeton collé dans un message est un jeton divulgué. L’en-tête X-Request-Id suffit à retrouver un appel.</p>
      </Alert>
      <ul class="cartes">
        {reportKinds.map(({ genre, card, purpose }) => (
          <li class="carte">
            <h3 class="fr-h6 carte-titre">
              <a href={reportAddress(genre)} safe>
                {card}
              </a>
            </h3>
            <p class="carte-resume" safe>
              {purpose}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function OtherWays({ frame, mentions: { recrutement } }: HomePageProps): JSX.Element {
  return (
    <section class="redaction" aria-labelledby="autrement">
      <h2 id="autrement" class="fr-mt-6w">
        Autres demandes
      </h2>
      <ul>
        <li>
          <strong>Un jeton divulgué.</strong> C’est urgent&nbsp;:{' '}
          <a href="/faq#jeton-divulgue">que faire tout de suite</a>.
        </li>
        <li>
          <strong>Un accès, une habilitation.</strong> {accessLink()}, et{' '}
          <a href="/faq#delai-d-instruction">combien de temps dure l’instruction</a>.
        </li>
        <li>
          <strong>Un signalement déjà envoyé.</strong>{' '}
          {frame.account === null ? (
            'Son lien de suivi est dans le courriel que vous avez reçu.'
          ) : (
            <a href="/compte/tickets">Voir mes signalements</a>
          )}
        </li>
        <li>
          <strong>Vous êtes une administration qui détient des données.</strong>{' '}
          <a href="/participer#vous-detenez-des-donnees">Les mettre à disposition</a>.
        </li>
        <li>
          <strong>Rejoindre l’équipe.</strong>{' '}
          {recrutement === null ? (
            <a href="/participer#rejoindre">Voir s’il y a des offres d’emploi</a>
          ) : (
            <a href={recrutement} rel="noopener external">
              Voir les offres d’emploi
            </a>
          )}
        </li>
      </ul>
    </section>
  );
}

function accessLink(): JSX.Element {
  const href = isServed('/demander-un-acces') ? '/demander-un-acces' : '/documentation/demarrer#demander-l-acces';
  return <a href={href}>Comment en demander un</a>;
}
