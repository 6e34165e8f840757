import type { Adresse, Etablissement, FictionalUnit, FoundUnit } from '../../simulator/units.ts';

const LARGE_PERIODS = 300;

/** The body of `/siren/{siren}`: its current period, then those of the past. */
export function legalUnitBody(unit: FictionalUnit) {
  const { personne } = unit;
  const periods = pastDates(unit.behaviour);
  return {
    header: { statut: 200, message: 'OK' },
    uniteLegale: {
      siren: unit.siren,
      statutDiffusionUniteLegale: unit.diffusible ? 'O' : 'N',
      dateCreationUniteLegale: unit.dateCreation,
      sigleUniteLegale: unit.sigle,
      ...identity(unit),
      prenomUsuelUniteLegale: personne?.prenoms[0] ?? null,
      pseudonymeUniteLegale: null,
      identifiantAssociationUniteLegale: unit.kind === 'association' ? unit.rna : null,
      trancheEffectifsUniteLegale: unit.trancheEffectif,
      anneeEffectifsUniteLegale: unit.anneeEffectif,
      dateDernierTraitementUniteLegale: unit.dateDernierTraitement,
      nombrePeriodesUniteLegale: periods.length + 1,
      categorieEntreprise: unit.categorieEntreprise,
      anneeCategorieEntreprise: unit.categorieEntreprise === null ? null : unit.anneeEffectif,
      periodesUniteLegale: [
        legalUnitPeriod(unit, { dateDebut: unit.dateCessation ?? '2015-03-01', dateFin: null, etat: unit.etat }),
        ...periods.map((dates) => legalUnitPeriod(unit, { ...dates, etat: 'A' })),
      ],
    },
  };
}

/** The body of `/siret/{siret}`. */
export function establishmentBody({ unit, etablissement }: FoundUnit) {
  const [period] = legalUnitBody(unit).uniteLegale.periodesUniteLegale;
  const periods = pastDates(unit.behaviour);
  return {
    header: { statut: 200, message: 'ok' },
    etablissement: {
      siren: unit.siren,
      nic: etablissement.siret.slice(9),
      siret: etablissement.siret,
      statutDiffusionEtablissement: unit.diffusible ? 'O' : 'N',
      dateCreationEtablissement: etablissement.dateCreation,
      trancheEffectifsEtablissement: etablissement.trancheEffectif,
      anneeEffectifsEtablissement: unit.anneeEffectif,
      activitePrincipaleRegistreMetiersEtablissement: null,
      dateDernierTraitementEtablissement: unit.dateDernierTraitement,
      etablissementSiege: etablissement.siege,
      nombrePeriodesEtablissement: periods.length + 1,
      uniteLegale: {
        etatAdministratifUniteLegale: unit.etat,
        statutDiffusionUniteLegale: unit.diffusible ? 'O' : 'N',
        dateCreationUniteLegale: unit.dateCreation,
        ...period,
        ...identity(unit),
        prenomUsuelUniteLegale: unit.personne?.prenoms[0] ?? null,
        trancheEffectifsUniteLegale: unit.trancheEffectif,
        categorieEntreprise: unit.categorieEntreprise,
      },
      adresseEtablissement: address(etablissement.adresse),
      periodesEtablissement: [
        establishmentPeriod(etablissement, {
          dateDebut: etablissement.dateFermeture ?? '2015-03-01',
          dateFin: null,
          etat: etablissement.etat,
        }),
        ...periods.map((dates) => establishmentPeriod(etablissement, { ...dates, etat: 'A' })),
      ],
    },
  };
}

interface PeriodDates {
  readonly dateDebut: string;
  readonly dateFin: string | null;
}

/** One period before today's, or a great many for the unit whose lists are at their maximum. */
function pastDates(behaviour: FictionalUnit['behaviour']): PeriodDates[] {
  const count = behaviour === 'large' ? LARGE_PERIODS : 1;
  return Array.from({ length: count }, (_, rank) => {
    const year = 2014 - (rank % 10);
    return { dateDebut: `${year}-01-01`, dateFin: `${year}-12-31` };
  });
}

