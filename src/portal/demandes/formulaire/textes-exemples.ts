import type { CasUsageDemande } from '../../../records/tables/demandes.ts';

/** Texts that others have founded such a use on; an applicant cites his own. */
export const exemplesDeTextes: Readonly<Record<CasUsageDemande, readonly string[]>> = {
  marches_publics: [
    'Code de la commande publique, articles R. 2143-6 à R. 2143-12 : justificatifs que l’acheteur vérifie avant d’attribuer.',
    'Code de la commande publique, article R. 2143-13 : le candidat ne fournit pas ce que l’acheteur peut obtenir directement.',
  ],
  aides_publiques: [
    'Code général des collectivités territoriales, article L. 1511-2, et la délibération qui crée l’aide (numéro, date).',
    'Le décret ou l’arrêté qui institue l’aide, et l’article qui en fixe les critères.',
    'Le règlement d’intervention adopté par votre assemblée (délibération jointe en PDF).',
  ],
  preremplissage: [
    'Le texte qui crée la procédure dont c’est le formulaire : code, décret ou arrêté, avec l’article.',
    'Pour des données ouvertes seulement : loi n° 2016-1321 pour une République numérique.',
  ],
  detection_fraude: [
    'Code de la sécurité sociale, article L. 114-19 : droit de communication des organismes de protection sociale.',
    'L’article de code qui confie le contrôle à vos agents, et le texte qui les habilite.',
  ],
  editeur: [
    'La convention ou le marché qui vous lie à une administration (jointe en PDF), et le texte qui fonde sa mission.',
    'Chaque administration cliente cite ensuite son propre texte dans sa demande.',
  ],
  libre: [
    'L’article de code, le décret ou l’arrêté qui confie cette mission à votre organisation.',
    'Une délibération ou des statuts, joints en PDF, quand la mission vient d’eux.',
  ],
  covid_19: [],
};
