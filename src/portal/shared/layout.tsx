import type { Children } from '@kitajs/html';

interface LayoutProps {
  readonly title: string;
  readonly sandbox: boolean;
  /** Address of the page, to mark it in the menu. */
  readonly path?: string;
  readonly children?: Children;
  /** Style sheets and scripts of this page alone. */
  readonly head?: Children;
}

/** The frame of every page. */
export function Layout({ title, sandbox, path, children, head }: LayoutProps): JSX.Element {
  return (
    <>
      {'<!doctype html>'}
      <html lang="fr">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title safe>{`${title} – API Entreprise`}</title>
          <link rel="icon" href="/statique/icone.svg" type="image/svg+xml" />
          <link rel="stylesheet" href="/statique/api-entreprise.css" />
          {head}
        </head>
        <body>
          <a class="evitement" href="#contenu">
            Aller au contenu
          </a>
          {sandbox ? <SandboxNotice /> : ''}
          <header class="entete">
            <a class="marque" href="/">
              API Entreprise
            </a>
            <nav aria-label="Menu principal">
              <MenuLink href="/" label="Accueil" path={path} />
              <MenuLink href="/developpeurs/openapi" label="Essayer l’API" path={path} />
            </nav>
          </header>
          <main id="contenu" tabindex="-1">
            {children}
          </main>
          <footer class="pied">
            <p>
              Description de l’API (OpenAPI 3.1)&nbsp;: <a href="/v2/open-api.yml">YAML</a> ·{' '}
              <a href="/v2/open-api.json">JSON</a>
            </p>
          </footer>
        </body>
      </html>
    </>
  );
}

function SandboxNotice(): JSX.Element {
  return (
    <p class="bandeau">
      <strong>Bac à sable&nbsp;:</strong> données fictives. Ce site n’est pas un site officiel de l’administration.
    </p>
  );
}

function MenuLink({ href, label, path }: { href: string; label: string; path: string | undefined }): JSX.Element {
  return (
    <a href={href} {...(href === path ? { 'aria-current': 'page' } : {})} safe>
      {label}
    </a>
  );
}
