import { type Siren, vatNumber } from '../../core/identifiers/siren.ts';
import { type Draft, missing } from '../../core/missing.ts';
import { libelleCategorieJuridique } from '../../core/nomenclatures/categories-juridiques.ts';
import { libelleNaf } from '../../core/nomenclatures/naf.ts';
import type { LegalUnit } from '../../providers/insee/answers.ts';
import { isDiffusible } from '../../providers/insee/diffusion.ts';
import { effectif, epoch, needed, orMissing, withoutDot } from '../../providers/insee/values.ts';
import type { Entreprise, RegisterFields } from './answer.ts';

interface Beside {
  readonly siren: Siren;
  /** The head office is in another country. */
  readonly isAbroad: boolean;
  readonly register: Draft<RegisterFields>;
  readonly showsDiffusion: boolean;
}

/** The legal unit as Sirene describes it today, and beside it what comes from elsewhere. */
export function readEntreprise(
  unit: LegalUnit,
  { siren, isAbroad, register, showsDiffusion }: Beside,
): Draft<Entreprise> {
  const { period, trancheEffectifsUniteLegale: tranche } = unit;
  const { categorieJuridiqueUniteLegale: legalForm, activitePrincipaleUniteLegale: naf } = period;
  const { etatAdministratifUniteLegale: state, nicSiegeUniteLegale: nic } = period;
  return {
    siren,
    capital_social: register.capital_social,
    numero_tva_intracommunautaire: isAbroad ? null : vatNumber(siren),
    forme_juridique: legalForm ? libelleCategorieJuridique(legalForm) : needed(legalForm),
    forme_juridique_code: needed(legalForm),
    nom_commercial: register.nom_commercial,
    procedure_collective: false,
    enseigne: orMissing(unit.sigleUniteLegale),
    libelle_naf_entreprise: naf
      ? libelleNaf(naf, period.nomenclatureActivitePrincipaleUniteLegale ?? null)
      : needed(naf),
    naf_entreprise: naf ? withoutDot(naf) : needed(naf),
    raison_sociale: raisonSociale(unit),
    siret_siege_social: nic ? siren + nic : missing,
    code_effectif_entreprise: orMissing(tranche),
    date_creation: epoch(unit.dateCreationUniteLegale),
    nom: orMissing(period.nomUniteLegale),
    prenom: orMissing(unit.prenom1UniteLegale),
    date_radiation: register.date_radiation,
    categorie_entreprise: orMissing(unit.categorieEntreprise),
    tranche_effectif_salarie_entreprise: effectif(tranche, unit.anneeEffectifsUniteLegale),
    mandataires_sociaux: register.mandataires_sociaux,
    etat_administratif: {
      value: orMissing(state),
      date_cessation: state === 'C' ? epoch(period.dateDebut) : null,
    },
    ...(showsDiffusion ? { diffusable_commercialement: isDiffusible(unit.statutDiffusionUniteLegale) } : {}),
  };
}

/** The separators stay when a part is missing: `NOM*` + `NOM_USAGE/` + `PRENOM1 PRENOM2 PRENOM3/`. */
function raisonSociale(unit: LegalUnit) {
  const { denominationUniteLegale: denomination, nomUniteLegale: nom, nomUsageUniteLegale: nomUsage } = unit.period;
  if (denomination || !nom) return orMissing(denomination);
  const prenoms = [unit.prenom1UniteLegale, unit.prenom2UniteLegale, unit.prenom3UniteLegale].filter(Boolean);
  return `${nom}*${nomUsage ?? ''}/${prenoms.join(' ')}/`;
}
