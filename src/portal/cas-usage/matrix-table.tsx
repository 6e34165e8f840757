import { useCases } from '../../papers/room-papers.ts';
import { sheetOf } from '../shared/site-map.ts';
import { withFrenchSpaces } from '../shared/texts.ts';
import { Badge } from '../views/badge.tsx';
import { Table } from '../views/table.tsx';
import type { UseCase } from './cases.ts';
import { type Cell, type Level, levels, type MatrixGroup, type MatrixRow } from './matrix.ts';

/** Every endpoint, and what it is worth to a use case. */
export function MatrixTable({ useCase }: { useCase: UseCase }): JSX.Element {
  const { matrix, columns, title } = useCase;
  const heads = columns.length === 1 ? ['Utilité'] : columns.map(columnName);
  return (
    <>
      <ul>
        {columns.map((column, rank) => {
          const counts = matrix.counts[rank];
          return (
            <li>
              {columns.length === 1 ? '' : <strong safe>{withFrenchSpaces(`${columnName(column)} : `)}</strong>}
              <span safe>{counts === undefined ? '' : countSentence(counts)}</span>
            </li>
          );
        })}
      </ul>
      <Table caption={withFrenchSpaces(`Utilité de chaque donnée : ${title}`)} columns={['Donnée', ...heads]} folds>
        {matrix.groups.map((group) => (
          <Group group={group} heads={heads} />
        ))}
      </Table>
    </>
  );
}

/** Columns are told apart by what follows the comma: « Préremplissage d'un formulaire, usager connecté ». */
function columnName(column: UseCase['columns'][number]): string {
  const name = useCases[column];
  const end = name.slice(name.indexOf(',') + 1).trim();
  return end.charAt(0).toUpperCase() + end.slice(1).replaceAll("'", '’');
}

function Group({ group, heads }: { group: MatrixGroup; heads: readonly string[] }): JSX.Element {
  return (
    <tbody>
      <tr class="groupe">
        <th scope="rowgroup" colspan={String(heads.length + 1)} safe>
          {group.category}
        </th>
      </tr>
      {group.rows.map((row) => (
        <Row row={row} heads={heads} />
      ))}
    </tbody>
  );
}

function Row({ row: { endpoint, provider, cells }, heads }: { row: MatrixRow; heads: readonly string[] }): JSX.Element {
  return (
    <tr>
      <th scope="row">
        <a href={sheetOf(endpoint.name)} safe>
          {endpoint.title}
        </a>
        <span class="precision" safe>
          {provider}
        </span>
      </th>
      {cells.map((cell, rank) => (
        <td class="utilite">
          {heads.length > 1 ? <span class="utilite-colonne" aria-hidden="true" safe>{`${heads[rank]} `}</span> : ''}
          <LevelBadge level={cell.level} />
          <Reason cell={cell} />
        </td>
      ))}
    </tr>
  );
}

function LevelBadge({ level }: { level: Level }): JSX.Element {
  return <Badge tone={tones[level]} label={levelWords[level]} />;
}

function Reason({ cell: { reason } }: { cell: Cell }): JSX.Element {
  return (
    <span class="precision" safe>
      {reason}
    </span>
  );
}

const tones = { oui: 'success', a_etudier: 'info', non: 'plain', format: 'plain' } as const;

const levelWords: Readonly<Record<Level, string>> = {
  oui: 'Utile',
  a_etudier: 'À étudier',
  non: 'Non',
  format: 'Format inadapté',
};

const counted: Readonly<Record<Level, readonly [one: string, several: string]>> = {
  oui: ['utile', 'utiles'],
  a_etudier: ['à étudier', 'à étudier'],
  non: ['à ne pas demander', 'à ne pas demander'],
  format: ['dans un format inadapté', 'dans un format inadapté'],
};

/** « 29 données utiles, 2 à ne pas demander. » */
function countSentence(counts: Readonly<Record<Level, number>>): string {
  const told = levels.filter((level) => counts[level] > 0);
  const pieces = told.map((level, rank) => {
    const number = counts[level];
    const [one, several] = counted[level];
    const noun = rank === 0 ? `donnée${number > 1 ? 's' : ''} ` : '';
    return `${number} ${noun}${number > 1 ? several : one}`;
  });
  return `${pieces.join(', ')}.`;
}
