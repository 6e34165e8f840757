import { libelleCategorieJuridique } from '../core/nomenclatures/categories-juridiques.ts';
import type { Organisation } from '../records/organisations.ts';

/** How likely an organisation is one that may be granted an access. An advice to who instructs: nothing acts on it. */
export type Niveau = 'eligible' | 'probable' | 'a_etudier' | 'peu_probable' | 'non_eligible';

export interface Eligibilite {
  readonly niveau: Niveau;
  /** Why, in a sentence. */
  readonly motif: string;
}

interface Regle {
  /** Beginnings of legal categories (INSEE, « Catégories juridiques », level III, four digits). */
  readonly categories: readonly string[];
  /** Beginnings of principal activities (NAF rev. 2) that it is limited to. */
  readonly naf?: readonly string[];
  readonly niveau: Niveau;
  readonly motif: string;
}

/** Activities of collective interest: compulsory social security, employment, hospitals, social work, social housing. */
const SOCIAL_SECURITY = ['8430'];
const EMPLOYMENT = ['7810', '8413'];
const CARE = ['8610', '87', '88'];
const PUBLIC_ADMINISTRATION = ['841', '842', '843'];

/**
 * The first rule that matches says. What the law opens the exchange to are administrations in the sense of article L. 100-3 of
 * the CRPA: the State, local authorities, their public administrative bodies, and bodies or persons of public or private law
 * entrusted with a public administrative service, social security included.
 */
