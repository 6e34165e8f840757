import { longDay } from '../shared/days.ts';
import { type Conformity, conformityOf, type Mentions } from '../shared/mentions.ts';
import { titleAt } from '../shared/site-map.ts';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { Fact, Facts } from './facts.tsx';

interface AccessibilityPageProps {
  readonly frame: Frame;
  readonly mentions: Mentions;
}

/** The statement that the law asks for, with all that it must hold. */
export function accessibilityPage({ frame, mentions }: AccessibilityPageProps): JSX.Element {
  const { editeur, accessibilite } = mentions;
  const conformity = conformityOf(mentions);
  const who = editeur.nom === '' ? 'L’exploitant du service' : editeur.nom;
  return (
    <Layout frame={frame} title={titleAt('/accessibilite')} path="/accessibilite" trail={[['/', 'Accueil']]}>
      <h1 safe>{`${titleAt('/accessibilite')} : ${conformity}`}</h1>
      <div class="redaction">
        <p safe>
          {`${who} s’engage à rendre ce site accessible, conformément à l’article 47 de la loi n° 2005-102 du 11 février 2005.`}
        </p>
        <Plans {...accessibilite} />
        <h2>État de conformité</h2>
        <p safe>{sentences[conformity]}</p>
        <h2>Résultats des tests</h2>
        <Results audit={accessibilite.audit} />
        <p>
          Chaque page est vérifiée automatiquement à chaque version (axe-core&nbsp;: règles WCAG 2.1 A et AA, RGAA), au
          clavier, sans JavaScript et dans une fenêtre de 320 pixels. Ces vérifications ne remplacent pas un
          audit&nbsp;: elles ne couvrent qu’une partie des critères.
        </p>
        <h2>Contenus non accessibles</h2>
        <ul>
          <li>
            Non-conformités&nbsp;: la console d’essai de l’API est un composant extérieur, qui a ses propres défauts.
            Sans elle, la description de l’API se lit au format YAML ou JSON, et s’importe dans vos outils.
          </li>
          <li>Dérogations pour charge disproportionnée&nbsp;: aucune.</li>
          <li>
            Contenus exemptés&nbsp;: les documents PDF remis par les fournisseurs de données, que nous ne modifions pas.
          </li>
        </ul>
        <h2>Établissement de cette déclaration</h2>
        <Facts>
          <Fact
            name="Établie le"
            value={accessibilite.declaration_etablie_le === null ? '' : longDay(accessibilite.declaration_etablie_le)}
          />
          <Fact name="Technologies" value="HTML, CSS, SVG, JavaScript (jamais nécessaire hors de la console d’essai)" />
          <Fact name="Environnement de test" value="Chromium" />
          <Fact name="Outils" value="axe-core, Playwright, navigation au clavier" />
          <Fact name="Pages vérifiées" value="Toutes celles du plan du site, la page d’erreur comprise" />
        </Facts>
        <h2 id="contact">Signaler une difficulté</h2>
        <p>
          Si un contenu ne vous est pas accessible, écrivez-nous&nbsp;: nous vous donnerons une autre façon d’y accéder,
          ou le contenu sous une autre forme.
        </p>
        <Facts>
          <Fact name="Courriel" value={accessibilite.courriel === '' ? editeur.courriel : accessibilite.courriel} />
          <Fact name="Adresse postale" value={editeur.adresse} />
          <Fact name="Téléphone" value={editeur.telephone} />
        </Facts>
        <Remedies />
      </div>
    </Layout>
  );
}

const sentences: Readonly<Record<Conformity, string>> = {
  'non conforme':
    'Ce site n’est pas conforme au référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1 : il n’a pas encore été audité, ou moins de la moitié des critères sont respectés.',
  'partiellement conforme':
    'Ce site est partiellement conforme au référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1.',
  'totalement conforme':
    'Ce site est totalement conforme au référentiel général d’amélioration de l’accessibilité (RGAA), version 4.1.',
};

function Results({ audit }: Pick<Mentions['accessibilite'], 'audit'>): JSX.Element {
  if (audit === null) return <p>Aucun audit n’a encore été réalisé&nbsp;: il n’y a donc pas de taux de conformité.</p>;
  return (
    <p safe>
      {`L’audit réalisé le ${longDay(audit.le)} par ${audit.par} selon le RGAA 4.1 constate que ${percent.format(audit.taux)} % des critères sont respectés.`}
    </p>
  );
}

const percent = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 });

function Plans({ schema_pluriannuel: scheme, plan_annuel: plan }: Mentions['accessibilite']): JSX.Element {
  return (
    <ul>
      <li>
        {scheme === null ? (
          'Schéma pluriannuel (trois ans) : non publié'
        ) : (
          <a href={scheme}>Schéma pluriannuel (trois ans)</a>
        )}
      </li>
      <li>{plan === null ? 'Plan d’action de l’année : non publié' : <a href={plan}>Plan d’action de l’année</a>}</li>
    </ul>
  );
}

function Remedies(): JSX.Element {
  return (
    <>
      <h2>Voies de recours</h2>
      <p>
        Si vous nous avez signalé un défaut qui vous empêche d’accéder à un contenu et que vous n’avez pas obtenu de
        réponse satisfaisante, vous pouvez&nbsp;:
      </p>
      <ul>
        <li>
          écrire au Défenseur des droits par{' '}
          <a href="https://formulaire.defenseurdesdroits.fr/" rel="noopener external">
            son formulaire
          </a>
          &nbsp;;
        </li>
        <li>
          joindre{' '}
          <a href="https://www.defenseurdesdroits.fr/saisir/delegues" rel="noopener external">
            son délégué dans votre région
          </a>
          &nbsp;;
        </li>
        <li>
          lui écrire par la poste, sans timbre&nbsp;: Défenseur des droits, Libre réponse 71120, 75342 Paris cedex 07.
        </li>
      </ul>
    </>
  );
}
