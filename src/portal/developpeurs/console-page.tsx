import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';

/** The page of the viewer. The token typed in it stays in memory and leaves in the Authorization header only. */
export function consolePage(frame: Frame): JSX.Element {
  const head = (
    <>
      <link rel="stylesheet" href="/statique/swagger-ui/swagger-ui.css" />
      <link rel="stylesheet" href="/statique/console.css" />
      <script defer src="/statique/swagger-ui/swagger-ui-bundle.js" />
      <script defer src="/statique/console-libelles.js" />
      <script defer src="/statique/console.js" />
    </>
  );
  return (
    <Layout title="Essayer l’API" frame={frame} path="/developpeurs/openapi" head={head}>
      <h1>Essayer l’API</h1>
      <ol>
        <li>«&nbsp;Donner mon jeton&nbsp;» : collez votre jeton.</li>
        <li>Ouvrez un endpoint, puis «&nbsp;Essayer&nbsp;». Les champs sont déjà remplis d’un exemple.</li>
        <li>«&nbsp;Appeler&nbsp;» : la réponse s’affiche avec ses en-têtes.</li>
      </ol>
      <p>
        Le jeton part dans l’en-tête de la requête&nbsp;: il n’apparaît ni dans l’adresse, ni dans l’historique du
        navigateur, ni dans nos journaux, et il est oublié quand vous quittez la page.
      </p>
      <div id="console">
        <p class="avis">
          Cette visionneuse a besoin de JavaScript. Sans lui, <a href="/developpeurs/bac-a-sable">la console</a> appelle
          chaque endpoint, la description complète de l’API est au format <a href="/v2/open-api.yml">YAML</a> ou{' '}
          <a href="/v2/open-api.json">JSON</a>, et <a href="/">l’accueil</a> donne un premier appel à faire depuis un
          terminal.
        </p>
      </div>
    </Layout>
  );
}
