import type { Mentions } from '../shared/mentions.ts';
import { titleAt } from '../shared/site-map.ts';
import { Alert } from '../views/alert.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { Fact, Facts } from './facts.tsx';

/** Who answers for the site. */
export function mentionsPage({ frame, mentions }: { frame: Frame; mentions: Mentions }): JSX.Element {
  const { editeur, hebergeur, directeur_de_la_publication: director } = mentions;
  return (
    <Layout frame={frame} title={titleAt('/mentions-legales')} path="/mentions-legales" trail={[['/', 'Accueil']]}>
      <h1 safe>{titleAt('/mentions-legales')}</h1>
      {frame.sandbox ? (
        <Alert kind="info" title="Ceci est un bac à sable">
          <p>
            Ce site n’est pas un site officiel de l’administration. Qui exploite le service écrit les mentions
            ci-dessous dans son fichier de configuration&nbsp;; celles qui manquent sont signalées.
          </p>
        </Alert>
      ) : (
        ''
      )}
      <div class="redaction">
        <h2>Éditeur</h2>
        <Facts>
          <Fact name="Organisme" value={editeur.nom} />
          <Fact name="SIRET" value={editeur.siret} />
          <Fact name="Adresse" value={editeur.adresse} />
          <Fact name="Téléphone" value={editeur.telephone} />
          <Fact name="Courriel" value={editeur.courriel} />
          <Fact name="Direction de la publication" value={director} />
        </Facts>
        <h2>Hébergeur</h2>
        <Facts>
          <Fact name="Organisme" value={hebergeur.nom} />
          <Fact name="Adresse" value={hebergeur.adresse} />
          <Fact name="Téléphone" value={hebergeur.telephone} />
        </Facts>
        <h2>Contenus</h2>
        <p>
          Sauf mention contraire, les textes de ce site sont proposés sous licence etalab-2.0&nbsp;: vous pouvez les
          réutiliser en citant leur source et leur date. Les marques et logos ne le sont pas.
        </p>
        <p>
          Les données qui circulent par l’API appartiennent à leurs fournisseurs&nbsp;; leur usage est réglé par les{' '}
          <a href="/cgu">conditions générales d’utilisation</a>.
        </p>
        <h2>Liens</h2>
        <p>
          Tout site public ou privé peut créer un lien vers ces pages. Nous ne répondons pas du contenu des sites vers
          lesquels elles mènent.
        </p>
        <h2>Signaler une erreur ou une faille</h2>
        <p>
          <a href="/support#signaler">Dites-nous ce que vous avez vu</a>. Pour une faille de sécurité, décrivez-la à
          nous seuls, et laissez-nous le temps de la corriger.
        </p>
      </div>
    </Layout>
  );
}
