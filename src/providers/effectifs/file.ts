import { defineHandedFile, type LineReading } from '../../core/handed-file.ts';
import { parseSiren } from '../../core/identifiers/siren.ts';
import { parseSiret } from '../../core/identifiers/siret.ts';

type Line = Readonly<Record<'siren' | 'siret' | 'annee' | 'mois' | 'effectifs', string>>;

const YEAR = /^(?:19|20)\d{2}$/;
const MONTH = /^(?:0[1-9]|1[0-2])$/;
const FIGURE = /^\d{1,9}(?:[.,]\d{1,4})?$/;

/** Head-counts, one a line, in the words of the HTTP service: of a company or an establishment, of a month or a year. */
export const effectifsFile = defineHandedFile({
  purpose:
    'Effectifs, un par ligne : d’une entreprise ou d’un établissement pour un mois, d’une entreprise pour une année',
  columns: {
    siren: "SIREN de l'entreprise, 9 chiffres ; peut être vide si le SIRET est donné",
    siret: "SIRET de l'établissement, 14 chiffres ; vide pour un effectif d'entreprise",
    annee: 'année AAAA',
    mois: 'mois, de 01 à 12 ; vide pour un effectif annuel',
    effectifs: 'effectif, comme 61.25 ou 61,25',
  },
  read: (line) => faultOf(line) ?? reading(line),
});

/** Where a head-count is in an imported file. */
export function monthKey(identifier: string, annee: string, mois: string): string {
  return `mensuel ${identifier} ${annee}-${mois}`;
}

/** Followed by a year, where that of a company is; the last one is the most recent. */
export function yearKeys(siren: string): string {
  return `annuel ${siren} `;
}

function faultOf({ siren, siret, annee, mois, effectifs }: Line): LineReading | null {
  if (siret === '' && parseSiren(siren) === null) return { fault: `« ${siren} » n'est pas un SIREN` };
  if (siret !== '' && parseSiret(siret) === null) return { fault: `« ${siret} » n'est pas un SIRET` };
  if (siret !== '' && !siret.startsWith(siren)) return { fault: `le SIRET ${siret} n'est pas du SIREN ${siren}` };
  if (siret !== '' && mois === '') return { fault: "un effectif annuel est celui d'une entreprise, sans SIRET" };
  if (!YEAR.test(annee)) return { fault: `« ${annee} » n'est pas une année` };
  if (mois !== '' && !MONTH.test(mois)) return { fault: `« ${mois} » n'est pas un mois, de 01 à 12` };
  return FIGURE.test(effectifs) ? null : { fault: `« ${effectifs} » n'est pas un effectif` };
}

function reading({ siren, siret, annee, mois, effectifs }: Line): LineReading {
  const figure = effectifs.replace(',', '.');
  if (mois === '') return { key: yearKeys(siren) + annee, value: { siren, annee, effectifs_annuels: figure } };
  const value = { ...(siret === '' ? { siren } : { siret }), annee, mois, effectifs_mensuels: figure };
  return { key: monthKey(siret === '' ? siren : siret, annee, mois), value };
}
