import { type Draft, isMissing, type Missing, missing } from '../../core/missing.ts';
import { libelleNaf } from '../../core/nomenclatures/naf.ts';
import type { Establishment } from './answers.ts';
import { isDiffusible } from './diffusion.ts';
import type { Etablissement } from './etablissement.ts';
import { isAbroad, readAdresse } from './read-adresse.ts';
import { effectif, epoch, joined, needed, orMissing, withoutDot } from './values.ts';

/** What API Geo tells of the commune of an establishment. */
interface Commune {
  readonly nom: string;
  readonly region?: { readonly code: string; readonly nom: string };
}

/** An establishment of Sirene as the rooms publish it; `commune` is missing when it could not be had, null abroad. */
export function readEtablissement(
  establishment: Establishment,
  commune: Commune | Missing | null,
): Draft<Etablissement> {
  const { period } = establishment;
  const { activitePrincipaleEtablissement: naf, nomenclatureActivitePrincipaleEtablissement: nomenclature } = period;
  const { etatAdministratifEtablissement: state } = period;
  const enseigne = joined(', ', [
    period.enseigne1Etablissement,
    period.enseigne2Etablissement,
    period.enseigne3Etablissement,
  ]);
  return {
    siege_social: establishment.etablissementSiege ?? missing,
    siret: establishment.siret,
    naf: naf ? withoutDot(naf) : needed(naf),
    libelle_naf: naf ? libelleNaf(naf, nomenclature ?? null) : needed(naf),
    date_mise_a_jour: epoch(establishment.dateDernierTraitementEtablissement),
    tranche_effectif_salarie_etablissement: effectif(
      establishment.trancheEffectifsEtablissement,
      establishment.anneeEffectifsEtablissement,
    ),
    date_creation_etablissement: epoch(establishment.dateCreationEtablissement),
    ...readLocation(establishment, commune),
    diffusable_commercialement: isDiffusible(establishment.statutDiffusionEtablissement),
    enseigne,
    adresse: readAdresse(establishment, enseigne),
    etat_administratif: {
      value: orMissing(state),
      date_fermeture: state === 'F' ? epoch(period.dateDebut) : null,
    },
  };
}

type Location = Pick<Etablissement, 'region_implantation' | 'commune_implantation' | 'pays_implantation'>;

const NOWHERE = { code: null, value: null };
const UNKNOWN = { code: missing, value: missing };
const FRANCE = { code: 'FR', value: 'FRANCE' };

function readLocation(establishment: Establishment, commune: Commune | Missing | null): Draft<Location> {
  const { adresseEtablissement: address } = establishment;
  if (isAbroad(establishment)) {
    const { codePaysEtrangerEtablissement: code = missing, libellePaysEtrangerEtablissement: value = missing } =
      address;
    const { libelleCommuneEtrangerEtablissement: city = missing } = address;
    return {
      region_implantation: NOWHERE,
      commune_implantation: { code: null, value: city },
      pays_implantation: { code, value },
    };
  }
  return {
    region_implantation: isMissing(commune) ? UNKNOWN : regionOf(commune),
    commune_implantation: {
      code: needed(address.codeCommuneEtablissement),
      value: isMissing(commune) ? missing : (commune?.nom ?? null),
    },
    pays_implantation: FRANCE,
  };
}

function regionOf(commune: Commune | null) {
  const region = commune?.region;
  return region === undefined ? NOWHERE : { code: region.code, value: region.nom };
}
