import { Type } from 'typebox';

const text = (description: string) => Type.String({ description });
const maybe = (description: string) => Type.Union([Type.String(), Type.Null()], { description });
const day = (description: string) => maybe(`${description}, AAAA-MM-JJ ; null si elle est inconnue.`);
const never = (description: string) =>
  Type.Null({ description: `${description} : toujours null, gardé pour l'ancien format.` });

const adresse = Type.Object(
  {
    complement: text(
      "Les trois compléments d'adresse du répertoire, joints par une espace ; deux espaces quand tous sont vides.",
    ),
    numero_voie: maybe('Numéro dans la voie.'),
    type_voie: maybe('Type de la voie (RUE, QUAI…).'),
    libelle_voie: maybe('Nom de la voie.'),
    distribution: maybe('Boîte postale ou distribution spéciale ; « _ » quand le répertoire la dit vide.'),
    code_insee: maybe('Code INSEE de la commune, 5 caractères.'),
    code_postal: maybe('Code postal, 5 chiffres.'),
    commune: maybe('Nom de la commune.'),
  },
  { description: 'Adresse du siège déclarée au répertoire.' },
);

/** The published answer of the room. */
export const answer = Type.Object({
  association: Type.Object(
    {
      id: maybe("Numéro RNA de l'association ; null si le répertoire ne le connaît pas (appel par SIRET)."),
      titre: text("Nom de l'association."),
      objet: text("Objet déclaré de l'association."),
      siret: maybe("SIRET de l'appel, 14 chiffres ; null si l'appel est fait par numéro RNA."),
      siret_siege_social: maybe('SIRET du siège, 14 chiffres, quand le répertoire le connaît.'),
      date_creation: day('Date de création'),
      date_declaration: day('Date de la dernière déclaration'),
      date_publication: day('Date de publication au Journal officiel'),
      date_dissolution: day('Date de dissolution'),
      adresse_siege: adresse,
      code_civilite_dirigeant: never('Code de civilité du dirigeant'),
      civilite_dirigeant: never('Civilité du dirigeant'),
      code_etat: never("Code de l'état"),
      etat: text("L'association est active : le texte true ou false."),
      code_groupement: never('Code du groupement'),
      groupement: maybe('Nature du groupement : Simple, Union ou Fédération.'),
      mise_a_jour: day('Date de la dernière mise à jour de la fiche au répertoire'),
    },
    { description: "Ce que l'association a déclaré." },
  ),
});
