import type { Endpoint } from '../../core/endpoint.ts';
import type { Ouvert } from '../../jetons/transmission/ouverture.ts';
import { dateTimeOf, dayOf, lengthOf } from '../shared/dates.ts';
import { jetonHead } from '../shared/jeton-card.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { trail } from './dead-pages.tsx';

interface ShownPageProps {
  readonly frame: Frame;
  readonly ouvert: Ouvert & { readonly valeur: string };
  readonly endpoints: readonly Endpoint[];
  readonly publicUrl: string;
}

/** The token itself, what it opens, until when, and a first call. */
export function shownPage({ frame, ouvert, endpoints, publicUrl }: ShownPageProps): JSX.Element {
  const { jeton, lien, valeur, maintenant } = ouvert;
  const opened = endpoints.filter(({ scopes }) => scopes.some((scope) => jeton.roles.includes(scope)));
  return (
    <Layout
      frame={frame}
      title="Le jeton"
      trail={trail}
      head={
        <>
          {jetonHead}
          <script defer src="/statique/copier.js" />
        </>
      }
    >
      <h1 safe>{`Le jeton « ${jeton.sujet} »`}</h1>
      <pre class="valeur-jeton" tabindex="0" data-copier="le jeton">
        <code safe>{valeur}</code>
      </pre>
      <p class="colonne" safe>
        {`Rangez-le dans le coffre de secrets de votre application, puis fermez cette page. Le lien fonctionne encore ${lengthOf(lien.expire_le.getTime() - maintenant.getTime())}, jusqu’au ${dateTimeOf(lien.expire_le)}.`}
      </p>
      <p>
        Le jeton est valable jusqu’au <strong safe>{dayOf(jeton.expire_le)}</strong>. Ne l’écrivez ni dans une adresse,
        ni dans un courriel, ni dans un dépôt de code.
      </p>
      <h2 class="fr-mt-4w">Le premier appel</h2>
      <p>
        Le jeton voyage dans l’en-tête <code>Authorization</code>. Cet appel-ci dit ses droits&nbsp;:
      </p>
      <pre tabindex="0" data-copier="le premier appel">
        <code safe>{`curl -H "Authorization: Bearer $JETON" ${publicUrl}/v2/privileges`}</code>
      </pre>
      <p>
        Les appels de données portent aussi <code>context</code>, <code>recipient</code> et <code>object</code>, qui
        disent pour qui et pourquoi. <a href="/documentation/demarrer">Démarrer, pas à pas</a>
      </p>
      <h2 class="fr-mt-4w" safe>
        {opened.length === 0 ? 'Ce qu’il ouvre' : `Ce qu’il ouvre (${opened.length})`}
      </h2>
      {opened.length === 0 ? (
        <p>Aucun service du catalogue.</p>
      ) : (
        <ul>
          {opened.map(({ name, title }) => (
            <li>
              <a href={`/catalogue/${name}`} safe>
                {title}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Layout>
  );
}
