import { type Static, Type } from 'typebox';
import { Etablissement, integer, TrancheEffectifSalarie, text } from '../../providers/insee/etablissement.ts';

const Mandataire = Type.Object({
  nom: Type.String({ description: 'Nom de la personne physique ; vide pour une personne morale.' }),
  prenom: Type.String({ description: 'Prénoms de la personne physique ; vide pour une personne morale.' }),
  fonction: Type.String({ description: 'Fonction exercée.' }),
  date_naissance: Type.String({ description: 'Date de naissance, AAAA-MM-JJ ; vide si le greffe ne la donne pas.' }),
  date_naissance_timestamp: Type.Integer({
    description: 'La même, en secondes Unix à minuit heure de Paris ; 0 si le greffe ne la donne pas.',
  }),
  dirigeant: Type.Boolean({ description: 'Toujours vrai.' }),
  raison_sociale: Type.String({ description: 'Dénomination de la personne morale ; vide pour une personne physique.' }),
  identifiant: Type.String({
    description: 'SIREN de la personne morale ; vide sinon, ou quand le greffe ne le donne pas.',
  }),
  type: Type.String({ description: 'PP : personne physique ; PM : personne morale.' }),
});

/** What only Infogreffe knows of a legal unit. */
const registerFields = {
  capital_social: integer(
    'Capital social en euros, sans les centimes (Infogreffe) ; null hors du registre ou en une autre monnaie.',
  ),
  nom_commercial: text('Nom commercial (Infogreffe) ; vide quand il n’y en a pas.'),
  date_radiation: integer('Radiation du registre du commerce, en secondes Unix à minuit heure de Paris (Infogreffe).'),
  mandataires_sociaux: Type.Array(Mandataire, {
    description: 'Dirigeants et commissaires inscrits au registre du commerce (Infogreffe) ; vide hors du registre.',
  }),
};

export const RegisterFields = Type.Object(registerFields);
export type RegisterFields = Static<typeof RegisterFields>;

export const Entreprise = Type.Object(
  {
    siren: Type.String({ description: "Numéro de SIREN de l'entreprise." }),
    capital_social: registerFields.capital_social,
    numero_tva_intracommunautaire: text(
      'Numéro de TVA intracommunautaire, calculé ; null quand le siège est à l’étranger.',
    ),
    forme_juridique: Type.String({
      description: 'Libellé de la catégorie juridique ; « non référencé » si le code est inconnu.',
    }),
    forme_juridique_code: Type.String({
      description: 'Code de la catégorie juridique ; 1000 : entrepreneur individuel.',
    }),
    nom_commercial: registerFields.nom_commercial,
    procedure_collective: Type.Boolean({ description: 'Toujours faux : cette donnée n’est plus fournie.' }),
    enseigne: text("Sigle de l'entreprise."),
    libelle_naf_entreprise: Type.String({ description: "Libellé de l'activité principale." }),
    naf_entreprise: Type.String({ description: "Code de l'activité principale, sans le point." }),
    raison_sociale: text(
      'Dénomination ; sans dénomination, un entrepreneur individuel est « NOM*NOM_USAGE/PRENOM1 PRENOM2 PRENOM3/ ».',
    ),
    siret_siege_social: Type.String({ description: 'Numéro de SIRET du siège.' }),
    code_effectif_entreprise: text("Code de la tranche d'effectif salarié."),
    date_creation: integer('Date de création, en secondes Unix à minuit heure de Paris.'),
    nom: text("Nom de l'entrepreneur individuel."),
    prenom: text("Premier prénom de l'entrepreneur individuel."),
    date_radiation: registerFields.date_radiation,
    categorie_entreprise: text('PME, ETI ou GE.'),
    tranche_effectif_salarie_entreprise: TrancheEffectifSalarie,
    mandataires_sociaux: registerFields.mandataires_sociaux,
    etat_administratif: Type.Object(
      {
        value: text('A : active ; C : cessée.'),
        date_cessation: integer("Date de cessation d'une entreprise cessée, en secondes Unix à minuit heure de Paris."),
      },
      { description: "État administratif de l'entreprise." },
    ),
    diffusable_commercialement: Type.Optional(
      Type.Boolean({
        description: "L'entreprise est diffusible à tous ; présent avec l'option non_diffusables seulement.",
      }),
    ),
  },
  { description: "L'entreprise." },
);

export type Entreprise = Static<typeof Entreprise>;

export const Answer = Type.Object({
  entreprise: Entreprise,
  etablissement_siege: Type.Union([Etablissement, Type.Null()], {
    description: "L'établissement siège ; null quand il n'a pas pu être obtenu.",
  }),
});
