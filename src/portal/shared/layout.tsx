import type { Children } from '@kitajs/html';

interface LayoutProps {
  readonly title: string;
  readonly sandbox: boolean;
  readonly children?: Children;
  /** Style sheets and scripts of this page alone. */
  readonly head?: Children;
}

/** The frame of every page. */
export function Layout({ title, sandbox, children, head }: LayoutProps): JSX.Element {
  return (
    <>
      {'<!doctype html>'}
      <html lang="fr">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title safe>{`${title} — API Entreprise`}</title>
          <link rel="stylesheet" href="/statique/api-entreprise.css" />
          {head}
        </head>
        <body>
          <a class="evitement" href="#contenu">
            Aller au contenu
          </a>
          {sandbox ? (
            <p class="bandeau" role="note">
              Bac à sable : données fictives. Ce site n’est pas un site officiel de l’administration.
            </p>
          ) : (
            ''
          )}
          <header class="entete">
            <a class="marque" href="/">
              API Entreprise
            </a>
            <nav aria-label="Menu principal">
              <a href="/developpeurs/openapi">Essayer l’API</a>
              <a href="/v2/open-api.yml">OpenAPI (YAML)</a>
              <a href="/v2/open-api.json">OpenAPI (JSON)</a>
            </nav>
          </header>
          <main id="contenu" tabindex="-1">
            {children}
          </main>
        </body>
      </html>
    </>
  );
}