const regles: readonly Regle[] = [
  {
    categories: ['71', '72'],
    niveau: 'eligible',
    motif: 'service de l’État, autorité publique ou collectivité territoriale : une administration au sens du CRPA.',
  },
  {
    categories: ['7312', '7313', '7321', '7322', '7323', '7356'],
    niveau: 'probable',
    motif: 'personne publique locale aux missions étroites : vérifiez que la procédure décrite relève bien d’elle.',
  },
  {
    categories: ['7381'],
    niveau: 'probable',
    motif:
      'chambre consulaire : établissement public, éligible pour ses missions de service public, non pour ses ventes.',
  },
  {
    categories: ['73'],
    niveau: 'eligible',
    motif: 'établissement public administratif : une administration au sens du CRPA.',
  },
  {
    categories: ['7410'],
    niveau: 'eligible',
    motif: 'groupement d’intérêt public, personne morale de droit public.',
  },
  {
    categories: ['7470'],
    niveau: 'probable',
    motif: 'groupement de coopération sanitaire à gestion publique : vérifiez la mission qui lui est confiée.',
  },
  {
    categories: ['7430', '7450', '7490'],
    niveau: 'a_etudier',
    motif:
      'personne de droit public aux missions variées : demandez le texte qui lui confie un service public administratif.',
  },
  {
    categories: ['4160'],
    niveau: 'eligible',
    motif: 'la Banque de France, institution chargée de missions de service public par la loi.',
  },
  {
    categories: ['4110', '4120', '4130', '4140', '4150'],
    niveau: 'probable',
    motif:
      'établissement public industriel et commercial ou régie : éligible pour un service public administratif ou ses achats soumis au code de la commande publique.',
  },
  {
    categories: ['81'],
    niveau: 'eligible',
    motif: 'organisme de sécurité sociale ou de prévoyance obligatoire, chargé d’un service public administratif.',
  },
  {
    categories: ['8450'],
    niveau: 'probable',
    motif: 'ordre professionnel, chargé d’un service public pour sa profession : vérifiez que la procédure en relève.',
  },
  {
    categories: ['8470'],
    niveau: 'a_etudier',
    motif: 'centre technique ou comité professionnel : certains tiennent de la loi une mission de service public.',
  },
  {
    categories: ['82', '85'],
    naf: SOCIAL_SECURITY,
    niveau: 'probable',
    motif: 'mutuelle ou institution de prévoyance qui gère un régime obligatoire, d’après son activité.',
  },
  {
    categories: ['82', '85'],
    niveau: 'peu_probable',
    motif: 'mutuelle ou institution de prévoyance : éligible seulement si un texte lui délègue un régime obligatoire.',
  },
  {
    categories: ['83', '84'],
    niveau: 'peu_probable',
    motif:
      'comité d’entreprise, syndicat ou organisme professionnel : aucun service public ne leur est en général confié.',
  },
  {
    categories: ['9210'],
    niveau: 'non_eligible',
    motif: 'association non déclarée : elle n’a pas la personnalité morale.',
  },
  {
    categories: ['92', '93'],
    naf: [...SOCIAL_SECURITY, ...EMPLOYMENT, ...CARE, ...PUBLIC_ADMINISTRATION],
    niveau: 'a_etudier',
    motif:
      'association ou fondation, dont l’activité peut relever d’une mission de service public : demandez la convention ou le texte qui la lui confie.',
  },
  {
    categories: ['92', '93'],
    niveau: 'peu_probable',
    motif:
      'association ou fondation : éligible seulement si un texte ou une convention lui confie un service public administratif.',
  },
  {
    categories: ['9970'],
    niveau: 'a_etudier',
    motif:
      'groupement de coopération sanitaire à gestion privée : demandez la mission de service public dont il est chargé.',
  },
  {
    categories: ['91', '99'],
    niveau: 'non_eligible',
    motif: 'personne morale de droit privé sans mission de service public administratif.',
  },
  {
    categories: ['5415', '5515', '5615', '5546', '5547', '5646', '5647'],
    niveau: 'a_etudier',
    motif:
      'société d’économie mixte ou de HLM : acheteur soumis au code de la commande publique, ou délégataire d’un service public.',
  },
  {
    categories: ['5410', '5510', '5610'],
    niveau: 'a_etudier',
    motif: 'société nationale : éligible pour un service public qu’un texte lui confie, ou pour ses achats publics.',
  },
  {
    categories: ['6100', '6411', '6595', '6596'],
    niveau: 'peu_probable',
    motif: 'établissement de crédit ou d’assurance : ni l’un ni l’autre n’est une administration.',
  },
  {
    categories: ['5', '6'],
    naf: ['5829', '6201', '6202', '6311'],
    niveau: 'peu_probable',
    motif:
      'éditeur ou hébergeur de logiciels, d’après son activité : l’accès est celui de ses clients publics, pas le sien.',
  },
  {
    categories: ['5', '6'],
    niveau: 'peu_probable',
    motif: 'société de droit privé : éligible seulement si un contrat lui délègue un service public.',
  },
  {
    categories: ['1000'],
    niveau: 'non_eligible',
    motif: 'entrepreneur individuel : ni administration, ni personne chargée d’un service public.',
  },
  {
    categories: ['2'],
    niveau: 'non_eligible',
    motif: 'groupement sans personnalité morale.',
  },
  {
    categories: ['3205'],
    niveau: 'a_etudier',
    motif:
      'organisation internationale : le droit français de l’échange entre administrations ne la vise pas expressément.',
  },
  {
    categories: ['3'],
    niveau: 'non_eligible',
    motif: 'personne de droit étranger : les échanges entre administrations françaises ne la visent pas.',
  },
];

/** What the legal category and the activity of an organisation say of its eligibility; in doubt, « à étudier ». */
export function eligibiliteDe(
  organisation: Pick<Organisation, 'categorie_juridique' | 'naf' | 'etat'> | null,
): Eligibilite {
  if (organisation === null)
    return {
      niveau: 'a_etudier',
      motif: 'Organisation inconnue : Sirene n’a pas répondu, ou ne connaît pas ce SIRET.',
    };
  const { categorie_juridique: code, etat } = organisation;
  if (etat === 'F')
    return {
      niveau: 'non_eligible',
      motif: 'Établissement fermé selon Sirene : le demandeur doit en donner un autre.',
    };
  if (code === null) return { niveau: 'a_etudier', motif: 'Sirene ne donne pas sa catégorie juridique.' };
  const naf = (organisation.naf ?? '').replace('.', '');
  const regle = regles.find(
    ({ categories, naf: activities }) =>
      categories.some((beginning) => code.startsWith(beginning)) &&
      (activities === undefined || activities.some((beginning) => naf.startsWith(beginning))),
  );
  if (regle === undefined)
    return { niveau: 'a_etudier', motif: `Catégorie juridique ${code}, que l’INSEE ne publie pas : à lire avec soin.` };
  return { niveau: regle.niveau, motif: `${libelleCategorieJuridique(code)} : ${regle.motif}` };
}
