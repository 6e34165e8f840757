import type { LigneFile } from '../../records/file-instruction.ts';
import { BYTE_ORDER_MARK, csvLine } from '../shared/csv.ts';
import { awaited } from './queue-page.tsx';
import { casUsageWords, etatWords } from './words.ts';

/** The queue as a spreadsheet opens it in France: semicolons, and a mark of its encoding. */
export function queueCsv(lignes: readonly LigneFile[]): string {
  const rows = lignes.map((ligne) => [
    ligne.numero,
    etatWords[ligne.etat].label,
    casUsageWords.get(ligne.cas_usage) ?? ligne.cas_usage,
    ligne.intitule,
    ligne.organisation ?? '',
    ligne.siret ?? '',
    ligne.demandeur_nom,
    ligne.demandeur_email,
    ligne.premier_envoi_le?.toISOString() ?? '',
    ligne.envoyee_le?.toISOString() ?? '',
    awaited(ligne),
    String(ligne.messages_non_lus),
  ]);
  return `${BYTE_ORDER_MARK}${[HEAD, ...rows].map(csvLine).join('')}`;
}

const HEAD = [
  'numero',
  'etat',
  'cas_usage',
  'intitule',
  'organisation',
  'siret',
  'demandeur',
  'demandeur_email',
  'premier_envoi',
  'dernier_envoi',
  'attend',
  'messages_non_lus',
];
