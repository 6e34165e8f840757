import { spacedSiret } from '../../core/identifiers/spaced.ts';
import type { DelegationsDuTitre } from '../../editeurs/delegations.ts';
import type { DelegationDeClient } from '../../records/delegations-lues.ts';
import { dayOf } from '../shared/dates.ts';
import { Alert } from '../views/alert.tsx';
import { Form, SubmitButton } from '../views/form.tsx';
import type { Frame } from '../views/frame.ts';
import { Layout } from '../views/layout.tsx';
import { Pagination } from '../views/pagination.tsx';
import { Table } from '../views/table.tsx';
import { ChooseEditor, type Search } from './choose-editor.tsx';
import { SharedPart } from './shared-part.tsx';
import { delegationsOf, endings, rightTrail } from './words.ts';

interface OverviewProps {
  readonly frame: Frame;
  /** As its address names it. */
  readonly habilitation: string;
  readonly vu: DelegationsDuTitre;
  readonly search: Search;
  readonly done: string | null;
  /** Why nothing was done. */
  readonly refusal?: string;
}

const head = <link rel="stylesheet" href="/statique/editeurs.css" />;

/** « Who else follows this right, and what does he see? » */
export function overviewPage(props: OverviewProps): JSX.Element {
  const { frame, habilitation, vu, done, refusal } = props;
  const { titre, demandees, accordees } = vu;
  const here = 'Délégation à un éditeur';
  return (
    <Layout
      frame={frame}
      title={`${here} – Habilitation ${titre.numero}`}
      here={here}
      isError={refusal !== undefined}
      trail={rightTrail(habilitation, titre.numero)}
      head={head}
    >
      <h1>Délégation à un éditeur</h1>
      {done === null ? '' : <Alert kind="success" title={done} fresh />}
      {refusal === undefined ? '' : <Alert kind="error" title={refusal} fresh />}
      <p class="fr-text--lead" safe>{`${titre.intitule} (habilitation ${titre.numero})`}</p>
      <p class="colonne">
        Votre éditeur de logiciel peut suivre cette habilitation à votre demande&nbsp;: il vous prévient avant une
        échéance, et voit une panne en même temps que vous. Vous y mettez fin quand vous voulez.
      </p>
      {titre.habilitation === null ? <Over /> : ''}
      {titre.habilitation !== null && demandees.length > 0 ? <Asked {...props} /> : ''}
      {titre.habilitation === null ? '' : <InForce habilitation={habilitation} accordees={accordees} />}
      {titre.habilitation === null ? (
        ''
      ) : (
        <>
          <h2 class="fr-mt-4w">Choisir un éditeur</h2>
          <ChooseEditor habilitation={habilitation} vu={vu} search={props.search} />
          <h2 class="fr-mt-4w">Ce qui est montré</h2>
          <SharedPart />
          <p class="colonne">
            La délégation suit la demande&nbsp;: elle reste quand vous la rouvrez et qu’un nouveau jeton est délivré.
            Une nouvelle demande, même reprise de celle-ci, commence sans délégation.
          </p>
        </>
      )}
      <Past {...props} />
    </Layout>
  );
}

function Over(): JSX.Element {
  return (
    <Alert kind="info" title="Cette habilitation n’est plus en vigueur">
      <p>Plus aucun éditeur ne la voit&nbsp;: ses délégations ont pris fin avec elle.</p>
    </Alert>
  );
}

function Asked({ frame, habilitation, vu: { demandees } }: OverviewProps): JSX.Element {
  const page = delegationsOf(habilitation);
  return (
    <>
      <h2>Demandes qui vous attendent</h2>
      {demandees.map(({ id, nom, produit, siret, demandee_le }) => (
        <section class="encart fr-mb-3w" aria-labelledby={`demande-${id}`}>
          <h3 class="fr-h6" id={`demande-${id}`} safe>
            {`${nom} demande à suivre cette habilitation`}
          </h3>
          <p
            safe
          >{`${produit} – SIRET ${spacedSiret(siret)} – demandé le ${demandee_le === null ? '' : dayOf(demandee_le)}`}</p>
          <Form frame={frame} action={`${page}/${id}/decliner`}>
            <p class="actions">
              <a class="fr-btn" href={`${page}/${id}/accepter`}>
                Examiner et accepter<span class="fr-sr-only" safe>{` la demande de ${nom}`}</span>
              </a>
              <SubmitButton label="Décliner" rank="secondary" about={`la demande de ${nom}`} />
            </p>
          </Form>
        </section>
      ))}
    </>
  );
}

interface InForceProps {
  readonly habilitation: string;
  readonly accordees: readonly DelegationDeClient[];
}

function InForce({ habilitation, accordees }: InForceProps): JSX.Element {
  return (
    <>
      <h2 class="fr-mt-4w">Qui la suit aujourd’hui</h2>
      {accordees.length === 0 ? (
        <p>Aucun éditeur ne suit cette habilitation.</p>
      ) : (
        <Table caption="Éditeurs qui suivent cette habilitation" columns={['Éditeur', 'Depuis le', 'Action']} folds>
          <tbody>
            {accordees.map(({ id, nom, produit, siret, accordee_le }) => (
              <tr>
                <th scope="row">
                  <span safe>{nom}</span>
                  <span class="precision" safe>{`${produit} – SIRET ${spacedSiret(siret)}`}</span>
                </th>
                <td data-colonne="Depuis le" safe>
                  {accordee_le === null ? '' : dayOf(accordee_le)}
                </td>
                <td>
                  <a class="fr-btn fr-btn--tertiary fr-btn--sm" href={`${delegationsOf(habilitation)}/${id}/retirer`}>
                    Retirer<span class="fr-sr-only" safe>{` la délégation à ${nom}`}</span>
                  </a>
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </>
  );
}

function Past({ habilitation, vu: { passees } }: OverviewProps): JSX.Element {
  const { items, page, pages, total } = passees;
  if (total === 0) return '';
  return (
    <>
      <h2 class="fr-mt-4w">Historique</h2>
      <Table
        caption="Délégations passées, la plus récente d’abord"
        columns={['Éditeur', 'Demandée le', 'Accordée le', 'Close le', 'Comment']}
        folds
      >
        <tbody>
          {items.map(({ nom, demandee_le, accordee_le, close_le, fin }) => (
            <tr>
              <th scope="row" safe>
                {nom}
              </th>
              <td data-colonne="Demandée le" safe>
                {dayOr(demandee_le)}
              </td>
              <td data-colonne="Accordée le" safe>
                {dayOr(accordee_le)}
              </td>
              <td data-colonne="Close le" safe>
                {dayOr(close_le)}
              </td>
              <td data-colonne="Comment" safe>
                {fin === null ? 'Déclinée' : endings[fin]}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      <Pagination
        of="délégations passées"
        page={page}
        pages={pages}
        href={(to) => `${delegationsOf(habilitation)}?page=${to}`}
      />
    </>
  );
}

const dayOr = (date: Date | null): string => (date === null ? '–' : dayOf(date));
