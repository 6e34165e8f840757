import { type FormulaireCasUsage, formulaires } from '../../habilitations/cas-usage.ts';
import type { Donnees } from '../../habilitations/donnees.ts';
import { titleAt } from '../shared/site-map.ts';
import { Alert } from '../views/alert.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { type ProfilDemandeur, profils } from './profils.ts';

const HERE = '/demander-un-acces';

/** How long a first decision takes, in days: half come sooner (null when none came lately), and four in five. */
export interface Delai {
  readonly median: number | null;
  readonly p80: number;
}

interface AccessPageProps {
  readonly frame: Frame;
  readonly profil: ProfilDemandeur | null;
  readonly donnees: Donnees;
  readonly delai: Delai;
}

/** Whether one may ask, with what, for how long, and by which form. */
export function accessPage({ frame, profil, donnees, delai }: AccessPageProps): JSX.Element {
  const wanted = profil?.formulaires;
  const proposed = formulaires.filter(({ cle, ouvert }) => ouvert && (wanted?.includes(cle) ?? true));
  return (
    <Layout frame={frame} title={titleAt(HERE)} path={HERE} trail={[['/', 'Accueil']]}>
      <h1 safe>{titleAt(HERE)}</h1>
      <p class="fr-text--lead redaction" safe>
        {`La demande se remplit en ligne et se reprend à tout moment. ${delayWords(delai)}`}
      </p>
      <Profils chosen={profil} />
      {profil === null ? '' : <Reponse profil={profil} />}
      {proposed.length === 0 ? '' : <Preparer />}
      {proposed.length === 0 ? '' : <Choisir proposed={proposed} donnees={donnees} />}
      {proposed.length === 0 ? '' : <Closed />}
    </Layout>
  );
}

const days = (count: number): string => `${count}\u00a0jour${count > 1 ? 's' : ''}`;

function delayWords({ median, p80 }: Delai): string {
  if (median === null) return `Comptez ${days(p80)} en moyenne avant une décision.`;
  return `Ces six derniers mois, la moitié des décisions ont été prises en moins de ${days(median)}, quatre sur cinq en moins de ${days(p80)}.`;
}

function Profils({ chosen }: { chosen: ProfilDemandeur | null }): JSX.Element {
  return (
    <nav aria-labelledby="profils">
      <h2 class="fr-h4" id="profils">
        Puis-je demander un accès&nbsp;? Vous êtes…
      </h2>
      <ul class="profils">
        {profils.map(({ cle, libelle }) => (
          <li>
            <a href={`${HERE}?profil=${cle}#reponse`} {...(cle === chosen?.cle ? { 'aria-current': 'true' } : {})} safe>
              {libelle}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Reponse({ profil: { reponse, titre, phrases, liens } }: { profil: ProfilDemandeur }): JSX.Element {
  return (
    <section id="reponse" aria-label="Réponse">
      <Alert kind={reponse === 'oui' ? 'success' : reponse === 'non' ? 'error' : 'warning'} title={titre}>
        {phrases.map((phrase) => (
          <p safe>{phrase}</p>
        ))}
        {liens.length === 0 ? (
          ''
        ) : (
          <ul>
            {liens.map(({ href, texte }) => (
              <li>
                <a href={href} safe>
                  {texte}
                </a>
              </li>
            ))}
          </ul>
        )}
      </Alert>
    </section>
  );
}

function Preparer(): JSX.Element {
  return (
    <div class="redaction">
      <h2 class="fr-h4" id="conditions">
        Deux conditions
      </h2>
      <ul>
        <li>
          <strong>Un texte fonde votre usage</strong>&nbsp;: un code, un décret, un arrêté ou une délibération qui vous
          confie cette mission. Les lois générales sur les échanges entre administrations ne suffisent pas. Une
          organisation de l’État cite le décret ou l’arrêté qui autorise le traitement.
        </li>
        <li>
          <strong>Un délégué à la protection des données est désigné</strong>, et informé de la demande.
        </li>
      </ul>
      <h2 class="fr-h4" id="preparer">
        Ce qu’il faut préparer
      </h2>
      <ul>
        <li>le SIRET de votre organisation&nbsp;;</li>
        <li>ce que fait votre service, qui s’en sert, combien de dossiers par an&nbsp;;</li>
        <li>la liste des données utiles, et pourquoi&nbsp;;</li>
        <li>les références du texte, avec son article, et son adresse ou son PDF&nbsp;;</li>
        <li>qui consultera les données, et combien de temps elles seront gardées&nbsp;;</li>
        <li>
          les coordonnées du responsable de traitement, du délégué à la protection des données, d’un contact métier et
          d’un contact technique.
        </li>
      </ul>
      <h2 class="fr-h4" id="contexte">
        Une demande par contexte métier
      </h2>
      <p>
        Un accès couvre un seul usage. Une région qui préremplit un portail public, puis instruit des aides, fait deux
        demandes et reçoit deux jetons&nbsp;: le portail public ne porte pas les droits de l’instruction.
      </p>
    </div>
  );
}

interface ChoisirProps {
  readonly proposed: readonly FormulaireCasUsage[];
  readonly donnees: Donnees;
}

function Choisir({ proposed, donnees }: ChoisirProps): JSX.Element {
  return (
    <section aria-labelledby="choisir">
      <h2 class="fr-h4" id="choisir">
        {proposed.length > 1 ? 'Choisir un formulaire, et commencer' : 'Commencer'}
      </h2>
      <ul class="cas">
        {proposed.map((formulaire) => (
          <Carte formulaire={formulaire} donnees={donnees} />
        ))}
      </ul>
    </section>
  );
}

function Carte({ formulaire, donnees }: { formulaire: FormulaireCasUsage; donnees: Donnees }): JSX.Element {
  const { cle, titre, resume, page, coches } = formulaire;
  const ticked = donnees.toutes.filter(({ code }) => coches.includes(code));
  return (
    <li>
      <h3 class="fr-h5 fr-mb-1w" safe>
        {titre}
      </h3>
      <p class="fr-mb-1w" safe>
        {resume}
      </p>
      {ticked.length === 0 ? (
        <p class="precision">Aucune donnée cochée d’avance.</p>
      ) : (
        <details class="repli fr-mb-2w">
          <summary safe>{`${ticked.length} données cochées d’avance`}</summary>
          <ul>
            {ticked.map(({ titre: title }) => (
              <li safe>{title}</li>
            ))}
          </ul>
        </details>
      )}
      <p class="actions fr-mb-0">
        <a class="fr-btn" href={`/demandes/nouvelle?cas=${page ?? cle}`}>
          Commencer<span class="fr-sr-only" safe>{` : ${titre}`}</span>
        </a>
        {page === null ? (
          ''
        ) : (
          <a class="fr-link" href={`/cas-usage/${page}`}>
            En savoir plus<span class="fr-sr-only" safe>{` : ${titre}`}</span>
          </a>
        )}
      </p>
    </li>
  );
}

function Closed(): JSX.Element {
  const closed = formulaires.filter(({ ouvert }) => !ouvert);
  return (
    <>
      {closed.map(({ titre, resume, page }) => (
        <p class="fr-mt-2w">
          <span safe>{`${titre} : ${resume}`}</span>{' '}
          <a href={`/cas-usage/${page}`} safe>
            {`Voir l’archive : ${titre.toLowerCase()}`}
          </a>
        </p>
      ))}
    </>
  );
}
