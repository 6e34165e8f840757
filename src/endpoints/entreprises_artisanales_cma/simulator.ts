import { libelleCategorieJuridique } from '../../core/nomenclatures/categories-juridiques.ts';
import { defineSimulation, jsonReply, textReply } from '../../simulator/simulation.ts';
import type { Adresse, FictionalUnit, Personne } from '../../simulator/units.ts';

export default defineSimulation('cma', [
  {
    method: 'GET',
    path: /^\/v2\/entreprises\/\d{9}$/,
    identify: ({ path }) => path.slice('/v2/entreprises/'.length),
    found: ({ unit }) => jsonReply(entryOf(unit)),
    unknown: () => page('404 - Fichier ou répertoire introuvable.', 404),
    brokenDown: () => page('500 - Erreur interne du serveur fictif.', 500),
  },
]);

/** As the server in front of the register writes its pages: in ISO-8859-1, which it does not say. */
function page(title: string, status: number) {
  const html = `<html><head><title>${title}</title></head><body>Erreur de serveur</body></html>`;
  return textReply(Buffer.from(html, 'latin1'), 'text/html', status);
}

function entryOf(unit: FictionalUnit) {
  return {
    ...identityOf(unit),
    ...addressOf(unit.siege.adresse),
    ...activityOf(unit),
    ...directorOf(directorIn(unit)),
    ...assignedEstateOf(unit),
  };
}

function identityOf({ siren, siege, denomination, sigle, kind, categorieJuridique }: FictionalUnit) {
  const { departement, region } = siege.adresse.commune;
  return {
    id: Number(siren) % 100_000,
    ent_id_num_gestion: `${siren}`,
    ent_id_siren: siren,
    ent_id_origine: '3',
    gest_maj_fichier: '2025-11-03T02:00:00Z',
    gest_date_maj: '2025-10-02T09:00:00Z',
    gest_dept: departement.nom.toUpperCase(),
    gest_reg: region.nom.toUpperCase(),
    gest_emetteur: `M${departement.code}01`,
    gest_categorie: kind === 'personne_physique' ? 'PP' : 'PM',
    ent_act_denomination_sociale: denomination ?? '',
    ent_act_sigle: sigle ?? '',
    ent_act_forme_juridique: categorieJuridique,
    gest_label_forme_juridique: libelleCategorieJuridique(categorieJuridique),
    epci: 'Communauté imaginaire du Phare',
  };
}

function addressOf({ numero, indiceRepetition, typeVoie, voie, complement, commune }: Adresse) {
  return {
    ent_adr_numero_voie: numero,
    ent_adr_indice_repetition: indiceRepetition ?? '',
    ent_adr_type_voie: typeVoie,
    ent_adr_adresse: voie,
    ent_adr_adresse_complement: complement ?? '',
    ent_adr_code_postal: commune.codePostal,
    ent_adr_commune: commune.libelle,
    ent_adr_commune_cog: commune.code,
  };
}

/** Sector of a trade, by the first two digits of its activity. Its label ends with a blank, as the register's do. */
const TRADES: Readonly<Record<string, { nar4: string; nar20: string; label: string; said: string }>> = {
  '43': {
    nar4: 'BATIMENT',
    nar20: 'ELECTRICITE',
    label: "Travaux d'installation électrique ",
    said: 'POSE DE LANTERNES',
  },
  '96': { nar4: 'SERVICES', nar20: 'COIFFURE', label: 'Coiffure en salon ', said: 'COIFFURE EN BORD DE MER' },
  '23': { nar4: 'PRODUCTION', nar20: 'CERAMIQUE', label: 'Fabrication de porcelaine ', said: 'PORCELAINE PEINTE' },
};
const OTHER_TRADE = { nar4: 'SERVICES', nar20: 'AUTRES SERVICES', label: 'Services imaginaires ', said: 'VEILLEES' };

function activityOf({ naf, dateCreation, dateCessation, immatriculation, kind }: FictionalUnit) {
  const ape = naf.replace('.', '');
  const { nar4, nar20, label, said } = TRADES[ape.slice(0, 2)] ?? OTHER_TRADE;
  const end = noonOf(dateCessation);
  return {
    ent_act_code_nafa_principal: `${ape}A`,
    ent_act_code_nafa_secondaire_1: '4322AA',
    ent_act_code_nafa_secondaire_2: '4329AZ',
    ent_act_code_nafa_secondaire_3: '9522ZA',
    ent_act_code_apen: ape,
    gest_libelle_code_nafa: label,
    gest_nar_4: nar4,
    gest_nar_20: nar20,
    ent_act_date_immat_rm: noonOf(dateCreation),
    ent_act_date_radiation: noonOf(immatriculation?.dateRadiation ?? null),
    ent_act_date_debut_activite: noonOf(dateCreation),
    ent_act_date_cessation_activite: end,
    ent_act_date_cloture_liquidation: end,
    ent_act_date_transfert_patrimoine: end,
    ent_act_date_dissolution: end,
    ent_act_modalite_exercice: 'P',
    ent_act_non_sedentaire: kind === 'personne_physique' ? '1' : '0',
    ent_act_activite_artisanales_declarees: said,
    ent_eff_salarie: kind === 'personne_physique' ? '1' : '21',
    ent_eff_apprenti: '2',
    ent_jug_procedures: dateCessation === null ? '' : 'REDRESSEMENT JUDICIAIRE;LIQUIDATION JUDICIAIRE',
  };
}

/** Whoever runs the business; of a company, the natural person among its officers that has most to tell. */
function directorIn({ personne, immatriculation }: FictionalUnit): Personne | null {
  const officers = (immatriculation?.mandataires ?? []).flatMap((one) => (one.type === 'PP' ? [one.personne] : []));
  return personne ?? officers.find(({ nomUsage }) => nomUsage !== null) ?? null;
}

function directorOf(personne: Personne | null) {
  const prenoms = personne === null ? [] : [...personne.prenoms, 'BERENICE'];
  return {
    dir_qa_qualification: personne === null ? 'SANS QUALIFICATION' : 'MAITRE ARTISAN',
    dir_id_nom_naissance: personne?.nom ?? null,
    dir_id_nom_usage: personne?.nomUsage ?? null,
    dir_id_prenom_1: prenoms[0] ?? null,
    dir_id_prenom_2: prenoms[1] ?? null,
    dir_id_prenom_3: prenoms[2] ?? null,
    dir_id_pseudonyme: personne === null ? null : 'LA VEILLEUSE',
    dir_id_date_naissance: noonOf(personne?.dateNaissance ?? null),
    dir_id_lieu_naissance: personne?.lieuNaissance ?? null,
  };
}

/** Only a natural person could set apart an estate for the business (EIRL). */
function assignedEstateOf({ kind, siege, immatriculation }: FictionalUnit) {
  const given = kind === 'personne_physique';
  return {
    eirl_init_nom_registre: given ? `RSEIRL ${siege.adresse.commune.libelle}` : null,
    eirl_denomination: given ? `EIRL ${siege.enseigne ?? 'FICTIVE'}` : null,
    eirl_objet_dap: given ? (immatriculation?.activite ?? null) : null,
    eirl_date_depot: given ? '2013-01-15T12:00:00Z' : null,
  };
}

function noonOf(isoDay: string | null): string | null {
  return isoDay === null ? null : `${isoDay}T12:00:00Z`;
}
