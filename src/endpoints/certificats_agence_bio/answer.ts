import { Type } from 'typebox';

const text = (description: string) => Type.String({ description });
const maybe = (description: string) => Type.Union([Type.String(), Type.Null()], { description });
const texts = (description: string) => Type.Array(Type.String(), { description });

const adresse = Type.Object({
  lieu: text("Numéro et voie, ou lieu-dit, de l'adresse."),
  code_postal: text('Code postal.'),
  ville: text('Ville.'),
  lat: Type.Number({ description: 'Latitude, en degrés décimaux (WGS 84).' }),
  long: Type.Number({ description: 'Longitude, en degrés décimaux (WGS 84).' }),
  type: texts("Ce que l'adresse est pour l'opérateur : Siège social, Lieux d'activité, Lieux de vente."),
});

const production = Type.Object({
  nom: text('Nom de la production.'),
  code: text('Code de la production dans la classification des produits française (CPF).'),
});

const certificat = Type.Object({
  organisme: text("Organisme certificateur, qui contrôle l'opérateur."),
  date_engagement: maybe("Date d'engagement en agriculture biologique, AAAA-MM-JJ ; null si elle est inconnue."),
  date_arret: maybe("Date d'arrêt de l'engagement, AAAA-MM-JJ ; null s'il dure."),
  date_suspension: maybe("Date de suspension de la certification, AAAA-MM-JJ ; null si elle ne l'a pas été."),
  url: maybe("Adresse du certificat chez l'organisme certificateur ; null s'il ne le publie pas."),
  etat_certification: text('État de la certification : ENGAGEE, SUSPENDUE, RETIREE ou ARRETEE.'),
});

/** The published answer of the room: the one that is a list from its root. */
export const answer = Type.Array(
  Type.Object({
    raison_sociale: text("Raison sociale de l'opérateur."),
    denomination_courante: text("Nom d'usage de l'opérateur."),
    siret: text("SIRET de l'opérateur, 14 chiffres."),
    numero_bio: Type.Integer({ description: "Numéro de l'opérateur dans l'annuaire de l'Agence BIO." }),
    date_derniere_mise_a_jour: text('Date de la dernière mise à jour de ces informations, AAAA-MM-JJ.'),
    numero_pacage: Type.Null({ description: "Numéro de pacage : toujours null, gardé pour l'ancien format." }),
    reseau: text("Réseau auquel l'opérateur appartient ; texte vide s'il n'en a pas."),
    categories: texts("Catégories de l'opérateur (Vente aux consommateurs, Restaurants…)."),
    activites: texts(
      'Activités certifiées : Production, Preparation, Distribution, Stockage, Importation, Restauration.',
    ),
    adresses_operateurs: Type.Array(adresse, { description: "Adresses de l'opérateur." }),
    productions: Type.Array(production, { description: 'Productions biologiques.' }),
    certificats: Type.Array(certificat, { description: 'Certificats, un par organisme certificateur.' }),
  }),
  { description: "Opérateurs de l'agriculture biologique qui ont ce SIRET." },
);
