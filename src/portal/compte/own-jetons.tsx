import type { ListeDeJetons } from '../../jetons/fiche/lecture.ts';
import { JetonCard } from '../shared/jeton-card.tsx';

/** The tokens that one looks after, the nearest to its end first; the others are on their own page. */
export function OwnJetons({ liste }: { liste: ListeDeJetons }): JSX.Element {
  const { cartes, maintenant, vivants, finis } = liste;
  const live = cartes.filter(({ etat }) => etat !== 'expire' && etat !== 'retire');
  return (
    <section aria-labelledby="jetons">
      <h2 class="fr-mt-4w" id="jetons">
        Mes jetons
      </h2>
      {vivants + finis === 0 ? (
        <p>
          Vous n’avez pas encore de jeton&nbsp;: il est délivré quand votre demande d’accès est acceptée.{' '}
          <a href="/demander-un-acces">Demander un accès</a>
        </p>
      ) : (
        <>
          {live.length === 0 ? (
            <p>Aucun de vos jetons ne fonctionne plus.</p>
          ) : (
            <ul class="cartes cartes-jetons fr-mb-2w">
              {live.map((carte) => (
                <JetonCard carte={carte} now={maintenant} level="h3" short />
              ))}
            </ul>
          )}
          <p>
            <a class="fr-link" href="/compte/jetons">
              {vivants + finis > live.length ? `Tous mes jetons (${vivants + finis})` : 'Mes jetons, en détail'}
            </a>
          </p>
        </>
      )}
    </section>
  );
}
