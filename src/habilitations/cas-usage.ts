import type { CasUsageDemande } from '../records/tables/demandes.ts';

/** A form of request: what it has ticked, and what it tells the applicant. */
export interface FormulaireCasUsage {
  readonly cle: CasUsageDemande;
  readonly titre: string;
  readonly resume: string;
  /** The address of its page under /cas-usage; null when it has none. */
  readonly page: string | null;
  /** Codes of the rights ticked at first. */
  readonly coches: readonly string[];
  /** Ticked, and kept so: the use case makes no sense without them. */
  readonly verrouilles: readonly string[];
  /** May be asked, with a good reason; why they are seldom granted, by code. */
  readonly deconseilles: Readonly<Record<string, string>>;
  /** What the description starts with, and what it should say. */
  readonly description: string;
  readonly aideDescription: string;
  /** Whether a new request may still take it. */
  readonly ouvert: boolean;
}

const LIASSE =
  'Les déclarations fiscales complètes sont réservées à la détection de la fraude. Pour apprécier une taille, le chiffre d’affaires suffit.';
const BILANS_BDF =
  'Les bilans de la Banque de France sont couverts par un secret qui ne vise ni la commande publique ni le pré-remplissage.';
const EFFECTIFS =
  'La tranche d’effectif de l’INSEE, donnée avec l’entreprise, suffit souvent. Dites ce que l’effectif exact permet de décider.';
const DOCUMENT = 'C’est un document : il ne remplit aucun champ d’un formulaire.';

const company = ['entreprises', 'etablissements'];

/** What each standard form has ticked (the seed's pre-filled forms; shared/portal WORKFLOW §6a). */
export const formulaires: readonly FormulaireCasUsage[] = [
  {
    cle: 'marches_publics',
    titre: 'Marchés publics',
    resume: 'Vous achetez, et vérifiez les candidatures des entreprises.',
    page: 'marches-publics',
    coches: [
      ...company,
      'extraits_rcs',
      'associations',
      'documents_association',
      'entreprises_artisanales',
      'actes_inpi',
      'conventions_collectives',
      'aides_covid_effectifs',
      'exercices',
      'bilans_inpi',
      'attestations_fiscales',
      'attestations_sociales',
      'attestations_agefiph',
      'msa_cotisations',
      'probtp',
      'fntp_carte_pro',
      'certificat_cnetp',
      'certificat_agence_bio',
      'certificat_rge_ademe',
      'qualibat',
      'certificat_opqibi',
      'extrait_court_inpi',
    ],
    verrouilles: company,
    deconseilles: { liasse_fiscale: LIASSE, bilans_entreprise_bdf: BILANS_BDF },
    description: '',
    aideDescription:
      'Quel est le profil d’acheteur ou le logiciel ? À quelles étapes les données servent-elles : candidature, attribution, exécution ?',
    ouvert: true,
  },
  {
    cle: 'aides_publiques',
    titre: 'Aides publiques',
    resume: 'Vous instruisez des demandes d’aide ou de subvention d’entreprises ou d’associations.',
    page: 'aides-publiques',
    coches: [
      ...company,
      'extraits_rcs',
      'associations',
      'documents_association',
      'entreprises_artisanales',
      'exercices',
      'attestations_fiscales',
      'attestations_sociales',
    ],
    verrouilles: company,
    deconseilles: { liasse_fiscale: LIASSE, bilans_entreprise_bdf: BILANS_BDF, aides_covid_effectifs: EFFECTIFS },
    description: '',
    aideDescription: 'Quelles aides, pour quels bénéficiaires ? Quel critère chaque donnée permet-elle de vérifier ?',
    ouvert: true,
  },
  {
    cle: 'preremplissage',
    titre: 'Pré-remplissage de formulaires',
    resume: 'Votre formulaire en ligne se remplit seul à partir d’un SIRET.',
    page: 'pre-remplissage',
    coches: [...company, 'extraits_rcs', 'associations', 'entreprises_artisanales'],
    verrouilles: company,
    deconseilles: {
      liasse_fiscale: LIASSE,
      bilans_entreprise_bdf: BILANS_BDF,
      documents_association: DOCUMENT,
      actes_inpi: DOCUMENT,
      bilans_inpi: DOCUMENT,
      attestations_fiscales: DOCUMENT,
      attestations_sociales: DOCUMENT,
      fntp_carte_pro: DOCUMENT,
      certificat_cnetp: DOCUMENT,
      qualibat: DOCUMENT,
    },
    description:
      'Formulaire concerné : \nQui le remplit : \nAccès : ouvert à tous, ou après connexion (précisez comment l’usager se connecte)\nChamps préremplis : ',
    aideDescription: 'Un formulaire ouvert à tous n’a droit qu’aux données ouvertes.',
    ouvert: true,
  },
  {
    cle: 'detection_fraude',
    titre: 'Détection de la fraude',
    resume: 'Un texte vous confie une mission de contrôle ou de lutte contre la fraude.',
    page: 'detection-fraude',
    coches: [
      ...company,
      'extraits_rcs',
      'actes_inpi',
      'aides_covid_effectifs',
      'eori_douanes',
      'exercices',
      'bilans_inpi',
      'bilans_entreprise_bdf',
      'liasse_fiscale',
      'attestations_fiscales',
      'attestations_sociales',
    ],
    verrouilles: [],
    deconseilles: {},
    description: '',
    aideDescription:
      'Quelle mission de contrôle, quels contrôles, qui les fait ? Comment les agents sont-ils habilités ?',
    ouvert: true,
  },
  {
    cle: 'editeur',
    titre: 'Éditeurs de logiciels',
    resume:
      'Vous développez un logiciel pour des administrations : leur demande passe par vous, le jeton reste le leur.',
    page: 'editeurs',
    coches: [],
    verrouilles: [],
    deconseilles: {},
    description: 'Administrations clientes : \nLogiciel : \nProcédures couvertes : ',
    aideDescription:
      'Un jeton par client public : ce formulaire donne un jeton d’essai. Dites pour quelles administrations, avec quel produit, et pour quoi.',
    ouvert: true,
  },
  {
    cle: 'libre',
    titre: 'Autre projet',
    resume: 'Aucun des cas ci-dessus : vous choisissez chaque donnée, et dites pourquoi.',
    page: null,
    coches: [],
    verrouilles: [],
    deconseilles: { liasse_fiscale: LIASSE, aides_covid_effectifs: EFFECTIFS },
    description: '',
    aideDescription: 'À quoi servent les données, qui les consulte, dans quelle procédure ?',
    ouvert: true,
  },
  {
    cle: 'covid_19',
    titre: 'Aides liées au covid-19',
    resume: 'Dispositif clos : les demandes ne sont plus reçues.',
    page: 'covid-19',
    coches: ['entreprises', 'aides_covid_effectifs'],
    verrouilles: [],
    deconseilles: {},
    description: '',
    aideDescription: '',
    ouvert: false,
  },
];

const byKey = new Map(formulaires.map((formulaire) => [formulaire.cle, formulaire]));

export function formulaireOf(cle: CasUsageDemande): FormulaireCasUsage {
  const found = byKey.get(cle);
  if (found === undefined) throw new Error(`use case ${cle} has no form`);
  return found;
}

/** The form that an address names, by its key or by that of its page; null when there is none. */
export function formulaireNamed(text: string): FormulaireCasUsage | null {
  return formulaires.find(({ cle, page }) => cle === text || page === text) ?? null;
}
