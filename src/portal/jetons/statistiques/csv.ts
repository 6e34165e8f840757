import type { Service } from '../../../jetons/consommation/compteurs.ts';
import type { StatistiquesDeJeton } from '../../../jetons/statistiques/lecture.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../shared/csv.ts';
import { serviceName } from '../consommation/words.ts';

const HEAD = [
  ...['periode', 'depuis', 'endpoint', 'titre', 'appels', 'succes_2xx', 'sans_donnee_404', 'vos_erreurs_4xx'],
  ...['pannes_5xx', 'p50_ms', 'p95_ms'],
];

/** The table of the endpoints, in numbers. */
export function statistiquesCsv(
  { periode, tranches, endpoints }: StatistiquesDeJeton,
  services: readonly Service[],
): string {
  const depuis = tranches[0]?.debut.toISOString() ?? '';
  const lines = endpoints.map(({ endpoint, appels, succes, sansDonnee, vosErreurs, pannes, p50, p95 }) => [
    ...[periode, depuis, endpoint, serviceName(endpoint, services), appels, succes, sansDonnee, vosErreurs, pannes],
    ...[p50, p95].map((length) => (length === null ? '' : Math.round(length))),
  ]);
  return `${BYTE_ORDER_MARK}${[HEAD, ...lines].map(csvLine).join('')}`;
}
