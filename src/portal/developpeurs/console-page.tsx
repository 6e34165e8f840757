import { Layout } from '../shared/layout.tsx';

/** The page of the viewer. The token typed in it stays in memory and leaves in the Authorization header only. */
export function consolePage(sandbox: boolean): JSX.Element {
  const head = (
    <>
      <link rel="stylesheet" href="/statique/swagger-ui/swagger-ui.css" />
      <script defer src="/statique/swagger-ui/swagger-ui-bundle.js" />
      <script defer src="/statique/console.js" />
    </>
  );
  return (
    <Layout title="Essayer l’API" sandbox={sandbox} head={head}>
      <h1>Essayer l’API</h1>
      <p>
        Cliquez sur « Authorize », collez votre jeton, puis « Try it out » sur un endpoint. Le jeton part dans l’en-tête
        de la requête : il n’apparaît ni dans l’adresse, ni dans l’historique du navigateur, ni dans nos journaux, et il
        est oublié quand vous quittez la page.
      </p>
      <p>
        La console demande JavaScript. Sans lui, la description complète est au format{' '}
        <a href="/v2/open-api.yml">YAML</a> et <a href="/v2/open-api.json">JSON</a>.
      </p>
      <div id="console" />
    </Layout>
  );
}
