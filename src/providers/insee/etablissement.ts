import { type Static, Type } from 'typebox';

/** A text that may be null. */
export const text = (description: string) => Type.Union([Type.String(), Type.Null()], { description });

/** A whole number that may be null. */
export const integer = (description: string) => Type.Union([Type.Integer(), Type.Null()], { description });

/** The band of head-counts of a unit or an establishment. */
export const TrancheEffectifSalarie = Type.Object(
  {
    de: integer('Borne basse de la tranche, en salariés.'),
    a: integer('Borne haute de la tranche, en salariés ; null pour la dernière.'),
    code: text("Code de la tranche dans la nomenclature de l'INSEE (NN, 00 à 53)."),
    date_reference: text('Année de référence, AAAA.'),
    intitule: text('Libellé de la tranche.'),
  },
  { description: "Tranche d'effectif salarié ; toutes ses valeurs sont nulles quand l'INSEE ne la donne pas." },
);

const codeAndValue = (description: string, code: string, value: string) =>
  Type.Object({ code: text(code), value: text(value) }, { description });

const Adresse = Type.Object(
  {
    l1: Type.String({ description: 'Ligne 1 : raison sociale, sinon civilité, prénom et nom.' }),
    l2: text('Ligne 2 : dénominations usuelles, sinon enseigne.'),
    l3: text("Ligne 3 : complément d'adresse."),
    l4: text('Ligne 4 : numéro, indice de répétition, type et libellé de voie.'),
    l5: text('Ligne 5 : distribution spéciale.'),
    l6: text('Ligne 6 : code et libellé cedex, sinon code postal et localité.'),
    l7: text('Ligne 7 : FRANCE, ou le pays étranger.'),
    numero_voie: text('Numéro dans la voie.'),
    type_voie: text('Type de voie.'),
    nom_voie: text('Libellé de la voie.'),
    complement_adresse: text("Complément d'adresse."),
    code_postal: text('Code postal.'),
    localite: text("Localité, telle que l'INSEE l'imprime."),
    code_insee_localite: text('Code officiel géographique de la commune.'),
    cedex: text('Code cedex.'),
  },
  { description: "Adresse de l'établissement, en lignes puis en champs." },
);

/** An establishment as the rooms `etablissements` and `entreprises` publish it (endpoints.yaml). */
export const Etablissement = Type.Object(
  {
    siege_social: Type.Boolean({ description: "L'établissement est le siège de l'entreprise." }),
    siret: Type.String({ description: "Numéro de SIRET de l'établissement." }),
    naf: Type.String({ description: "Code de l'activité principale, sans le point." }),
    libelle_naf: Type.String({
      description: "Libellé de l'activité principale ; « non référencé » ou mention d'une ancienne révision sinon.",
    }),
    date_mise_a_jour: integer("Dernier traitement par l'INSEE : jour, en secondes Unix à minuit heure de Paris."),
    tranche_effectif_salarie_etablissement: TrancheEffectifSalarie,
    date_creation_etablissement: integer('Date de création, en secondes Unix à minuit heure de Paris.'),
    region_implantation: codeAndValue(
      "Région d'implantation ; nulle à l'étranger et dans les collectivités d'outre-mer.",
      'Code de la région.',
      'Nom de la région.',
    ),
    commune_implantation: codeAndValue(
      "Commune d'implantation.",
      "Code officiel géographique de la commune ; null à l'étranger.",
      'Nom de la commune, française ou étrangère.',
    ),
    pays_implantation: codeAndValue(
      "Pays d'implantation.",
      "Code du pays : FR, ou celui de l'INSEE.",
      'Nom du pays : FRANCE, ou le pays étranger.',
    ),
    diffusable_commercialement: Type.Union([Type.Boolean(), Type.Null()], {
      description: "L'établissement est diffusible à tous.",
    }),
    enseigne: text("Enseignes de l'établissement, séparées par une virgule."),
    adresse: Adresse,
    etat_administratif: Type.Object(
      {
        value: text('A : actif ; F : fermé.'),
        date_fermeture: integer(
          "Date de fermeture d'un établissement fermé, en secondes Unix à minuit heure de Paris.",
        ),
      },
      { description: "État administratif de l'établissement." },
    ),
  },
  { description: "L'établissement." },
);

export type Etablissement = Static<typeof Etablissement>;
