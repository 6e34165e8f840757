import type { Carte, ListeDeJetons } from '../../../jetons/fiche/lecture.ts';
import { JetonCard, jetonHead } from '../../shared/jeton-card.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { Pagination } from '../../views/pagination.tsx';
import { JETONS } from '../addresses.ts';
import { accountTrail, BANNISSEMENT, CONSOMMATION } from '../consommation/words.ts';

interface ListPageProps {
  readonly frame: Frame;
  readonly liste: ListeDeJetons;
}

/** « Is something about to break? » The tokens one looks after: those that work, the nearest to its end first, then the others. */
export function listPage({ frame, liste }: ListPageProps): JSX.Element {
  const { cartes, maintenant, page, pages } = liste;
  const live = cartes.filter(({ etat }) => etat !== 'expire' && etat !== 'retire');
  const ended = cartes.filter((carte) => !live.includes(carte));
  return (
    <Layout
      frame={frame}
      title="Mes jetons – Mon compte"
      here="Mes jetons"
      path={JETONS}
      trail={accountTrail}
      head={jetonHead}
    >
      <h1>Mes jetons</h1>
      {cartes.length === 0 ? <NoToken /> : <p safe>{summary(liste)}</p>}
      {live.length === 0 ? '' : <Cards cartes={live} now={maintenant} />}
      {ended.length === 0 ? '' : <Ended cartes={ended} now={maintenant} open={live.length === 0} />}
      <Pagination of="jetons" page={page} pages={pages} href={(to) => `${JETONS}?page=${to}`} />
      {cartes.length === 0 ? '' : <Elsewhere />}
    </Layout>
  );
}

function summary({ vivants, finis }: ListeDeJetons): string {
  const live = vivants === 0 ? 'Aucun jeton ne fonctionne' : `${vivants} jeton${vivants > 1 ? 's' : ''} en service`;
  const ended = finis === 0 ? '' : `, ${finis} qui ${finis > 1 ? 'ont' : 'a'} pris fin`;
  const order = vivants > 1 ? ' Celui qui prend fin le premier est en tête.' : '';
  return `${live}${ended}.${order}`;
}

function Cards({ cartes, now }: { cartes: readonly Carte[]; now: Date }): JSX.Element {
  return (
    <ul class="cartes cartes-jetons fr-mb-4w">
      {cartes.map((carte) => (
        <JetonCard carte={carte} now={now} level="h2" />
      ))}
    </ul>
  );
}

function Ended({ cartes, now, open }: { cartes: readonly Carte[]; now: Date; open: boolean }): JSX.Element {
  return (
    <details class="fr-mb-4w" open={open}>
      <summary safe>
        {cartes.length === 1 ? '1 jeton qui a pris fin' : `${cartes.length} jetons qui ont pris fin`}
      </summary>
      <Cards cartes={cartes} now={now} />
    </details>
  );
}

function NoToken(): JSX.Element {
  return (
    <>
      <p class="fr-text--lead">Vous n’avez pas encore de jeton.</p>
      <p>
        Un jeton est délivré quand une demande d’accès est acceptée. Il paraît ici pour son demandeur, et pour les
        contacts métier et technique que la demande nomme, à l’adresse e-mail de leur compte.
      </p>
      <p class="actions">
        <a class="fr-btn" href="/demander-un-acces">
          Demander un accès
        </a>
        <a class="fr-btn fr-btn--secondary" href="/compte/demandes">
          Suivre mes demandes
        </a>
      </p>
    </>
  );
}

function Elsewhere(): JSX.Element {
  return (
    <p>
      <a class="fr-link" href={CONSOMMATION}>
        Consommation
      </a>{' '}
      ·{' '}
      <a class="fr-link" href={BANNISSEMENT}>
        Refus et bannissements
      </a>{' '}
      ·{' '}
      <a class="fr-link" href="/demander-un-acces">
        Demander un autre accès
      </a>
    </p>
  );
}
