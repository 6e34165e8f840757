import type { Service } from '../../../jetons/consommation/compteurs.ts';
import { type BilanDEndpoint, type BilanDeTranche, issues } from '../../../jetons/statistiques/bilan.ts';
import type { Periode } from '../../../jetons/statistiques/periodes.ts';
import { Table } from '../../views/table.tsx';
import { serviceName } from '../consommation/words.ts';
import { issueWords, lengthWords, periodeWords, shareOf, trancheName } from './words.ts';

const number = new Intl.NumberFormat('fr-FR');

/** The figures of the chart, the last unit first. */
export function TranchesTable({
  tranches,
  periode,
}: {
  tranches: readonly BilanDeTranche[];
  periode: Periode;
}): JSX.Element {
  const { last, unite } = periodeWords[periode];
  return (
    <Table
      caption={`Appels des ${last}`}
      columns={[unite, 'Appels', ...issues.map((issue) => issueWords[issue].label)]}
      folds
    >
      <tbody>
        {tranches.toReversed().map((tranche) => (
          <tr>
            <th scope="row" safe>
              {trancheName(periode, tranche.debut)}
            </th>
            <Figure column="Appels" text={number.format(tranche.appels)} />
            {issues.map((issue) => (
              <Figure column={issueWords[issue].label} text={number.format(tranche[issue])} />
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

interface EndpointsTableProps {
  readonly endpoints: readonly BilanDEndpoint[];
  readonly services: readonly Service[];
}

const shares = issues.map((issue) => ({ issue, column: `% ${issueWords[issue].codes}` }));

/** Those that went wrong most often first. */
export function EndpointsTable({ endpoints, services }: EndpointsTableProps): JSX.Element {
  return (
    <Table
      caption="Par service, ceux qui ont le plus d’erreurs d’abord"
      columns={['Service', 'Appels', ...shares.map(({ column }) => column), 'p50', 'p95']}
      folds
    >
      <tbody>
        {endpoints.map((bilan) => (
          <tr>
            <th scope="row" class="fr-cell--multiline">
              <span safe>{serviceName(bilan.endpoint, services)}</span>
              <span class="precision">
                <code safe>{bilan.endpoint === '' ? 'adresse inconnue' : bilan.endpoint}</code>
              </span>
            </th>
            <Figure column="Appels" text={number.format(bilan.appels)} />
            {shares.map(({ issue, column }) => (
              <Figure column={column} text={shareOf(bilan[issue], bilan.appels)} />
            ))}
            <Figure column="p50" text={lengthWords(bilan.p50)} />
            <Figure column="p95" text={lengthWords(bilan.p95)} />
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Figure({ column, text }: { column: string; text: string }): JSX.Element {
  return (
    <td class="nombre" data-colonne={column} safe>
      {text}
    </td>
  );
}
