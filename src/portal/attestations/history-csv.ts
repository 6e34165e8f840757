import type { LigneConsultation } from '../../records/consultations.ts';
import { BYTE_ORDER_MARK, csvLine } from '../shared/csv.ts';

const HEAD = [
  'date',
  'habilitation',
  'agent',
  'agent_email',
  'identifiant',
  'service',
  'procedure',
  'dossier',
  'statut',
  'request_id',
];

export function historyCsv(lignes: readonly LigneConsultation[]): string {
  const rows = lignes.map((ligne) => [
    ligne.faite_le.toISOString(),
    ligne.habilitation_numero ?? '',
    ligne.agent_nom,
    ligne.agent_email ?? '',
    ligne.identifiant,
    ligne.service,
    ligne.contexte,
    ligne.objet,
    ligne.statut === null ? '' : String(ligne.statut),
    ligne.request_id ?? '',
  ]);
  return `${BYTE_ORDER_MARK}${[HEAD, ...rows].map(csvLine).join('')}`;
}
