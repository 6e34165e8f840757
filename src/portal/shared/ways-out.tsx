import { SearchField } from '../views/search-field.tsx';
import { isServed } from './site-map.ts';

/** Where to go from a page that has nothing to say: a search, and the pages that lead everywhere. */
export function WaysOut(): JSX.Element {
  return (
    <>
      <form class="accueil-recherche" action="/recherche" method="get">
        <search>
          <SearchField label="Chercher dans le site" />
        </search>
      </form>
      <ul>
        <li>
          <a href="/">Revenir à l’accueil</a>
        </li>
        <li>
          <a href="/plan-du-site">Voir toutes les pages</a>
        </li>
        <li>
          <a href="/etat-des-services">Savoir ce qui fonctionne en ce moment</a>
        </li>
        <li>
          <a href={isServed('/support') ? '/support' : '/participer#signaler'}>Nous signaler une erreur</a>
        </li>
      </ul>
    </>
  );
}
