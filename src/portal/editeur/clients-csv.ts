import type { Ligne } from '../../editeurs/lecture.ts';
import { csvFile } from '../shared/csv.ts';
import { etatWords } from './words.ts';

const HEAD = [
  'numero',
  'organisation',
  'siret',
  'intitule',
  'etat',
  'accordee_le',
  'deleguee_le',
  'fin_du_jeton',
  'jours_restants',
  'appels_7_jours',
  'refus_429',
  'echecs_5xx',
  'en_difficulte',
  'dernier_appel',
];

/** The list of an editor, for a spreadsheet. */
export function clientsCsv(lignes: readonly Ligne[]): string {
  return csvFile([
    HEAD,
    ...lignes.map((ligne) => [
      ligne.numero,
      ligne.organisation ?? '',
      ligne.siret ?? '',
      ligne.intitule,
      etatWords[ligne.etat].label,
      ligne.accordee_le.toISOString(),
      ligne.deleguee_le.toISOString(),
      ligne.fin_jeton?.toISOString() ?? '',
      ligne.joursRestants === null ? '' : String(ligne.joursRestants),
      String(ligne.appels),
      String(ligne.refus),
      String(ligne.pannes),
      ligne.souffre ? 'oui' : 'non',
      ligne.dernier_le?.toISOString() ?? '',
    ]),
  ]);
}
