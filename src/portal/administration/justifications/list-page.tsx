import type { TrancheJustifications } from '../../../jetons/justifications/lecture.ts';
import type { EtatJustification } from '../../../records/tables/justifications.ts';
import { lengthOf, shortDayOf } from '../../shared/dates.ts';
import { etatJustificationWords } from '../../shared/justification-view.tsx';
import { Badge } from '../../views/badge.tsx';
import { Field, Select } from '../../views/fields.tsx';
import type { Frame } from '../../views/frame.ts';
import { Layout } from '../../views/layout.tsx';
import { Pagination } from '../../views/pagination.tsx';
import { Table } from '../../views/table.tsx';

export const LIST = '/administration/justifications';
export const aboveJustifications = [
  ['/', 'Accueil'],
  ['/administration', 'Administration'],
] as const;

export interface ListAsked {
  readonly etat: EtatJustification | null;
  readonly texte: string;
}

interface ListPageProps {
  readonly frame: Frame;
  readonly liste: TrancheJustifications;
  readonly asked: ListAsked;
  readonly now: Date;
}

/** « What was asked, what was answered, what do I still wait for? » */
export function listPage(props: ListPageProps): JSX.Element {
  const { frame, liste, asked } = props;
  const title = 'Demandes de justification';
  return (
    <Layout frame={frame} title={liste.page === 1 ? title : `${title}, page ${liste.page}`} trail={aboveJustifications}>
      <h1>{title}</h1>
      <p>
        <a class="fr-btn" href={`${LIST}/nouvelle`}>
          Demander une justification
        </a>
      </p>
      <form class="filtre" action={LIST} method="get">
        <Select
          name="etat"
          label="État"
          nothing="Tous"
          options={Object.entries(etatJustificationWords).map(([value, { label }]) => [value, label])}
          value={asked.etat ?? ''}
          plain
        />
        <Field name="q" type="search" label="Numéro, jeton ou motif" value={asked.texte} plain />
        <button class="fr-btn" type="submit">
          Filtrer
        </button>
      </form>
      {liste.total === 0 ? <Nothing asked={asked} /> : <Demands {...props} />}
      <Pagination of="demandes" page={liste.page} pages={liste.pages} href={(page) => addressOf(asked, page)} />
    </Layout>
  );
}

function Nothing({ asked }: { asked: ListAsked }): JSX.Element {
  if (asked.etat === null && asked.texte === '') return <p>Aucune justification n’a été demandée.</p>;
  return (
    <p>
      Aucune demande ne correspond.{' '}
      <a class="fr-link" href={LIST}>
        Retirer les filtres
      </a>
    </p>
  );
}

function Demands({ liste, now }: ListPageProps): JSX.Element {
  return (
    <Table
      caption="Demandes : celles dont la réponse est à lire d’abord"
      columns={['Numéro', 'Jeton', 'Demandée le', 'État', 'Sans changement depuis']}
      folds
    >
      <tbody>
        {liste.items.map(({ numero, sujet, ouverte_le, etat, modifiee_le }) => (
          <tr>
            <th scope="row">
              <a href={`${LIST}/${numero}`} safe>
                {numero}
              </a>
            </th>
            <td class="fr-cell--multiline" data-colonne="Jeton" safe>
              {sujet}
            </td>
            <td data-colonne="Demandée le" safe>
              {shortDayOf(ouverte_le)}
            </td>
            <td data-colonne="État">
              <Badge {...etatJustificationWords[etat]} />
            </td>
            <td data-colonne="Sans changement depuis" safe>
              {lengthOf(now.getTime() - modifiee_le.getTime())}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function addressOf({ etat, texte }: ListAsked, page: number): string {
  const parameters = new URLSearchParams();
  if (etat !== null) parameters.set('etat', etat);
  if (texte !== '') parameters.set('q', texte);
  if (page > 1) parameters.set('page', String(page));
  return parameters.size === 0 ? LIST : `${LIST}?${parameters}`;
}
