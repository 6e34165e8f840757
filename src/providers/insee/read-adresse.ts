import { type Draft, missing } from '../../core/missing.ts';
import type { Establishment, SireneAddress } from './answers.ts';
import type { Etablissement } from './etablissement.ts';
import { joined, orMissing } from './values.ts';

/** Abroad when INSEE names a foreign country, or no French commune. */
export function isAbroad({ adresseEtablissement: address }: Establishment): boolean {
  return Boolean(address.codePaysEtrangerEtablissement) || !address.codeCommuneEtablissement;
}

/** The address in seven lines, then field by field. */
export function readAdresse(establishment: Establishment, enseigne: string | null): Draft<Etablissement['adresse']> {
  const { uniteLegale, adresseEtablissement: address } = establishment;
  const localite = address.libelleCommuneEtablissement ?? address.libelleCommuneEtrangerEtablissement;
  return {
    l1: addressee(uniteLegale) ?? missing,
    l2: usualNames(uniteLegale) ?? enseigne,
    l3: orMissing(address.complementAdresseEtablissement),
    l4: joined(' ', [
      address.numeroVoieEtablissement,
      address.indiceRepetitionEtablissement,
      address.typeVoieEtablissement,
      address.libelleVoieEtablissement,
    ]),
    l5: orMissing(address.distributionSpecialeEtablissement),
    l6: postalLine(address, localite),
    l7: isAbroad(establishment) ? orMissing(address.libellePaysEtrangerEtablissement) : 'FRANCE',
    numero_voie: orMissing(address.numeroVoieEtablissement),
    type_voie: orMissing(address.typeVoieEtablissement),
    nom_voie: orMissing(address.libelleVoieEtablissement),
    complement_adresse: orMissing(address.complementAdresseEtablissement),
    code_postal: orMissing(address.codePostalEtablissement),
    localite: orMissing(localite),
    code_insee_localite: orMissing(address.codeCommuneEtablissement),
    cedex: orMissing(address.codeCedexEtablissement),
  };
}

type UniteLegale = Establishment['uniteLegale'];

function addressee(unit: UniteLegale): string | null {
  if (unit.denominationUniteLegale) return unit.denominationUniteLegale;
  return joined(' ', [civilite(unit.sexeUniteLegale), unit.prenom1UniteLegale, unit.nomUniteLegale]);
}

function civilite(sexe: string | null | undefined): string | null {
  if (sexe === 'M') return 'MONSIEUR';
  return sexe === 'F' ? 'MADAME' : null;
}

function usualNames(unit: UniteLegale): string | null {
  return joined(' ', [
    unit.denominationUsuelle1UniteLegale,
    unit.denominationUsuelle2UniteLegale,
    unit.denominationUsuelle3UniteLegale,
  ]);
}

function postalLine(address: SireneAddress, localite: string | null | undefined): string | null {
  if (address.codeCedexEtablissement) {
    return joined(' ', [address.codeCedexEtablissement, address.libelleCedexEtablissement]);
  }
  return joined(' ', [address.codePostalEtablissement, localite]);
}
