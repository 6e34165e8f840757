/**
 * Codes of the rights published since 2018 (endpoints.yaml of the contract), so that a token made today
 * opens an endpoint added tomorrow. A new room adds its own through its card.
 */
export const publishedRights: readonly string[] = [
  'actes_inpi',
  'aides_covid_effectifs',
  'associations',
  'attestations_agefiph',
  'attestations_fiscales',
  'attestations_sociales',
  'bilans_entreprise_bdf',
  'bilans_inpi',
  'certificat_agence_bio',
  'certificat_cnetp',
  'certificat_opqibi',
  'certificat_rge_ademe',
  'conventions_collectives',
  'documents_association',
  'entreprises',
  'entreprises_artisanales',
  'eori_douanes',
  'etablissements',
  'exercices',
  'extrait_court_inpi',
  'extraits_rcs',
  'fntp_carte_pro',
  'liasse_fiscale',
  'msa_cotisations',
  'probtp',
  'qualibat',
];

/** Still honoured on tokens that carry them, given to none by default. */
export const legacyRights: readonly string[] = ['actes_bilans_inpi'];
