import type { Children } from '@kitajs/html';
import { AccountSlot, roleLinks } from './account-slot.tsx';
import { Footer } from './footer.tsx';
import type { Frame } from './frame.ts';
import { NoticeBars } from './notice-bar.tsx';

interface LayoutProps {
  readonly frame: Frame;
  readonly title: string;
  /** Its name at the end of the trail, when the title says more. */
  readonly here?: string;
  /** The page says first that something went wrong, or is to be mended. */
  readonly isError?: boolean;
  /** Address of the page, to mark it in the menu. */
  readonly path?: string;
  /** Pages above this one, from the home page down; their addresses and names. */
  readonly trail?: readonly (readonly [string, string])[];
  readonly children?: Children;
  /** Style sheets and scripts of this page alone. */
  readonly head?: Children;
}

/** The frame of every page. The menu is always open: nothing here needs a script. */
export function Layout({ frame, title, here, isError, path, trail, children, head }: LayoutProps): JSX.Element {
  const { brand } = frame;
  return (
    <>
      {'<!doctype html>'}
      <html lang="fr">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title safe>{`${isError ? 'Erreur – ' : ''}${title} – ${brand.service}`}</title>
          <link rel="icon" href="/statique/icone.svg" type="image/svg+xml" />
          <link rel="stylesheet" href="/statique/dsfr/dsfr.min.css" />
          <link rel="stylesheet" href="/statique/api-entreprise.css" />
          {head}
        </head>
        <body>
          <SkipLinks />
          {frame.sandbox ? <SandboxNotice /> : ''}
          <NoticeBars notices={frame.notices?.() ?? []} />
          <Header frame={frame} path={path} />
          <main id="contenu" tabindex="-1">
            <div class="fr-container fr-py-4w">
              {trail === undefined ? '' : <Trail above={trail} here={here ?? title} />}
              {children}
            </div>
          </main>
          <Footer frame={frame} />
        </body>
      </html>
    </>
  );
}

function SkipLinks(): JSX.Element {
  return (
    <div class="fr-skiplinks">
      <nav class="fr-container" aria-label="Accès rapide">
        <ul class="fr-skiplinks__list">
          <li>
            <a class="fr-link" href="#contenu">
              Contenu
            </a>
          </li>
          <li>
            <a class="fr-link" href="#menu">
              Menu
            </a>
          </li>
          <li>
            <a class="fr-link" href="#recherche-site">
              Recherche
            </a>
          </li>
          <li>
            <a class="fr-link" href="#pied">
              Pied de page
            </a>
          </li>
        </ul>
      </nav>
    </div>
  );
}

function SandboxNotice(): JSX.Element {
  return (
    <section class="fr-notice fr-notice--info" aria-label="Avertissement">
      <div class="fr-container">
        <div class="fr-notice__body">
          <p>
            <span class="fr-notice__title">Bac à sable&nbsp;: </span>
            <span class="fr-notice__desc">
              données fictives. Ce site n’est pas un site officiel de l’administration.
            </span>
          </p>
        </div>
      </div>
    </section>
  );
}

function Header({ frame, path }: { frame: Frame; path: string | undefined }): JSX.Element {
  const { brand } = frame;
  return (
    <header class="fr-header entete">
      <div class="fr-header__body">
        <div class="fr-container entete-marque">
          {brand.logo === null ? '' : <img class="entete-logo" src={brand.logo} alt="" />}
          {brand.organisme === '' ? (
            ''
          ) : (
            <p class="entete-organisme" safe>
              {brand.organisme}
            </p>
          )}
          <div class="fr-header__service">
            <a href="/" title={`Accueil – ${brand.service}`}>
              <p class="fr-header__service-title" safe>
                {brand.service}
              </p>
            </a>
            <p class="fr-header__service-tagline" safe>
              {brand.ligne}
            </p>
          </div>
          <SiteSearch />
          <AccountSlot frame={frame} />
        </div>
      </div>
      <div class="entete-menu">
        <nav class="fr-container fr-nav" id="menu" tabindex="-1" aria-label="Menu principal">
          <ul class="fr-nav__list">
            <MenuLink href="/catalogue" label="Catalogue" path={path} />
            <MenuLink href="/cas-usage" label="Cas d’usage" path={path} />
            <MenuLink href="/documentation" label="Documentation" path={path} />
            <MenuLink href="/developpeurs" label="Développeurs" path={path} />
            <MenuLink href="/developpeurs/openapi" label="Essayer l’API" path={path} />
            <MenuLink href="/etat-des-services" label="État des services" path={path} />
            <MenuLink href="/demander-un-acces" label="Demander un accès" path={path} />
            {roleLinks(frame).map(([href, label]) => (
              <MenuLink href={href} label={label} path={path} />
            ))}
          </ul>
        </nav>
      </div>
    </header>
  );
}

function SiteSearch(): JSX.Element {
  return (
    <search class="entete-recherche" id="recherche-site" tabindex="-1" aria-label="Tout le site">
      <form class="fr-search-bar" action="/recherche" method="get">
        <label class="fr-label" for="recherche-site-q">
          Rechercher dans tout le site
        </label>
        <input
          class="fr-input"
          type="search"
          id="recherche-site-q"
          name="q"
          placeholder="Rechercher"
          maxlength="200"
          autocomplete="off"
        />
        <button class="fr-btn" type="submit">
          Rechercher
        </button>
      </form>
    </search>
  );
}

function MenuLink({ href, label, path }: { href: string; label: string; path: string | undefined }): JSX.Element {
  return (
    <li class="fr-nav__item">
      <a class="fr-nav__link" href={href} {...(href === path ? { 'aria-current': 'page' } : {})} safe>
        {label}
      </a>
    </li>
  );
}

function Trail({ above, here }: { above: readonly (readonly [string, string])[]; here: string }): JSX.Element {
  return (
    <nav class="fr-breadcrumb" aria-label="vous êtes ici :">
      <ol class="fr-breadcrumb__list fil">
        {above.map(([href, label]) => (
          <li>
            <a class="fr-breadcrumb__link" href={href} safe>
              {label}
            </a>
          </li>
        ))}
        <li>
          <span class="fr-breadcrumb__link" aria-current="page" safe>
            {here}
          </span>
        </li>
      </ol>
    </nav>
  );
}
