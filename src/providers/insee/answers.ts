import { type Static, type TSchema, Type } from 'typebox';
import { providerFailure } from '../../core/failure.ts';
import { jsonReader } from '../../core/provider-answer.ts';
import { inseeIdentity } from './identity.ts';

const optionalText = Type.Optional(Type.Union([Type.String(), Type.Null()]));

/** Keys of the same type, each optional: an absent one is judged by the room that shows it. */
function texts<const Name extends string>(names: readonly Name[]): Record<Name, typeof optionalText> {
  return sameNames(Object.fromEntries(names.map((name) => [name, optionalText])));
}

/** The record was built from exactly these names. */
function sameNames<Name extends string, Schema extends TSchema>(record: Record<string, Schema>): Record<Name, Schema> {
  return record;
}

const PeriodeUniteLegale = Type.Object(
  texts([
    'dateDebut',
    'dateFin',
    'etatAdministratifUniteLegale',
    'nomUniteLegale',
    'nomUsageUniteLegale',
    'denominationUniteLegale',
    'categorieJuridiqueUniteLegale',
    'activitePrincipaleUniteLegale',
    'nomenclatureActivitePrincipaleUniteLegale',
    'nicSiegeUniteLegale',
  ]),
);

/** Without its diffusion status nothing of a unit may be shown: the only field, beside its number, that must be there. */
const UniteLegale = Type.Object({
  siren: Type.String(),
  statutDiffusionUniteLegale: Type.String(),
  ...texts([
    'dateCreationUniteLegale',
    'sigleUniteLegale',
    'sexeUniteLegale',
    'prenom1UniteLegale',
    'prenom2UniteLegale',
    'prenom3UniteLegale',
    'trancheEffectifsUniteLegale',
    'anneeEffectifsUniteLegale',
    'categorieEntreprise',
  ]),
  periodesUniteLegale: Type.Array(PeriodeUniteLegale),
});

const PeriodeEtablissement = Type.Object(
  texts([
    'dateDebut',
    'dateFin',
    'etatAdministratifEtablissement',
    'enseigne1Etablissement',
    'enseigne2Etablissement',
    'enseigne3Etablissement',
    'activitePrincipaleEtablissement',
    'nomenclatureActivitePrincipaleEtablissement',
  ]),
);

const Adresse = Type.Object(
  texts([
    'complementAdresseEtablissement',
    'numeroVoieEtablissement',
    'indiceRepetitionEtablissement',
    'typeVoieEtablissement',
    'libelleVoieEtablissement',
    'codePostalEtablissement',
    'libelleCommuneEtablissement',
    'libelleCommuneEtrangerEtablissement',
    'distributionSpecialeEtablissement',
    'codeCommuneEtablissement',
    'codeCedexEtablissement',
    'libelleCedexEtablissement',
    'codePaysEtrangerEtablissement',
    'libellePaysEtrangerEtablissement',
  ]),
);

const Etablissement = Type.Object({
  siret: Type.String(),
  statutDiffusionEtablissement: Type.String(),
  etablissementSiege: Type.Optional(Type.Boolean()),
  ...texts([
    'dateCreationEtablissement',
    'trancheEffectifsEtablissement',
    'anneeEffectifsEtablissement',
    'dateDernierTraitementEtablissement',
  ]),
  uniteLegale: Type.Object(
    texts([
      'statutDiffusionUniteLegale',
      'denominationUniteLegale',
      'denominationUsuelle1UniteLegale',
      'denominationUsuelle2UniteLegale',
      'denominationUsuelle3UniteLegale',
      'sexeUniteLegale',
      'nomUniteLegale',
      'prenom1UniteLegale',
    ]),
  ),
  adresseEtablissement: Adresse,
  periodesEtablissement: Type.Array(PeriodeEtablissement),
});

/** A legal unit as Sirene gives it, and the period that is true today. */
export interface LegalUnit extends Static<typeof UniteLegale> {
  readonly period: Static<typeof PeriodeUniteLegale>;
}

export type SireneAddress = Static<typeof Adresse>;

/** An establishment as Sirene gives it, and the period that is true today. */
export interface Establishment extends Static<typeof Etablissement> {
  readonly period: Static<typeof PeriodeEtablissement>;
}

export const readLegalUnit = jsonReader(inseeIdentity, Type.Object({ uniteLegale: UniteLegale }));

/** The plural form holds the establishment that replaces the one asked for. */
export const readEstablishment = jsonReader(
  inseeIdentity,
  Type.Union([
    Type.Object({ etablissement: Etablissement }),
    Type.Object({ etablissements: Type.Array(Type.Object({ siret: Type.String() }), { minItems: 1 }) }),
  ]),
);

/** The search for the head office of a unit, whose `header` counts what was found. */
export const readHeadOffices = jsonReader(
  inseeIdentity,
  Type.Object({
    header: Type.Optional(Type.Object({ total: Type.Optional(Type.Integer()) })),
    etablissements: Type.Array(Etablissement),
  }),
);

/** The token goes into a header: printable characters alone. */
export const readToken = jsonReader(
  inseeIdentity,
  Type.Object({ access_token: Type.String({ pattern: '^[!-~]+$' }), expires_in: Type.Number() }),
);

/** The period without an end, else the first one: Sirene lists them newest first. */
export function currentPeriod<Period extends { dateFin?: string | null }>(periods: readonly Period[]): Period {
  for (const period of periods) if ((period.dateFin ?? null) === null) return period;
  const [first] = periods;
  if (first === undefined) throw providerFailure(inseeIdentity, '000', { cause: 'no period' });
  return first;
}
