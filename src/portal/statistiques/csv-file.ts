import type { Usage } from '../../watch/usage.ts';
import { providerOf } from '../shared/service-lists.ts';

const columns = 'mois;endpoint;titre;fournisseur;appels;reussis;sans_donnee;refuses;echecs';
/** A spreadsheet reads the accents of a file that begins so. */
const BYTE_ORDER_MARK = '\uFEFF';

/** One line a month and endpoint that was called. */
export function statisticsCsv({ endpoints }: Usage): string {
  const lines = endpoints.flatMap(({ endpoint, months }) =>
    months
      .filter(({ calls }) => calls > 0)
      .map(({ period, calls, answered, without, refused, failed }) =>
        [period, endpoint.name, endpoint.title, providerOf(endpoint), calls, answered, without, refused, failed]
          .map(cell)
          .join(';'),
      ),
  );
  return `${BYTE_ORDER_MARK}${[columns, ...lines.sort()].join('\r\n')}\r\n`;
}

function cell(value: string | number): string {
  const text = String(value);
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
