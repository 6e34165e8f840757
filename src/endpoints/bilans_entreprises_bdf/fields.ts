/** A field of a balance sheet: the keys under which the provider sends it, and what it says. */
interface BilanField {
  /** A key that the provider misspells is also looked for as it should be written, the day it is mended. */
  readonly keys: readonly [string, ...string[]];
  readonly description: string;
}

const amount = (key: string, what: string, ...mended: string[]): BilanField => ({
  keys: [key, ...mended],
  description: `${what} : nombre entier signé, dans l'unité donnée par monnaie.`,
});

const evolution = (key: string, what: string, ...mended: string[]): BilanField => ({
  keys: [key, ...mended],
  description: `${what} : évolution depuis le bilan précédent, comme +7,75% ; texte vide si elle n'est pas connue.`,
});

/** Every field of a balance sheet, by its published name, in the published order. */
export const bilanFields = {
  duree_exercice: {
    keys: ['dureeExercice'],
    description: "Durée de l'exercice, en mois ; un tiret quand elle n'est pas connue.",
  },
  date_arret_exercice: {
    keys: ['dateArrete'],
    description: "Mois d'arrêté de l'exercice, au format AAAAMM.",
  },
  capitaux_propres_et_assimiles: amount('capitauxPropresEtAssimiles', 'Capitaux propres et assimilés'),
  capital_social_inclus_dans_capitaux_propres_et_assimiles: amount(
    'dontCapitalSocial',
    'Capital social, inclus dans les capitaux propres et assimilés',
  ),
  autres_fonds_propres: amount('dontAutresFondsPropres', 'Autres fonds propres'),
  total_provisions_pour_risques_et_charges: amount(
    'totalProvisionsPourRisquesEtCharges',
    'Total des provisions pour risques et charges',
  ),
  dettes1_emprunts_obligataires_et_convertibles: amount(
    'dettes1EmpruntsObligatairesEtConvertibles',
    'Emprunts obligataires convertibles',
  ),
  dettes2_autres_emprunts_obligataires: amount('dettes2AutresEmpruntsObligataires', 'Autres emprunts obligataires'),
  dettes3_emprunts_et_dettes_aupres_des_etablissements_de_credit: amount(
    'dettes3EmruntsEtDettesAupresDesEtablissementsdeCredit',
    'Emprunts et dettes auprès des établissements de crédit',
    'dettes3EmpruntsEtDettesAupresDesEtablissementsdeCredit',
  ),
  dettes4_maturite_a_un_an_au_plus: amount('dettes4DontAUnAnAuPlus', 'Dettes dont la maturité est à un an au plus'),
  emprunts_et_dettes_financieres_divers: amount(
    'empruntsEtDettesFinancieresDivers',
    'Emprunts et dettes financières divers',
  ),
  groupes_et_associes: amount('groupesEtAssocies', 'Dettes envers le groupe et les associés'),
  total_dettes_stables: amount('totalDettesStables', 'Total des dettes stables'),
  total_passif: amount('totalPassif', 'Total du passif'),
  resultat_exercice: amount('resultatExercice', "Résultat de l'exercice"),
  chiffre_affaires_ht: amount('caHT', "Chiffre d'affaires hors taxes"),
  valeur_ajoutee_bdf: amount('valeurAjouteeBdf', 'Valeur ajoutée, au sens de la Banque de France'),
  excedent_brut_exploitation: amount('ebe', "Excédent brut d'exploitation"),
  capacite_autofinancement: amount('caf', "Capacité d'autofinancement"),
  besoin_en_fonds_de_roulement: amount('besoinEnFondsDeRoulement', 'Besoin en fonds de roulement'),
  fonds_roulement_net_global: amount('frng', 'Fonds de roulement net global'),
  disponibilites: amount('disponibilites', 'Disponibilités'),
  ratio_fonds_roulement_net_global_sur_besoin_en_fonds_de_roulement: {
    keys: ['frng/bfr'],
    description:
      'Fonds de roulement net global rapporté au besoin en fonds de roulement, comme 125,49% ; un tiret s’il ne se calcule pas.',
  },
  evolution_capitaux_propres_et_assimiles: evolution(
    'evolutionCapitauxPropresEtAssimiles',
    'Capitaux propres et assimilés',
  ),
  evolution_capital_social_inclus_dans_capitaux_propres_et_assimiles: evolution(
    'evolutionDontCapitalSocial',
    'Capital social',
  ),
  evolution_autres_fonds_propres: evolution('evolutionDontAutresFondsPropres', 'Autres fonds propres'),
  evolution_total_provisions_pour_risques_et_charges: evolution(
    'evolutionTotalProvisionsPourRisquesEtCharges',
    'Total des provisions pour risques et charges',
  ),
  evolution_dettes1_emprunts_obligataires_et_convertibles: evolution(
    'evolutionDettes1EmpruntsObligatairesEtConvertibles',
    'Emprunts obligataires convertibles',
  ),
  evolution_dettes2_autres_emprunts_obligataires: evolution(
    'evolutionDettes2AutresEmpruntsObligataires',
    'Autres emprunts obligataires',
  ),
  evolution_dettes3_emprunts_et_dettes_aupres_des_etablissements_de_credit: evolution(
    'evolutionDettes3EmpruntsEtDettesAupresDesEtablissementsdeCredit',
    'Emprunts et dettes auprès des établissements de crédit',
  ),
  evolution_dettes4_maturite_a_un_an_au_plus: evolution(
    'evolutionDettes4DontAUnAnAuPlus',
    'Dettes dont la maturité est à un an au plus',
  ),
  evolution_emprunts_et_dettes_financieres_divers: evolution(
    'evolutionEmpruntsEtDettesFinancieresDivers',
    'Emprunts et dettes financières divers',
  ),
  evolution_groupes_et_associes: evolution('evolutionGroupesEtAssocies', 'Dettes envers le groupe et les associés'),
  evolution_total_dettes_stables: evolution(
    'evolutionTotaltotalDettesStables',
    'Total des dettes stables',
    'evolutionTotalDettesStables',
  ),
  evolution_total_passif: evolution('evolutionTotalPassif', 'Total du passif'),
  evolution_resultat_exercice: evolution('evolutionResultatExercice', "Résultat de l'exercice"),
  evolution_chiffre_affaires_ht: evolution('evolutionCaHT', "Chiffre d'affaires hors taxes"),
  evolution_valeur_ajoutee_bdf: evolution('evolutionValeurAjouteeBdf', 'Valeur ajoutée'),
  evolution_excedent_brut_exploitation: evolution('evolutionEbe', "Excédent brut d'exploitation"),
  evolution_capacite_autofinancement: evolution('evolutionCaf', "Capacité d'autofinancement"),
  evolution_besoin_en_fonds_de_roulement: evolution(
    'evolutionBesoinEnFondsDeRoulement',
    'Besoin en fonds de roulement',
  ),
  evolution_fonds_roulement_net_global: evolution('evolutionFrng', 'Fonds de roulement net global'),
  evolution_disponibilites: evolution('evolutionDisponibilites', 'Disponibilités'),
  evolution_ratio_fonds_roulement_net_global_sur_besoin_en_fonds_de_roulement: evolution(
    'evolutionFrng/Bfr',
    'Rapport du fonds de roulement net global au besoin en fonds de roulement',
  ),
} satisfies Record<string, BilanField>;
