import type { Trace } from '../../../records/traces.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../shared/csv.ts';

const HEAD = [
  ...['request_id', 'recu_le', 'endpoint', 'identifiant', 'statut', 'code_erreur', 'statut_fournisseur', 'context'],
  ...['recipient', 'object', 'user_id', 'adresse', 'duree_ms', 'avertissements'],
];

/** Calls as a file, line by line: it may be longer than what memory holds. */
export async function* tracesCsv(traces: AsyncIterable<Trace>): AsyncGenerator<string> {
  yield `${BYTE_ORDER_MARK}${csvLine(HEAD)}`;
  for await (const trace of traces) {
    const { request_id, recu_le, endpoint, identifiant, statut, context, recipient, object, adresse } = trace;
    yield csvLine([
      ...[request_id, recu_le.toISOString(), endpoint, identifiant, statut, trace.code_erreur ?? ''],
      ...[trace.statut_fournisseur ?? '', context ?? '', recipient ?? '', object ?? '', trace.user_id ?? ''],
      ...[adresse, trace.duree_ms, trace.avertissements.join(' ')],
    ]);
  }
}