function identity({ personne }: FictionalUnit) {
  const [prenom1 = null, prenom2 = null, prenom3 = null, prenom4 = null] = personne?.prenoms ?? [];
  return {
    sexeUniteLegale: personne?.sexe ?? null,
    prenom1UniteLegale: prenom1,
    prenom2UniteLegale: prenom2,
    prenom3UniteLegale: prenom3,
    prenom4UniteLegale: prenom4,
  };
}

function legalUnitPeriod(unit: FictionalUnit, { dateDebut, dateFin, etat }: PeriodDates & { etat: string }) {
  return {
    dateFin,
    dateDebut,
    etatAdministratifUniteLegale: etat,
    changementEtatAdministratifUniteLegale: etat === 'C',
    nomUniteLegale: unit.personne?.nom ?? null,
    changementNomUniteLegale: false,
    nomUsageUniteLegale: unit.personne?.nomUsage ?? null,
    changementNomUsageUniteLegale: false,
    denominationUniteLegale: unit.denomination,
    changementDenominationUniteLegale: false,
    denominationUsuelle1UniteLegale: null,
    denominationUsuelle2UniteLegale: null,
    denominationUsuelle3UniteLegale: null,
    changementDenominationUsuelleUniteLegale: false,
    categorieJuridiqueUniteLegale: unit.categorieJuridique,
    changementCategorieJuridiqueUniteLegale: false,
    activitePrincipaleUniteLegale: unit.naf,
    nomenclatureActivitePrincipaleUniteLegale: 'NAFRev2',
    changementActivitePrincipaleUniteLegale: dateFin === null,
    nicSiegeUniteLegale: unit.siege.siret.slice(9),
    changementNicSiegeUniteLegale: false,
    economieSocialeSolidaireUniteLegale: null,
    changementEconomieSocialeSolidaireUniteLegale: false,
    caractereEmployeurUniteLegale: unit.trancheEffectif === 'NN' ? 'N' : 'O',
    changementCaractereEmployeurUniteLegale: false,
  };
}

function establishmentPeriod(
  etablissement: Etablissement,
  { dateDebut, dateFin, etat }: PeriodDates & { etat: string },
) {
  return {
    dateFin,
    dateDebut,
    etatAdministratifEtablissement: etat,
    changementEtatAdministratifEtablissement: etat === 'F',
    enseigne1Etablissement: etablissement.enseigne,
    enseigne2Etablissement: null,
    enseigne3Etablissement: null,
    changementEnseigneEtablissement: false,
    denominationUsuelleEtablissement: null,
    changementDenominationUsuelleEtablissement: false,
    activitePrincipaleEtablissement: etablissement.naf,
    nomenclatureActivitePrincipaleEtablissement: 'NAFRev2',
    changementActivitePrincipaleEtablissement: dateFin === null,
    caractereEmployeurEtablissement: etablissement.trancheEffectif === 'NN' ? 'N' : 'O',
    changementCaractereEmployeurEtablissement: false,
  };
}

function address(adresse: Adresse) {
  return {
    complementAdresseEtablissement: adresse.complement,
    numeroVoieEtablissement: adresse.numero,
    indiceRepetitionEtablissement: adresse.indiceRepetition,
    typeVoieEtablissement: adresse.typeVoie,
    libelleVoieEtablissement: adresse.voie,
    codePostalEtablissement: adresse.commune.codePostal,
    libelleCommuneEtablissement: adresse.commune.libelle,
    libelleCommuneEtrangerEtablissement: null,
    distributionSpecialeEtablissement: null,
    codeCommuneEtablissement: adresse.commune.code,
    codeCedexEtablissement: null,
    libelleCedexEtablissement: null,
    codePaysEtrangerEtablissement: null,
    libellePaysEtrangerEtablissement: null,
  };
}
