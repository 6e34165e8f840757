import type { FastifyInstance } from 'fastify';
import { sendPage } from '../shared/page.ts';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { SearchField } from '../views/search-field.tsx';

interface HomeOptions {
  readonly firstCall: string;
}

/** The home page. */
export async function homeRoutes(app: FastifyInstance, options: HomeOptions): Promise<void> {
  app.get('/', async (request, reply) => sendPage(reply, homePage({ ...options, frame: request.frame })));
}

function homePage({ frame, firstCall }: HomeOptions & { readonly frame: Frame }): JSX.Element {
  return (
    <Layout title="Accueil" frame={frame} path="/">
      <h1>Ne plus demander deux fois la même information</h1>
      <p class="fr-text--lead">
        API Entreprise donne aux administrations habilitées les données et justificatifs des entreprises et des
        associations, pris à leur source au moment de l’appel : un jeton, une adresse par donnée, une réponse
        harmonisée.
      </p>
      <form class="accueil-recherche" action="/catalogue" method="get">
        <search>
          <SearchField label="Trouver une donnée : un champ, un fournisseur, un numéro" />
        </search>
      </form>
      <h2>Premier appel</h2>
      {frame.sandbox ? (
        <p>Dans un terminal, sur la machine qui fait tourner ce service&nbsp;:</p>
      ) : (
        <p>
          Dans un terminal, avec votre jeton à la place de <code>VOTRE_JETON</code>&nbsp;:
        </p>
      )}
      <pre tabindex="0">
        <code safe>{firstCall}</code>
      </pre>
      <p>
        Sans terminal&nbsp;: <a href="/developpeurs/openapi">la console d’essai</a> décrit chaque endpoint et permet de
        l’appeler depuis votre navigateur.
      </p>
      <h2>Comment lire une réponse</h2>
      <ul>
        <li>
          <strong>200</strong>&nbsp;: la réponse est complète. <strong>206</strong>&nbsp;: il en manque une partie, et
          la réponse dit laquelle.
        </li>
        <li>
          <strong>4xx</strong>&nbsp;: l’appel est à corriger. Une phrase dit ce qui ne va pas et comment en sortir.
        </li>
        <li>
          <strong>502</strong>, <strong>503</strong>, <strong>504</strong>&nbsp;: le fournisseur de la donnée est en
          cause. Réessayez plus tard.
        </li>
      </ul>
      <h2>Pour aller plus loin</h2>
      <ul>
        <li>
          La description complète, à donner à vos outils&nbsp;: <a href="/v2/open-api.yml">OpenAPI en YAML</a> ou{' '}
          <a href="/v2/open-api.json">en JSON</a>.
        </li>
        <li>
          Les droits de votre jeton&nbsp;: <code>/v2/privileges</code>.
        </li>
      </ul>
    </Layout>
  );
}
