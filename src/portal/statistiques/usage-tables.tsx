import { type PeriodTally, successRate, type Tally } from '../../watch/tally.ts';
import type { EndpointUsage } from '../../watch/usage.ts';
import { percent } from '../shared/availability.tsx';
import { providerOf } from '../shared/service-lists.ts';
import { sheetOf } from '../shared/site-map.ts';
import { Table } from '../views/table.tsx';
import { usageByProvider } from './providers.ts';
import { count } from './words.ts';

const columns = ['Appels', 'Information rendue', 'Rien à rendre', 'Refusés', 'En échec', 'Taux de succès'] as const;

interface PeriodsTableProps {
  readonly caption: string;
  readonly column: string;
  readonly tallies: readonly PeriodTally[];
  readonly nameOf: (period: string) => string;
}

/** The last period first: it is the one looked for. */
export function PeriodsTable({ caption, column, tallies, nameOf }: PeriodsTableProps): JSX.Element {
  return (
    <Table caption={caption} columns={[column, ...columns]} folds>
      <tbody>
        {[...tallies].reverse().map((tally) => (
          <tr>
            <th scope="row" safe>
              {nameOf(tally.period)}
            </th>
            <TallyCells tally={tally} />
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function TallyCells({ tally }: { tally: Tally }): JSX.Element {
  const { calls, answered, without, refused, failed } = tally;
  return (
    <>
      {[calls, answered, without, refused, failed].map((value, rank) => (
        <td class="nombre" data-colonne={columns[rank] ?? ''} safe>
          {count(value)}
        </td>
      ))}
      <td class="nombre" data-colonne={columns[5]} safe>
        {rateWords(tally)}
      </td>
    </>
  );
}

const usageColumns = ['Appels sur 12 mois', 'Taux de succès', 'Appels sur 30 jours'] as const;

function UsageCells({ year, lastDays }: { year: Tally; lastDays: Tally }): JSX.Element {
  const cells = [count(year.calls), rateWords(year), count(lastDays.calls)];
  return (
    <>
      {cells.map((text, rank) => (
        <td class="nombre" data-colonne={usageColumns[rank] ?? ''} safe>
          {text}
        </td>
      ))}
    </>
  );
}

export function ProvidersTable({ endpoints }: { endpoints: readonly EndpointUsage[] }): JSX.Element {
  return (
    <Table caption="Appels par fournisseur" columns={['Fournisseur', ...usageColumns]} folds>
      <tbody>
        {usageByProvider(endpoints).map(({ provider, ...usage }) => (
          <tr>
            <th scope="row" safe>
              {provider}
            </th>
            <UsageCells {...usage} />
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** The most called first. */
export function EndpointsTable({ endpoints }: { endpoints: readonly EndpointUsage[] }): JSX.Element {
  const ranked = [...endpoints].sort((a, b) => b.year.calls - a.year.calls);
  return (
    <Table caption="Appels par service" columns={['Service', 'Fournisseur', ...usageColumns]} folds>
      <tbody>
        {ranked.map(({ endpoint, ...usage }) => (
          <tr>
            <th scope="row">
              <a href={sheetOf(endpoint.name)} safe>
                {endpoint.title}
              </a>
            </th>
            <td data-colonne="Fournisseur" safe>
              {providerOf(endpoint)}
            </td>
            <UsageCells {...usage} />
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

export function rateWords(tally: Tally): string {
  const rate = successRate(tally);
  return rate === null ? '–' : percent(rate);
}
