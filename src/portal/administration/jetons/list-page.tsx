import type { LigneJeton, PageDeJetons } from '../../../jetons/rotation/registre.ts';
import { dayOf } from '../../shared/dates.ts';
import { JetonState, jetonStateOptions, shortJti } from '../../shared/jeton-state.tsx';
import { Field, Select } from '../../views/fields.tsx';
import { SubmitButton } from '../../views/form.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { Pagination } from '../../views/pagination.tsx';
import { Table } from '../../views/table.tsx';
import { aboveTokens, addressOf, LIST } from './words.ts';

/** What was asked, as the form holds it. */
export interface Asked {
  readonly q: string;
  readonly etat: string;
}

interface ListPageProps {
  readonly frame: Frame;
  readonly found: PageDeJetons;
  readonly asked: Asked;
}

/** « Whose token is this, and does it work? » */
export function tokensPage({ frame, found, asked }: ListPageProps): JSX.Element {
  const { items, total, page, pages } = found;
  return (
    <Layout frame={frame} title={page === 1 ? 'Jetons' : `Jetons, page ${page}`} trail={aboveTokens}>
      <h1>Jetons</h1>
      <p class="colonne">
        Le registre des jetons&nbsp;: leur numéro, leurs titulaires, leur état. Leur valeur n’est montrée à aucun
        exploitant.
      </p>
      <form class="filtre" method="get" action={LIST}>
        <Field
          name="q"
          type="search"
          label="Numéro de jeton, SIRET, demande, e-mail, intitulé"
          optional
          value={asked.q}
        />
        <Select name="etat" label="État" optional nothing="Tous" value={asked.etat} options={jetonStateOptions} />
        <SubmitButton label="Chercher" />
      </form>
      <p role="status">
        <strong safe>{total === 0 ? 'Aucun jeton' : `${total} jeton${total > 1 ? 's' : ''}`}</strong>
      </p>
      {total === 0 ? (
        <Nothing asked={asked} />
      ) : (
        <Table
          caption="Jetons, du plus récent au plus ancien"
          columns={['Jeton', 'Organisation', 'État', 'Délivré le', 'Fin']}
          folds
        >
          <tbody>
            {items.map((ligne) => (
              <Row ligne={ligne} />
            ))}
          </tbody>
        </Table>
      )}
      <Pagination
        of="jetons"
        page={page}
        pages={pages}
        href={(to) => `${LIST}?${new URLSearchParams({ ...asked, page: String(to) })}`}
      />
    </Layout>
  );
}

function Nothing({ asked }: { asked: Asked }): JSX.Element {
  if (asked.q === '' && asked.etat === '') return <p>Aucun jeton n’a encore été délivré.</p>;
  return (
    <p>
      Aucun jeton ne répond à cette recherche. <a href={LIST}>Voir tous les jetons</a>
    </p>
  );
}

function Row({ ligne: { jeton, etat } }: { ligne: LigneJeton }): JSX.Element {
  return (
    <tr>
      <th scope="row">
        <a href={addressOf(jeton.jti)} safe>
          {jeton.sujet}
        </a>
        <span class="precision" safe>
          {shortJti(jeton.jti)}
        </span>
      </th>
      <td data-colonne="Organisation">
        <span safe>{jeton.organisation ?? jeton.siret ?? 'Sans demande'}</span>
        <span class="precision" safe>
          {jeton.demande_numero === null ? 'Créé en ligne de commande' : `Demande ${jeton.demande_numero}`}
        </span>
      </td>
      <td data-colonne="État">
        <JetonState etat={etat} />
      </td>
      <td data-colonne="Délivré le" safe>
        {dayOf(jeton.cree_le)}
      </td>
      <td data-colonne="Fin" safe>
        {dayOf(jeton.expire_le)}
      </td>
    </tr>
  );
}
