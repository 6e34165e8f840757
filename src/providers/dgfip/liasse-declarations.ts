import { type Static, Type } from 'typebox';
import { type Draft, missing } from '../../core/missing.ts';
import type { WireAnswer } from '../../core/provider.ts';
import { jsonReader } from '../../core/provider-answer.ts';
import { identity } from './identity.ts';
import { liasseRefusal, nothingDeclared } from './liasse-refusal.ts';
import { eachOf, givenTexts, isNone, promisedTexts, publishedTexts } from './texts.ts';

const ENTREPRISE = {
  denomination: "Dénomination de l'entreprise.",
  siren: "Numéro de SIREN de l'entreprise.",
  itip: "Identifiant de l'entreprise dans le système d'information de la DGFIP.",
};

const OCFI = {
  codeNace: "Code de l'activité, sans le point.",
  codeObf: "Code de l'obligation fiscale (IS, BIC, TVA…).",
  dateDebut: "Début de l'obligation, date et heure ISO 8601 avec décalage horaire.",
  dateDebutPourAttestationRegularite:
    "Début de l'obligation tel que retenu par l'attestation de régularité fiscale, ISO 8601 avec décalage horaire.",
  nbRof: "Nombre de références d'obligation fiscale.",
  numOcfi: "Numéro de l'occurrence fiscale.",
  ROF: "Référence de l'obligation fiscale (IS1, BIC1…).",
  regime: "Code du régime d'imposition.",
  texteExploitation: 'Activité exploitée, en clair.',
};

const DECLARATION = {
  code_regime: "Code du régime d'imposition de la déclaration (RN : réel normal, RS : réel simplifié…).",
  date_declaration: 'Date de la déclaration, AAAA-MM-JJ.',
  fin_exercice: "Fin de l'exercice déclaré, AAAA-MM-JJ.",
  duree_exercice: "Durée de l'exercice en jours, suivie du mot : « 365 jours ».",
  millesime: "Millésime de l'imprimé, AAAAMM ; le même que dans le dictionnaire.",
  numero_imprime: "Numéro de l'imprimé (2050, 2033A…) ; le même que dans le dictionnaire.",
};

const DONNEE = { code_nref: 'Code de la case : la clé du dictionnaire.' };

const indiceRepetition = Type.Optional(
  Type.Union([Type.String(), Type.Null()], { description: 'Rang de la ligne, pour une case répétée.' }),
);

const Valeurs = Type.Object({
  valeur: Type.Optional(
    Type.Union([Type.String(), Type.Array(Type.String()), Type.Null()], {
      description: 'Valeur déclarée, ou liste des valeurs de la case répétée.',
    }),
  ),
  indiceRepetition,
});

/** Of a case of the form: `valeur`, or `valeurs` when it is repeated. */
const donneeParts = {
  valeur: Type.Optional(
    Type.Union([Type.String(), Type.Null()], {
      description: 'Valeur déclarée, telle que saisie ; absente quand `valeurs` est donnée.',
    }),
  ),
  valeurs: Type.Optional(
    Type.Union([Type.Array(Valeurs), Valeurs, Type.Null()], {
      description: "Valeurs d'une case répétée : un objet, ou une liste d'objets ; absente quand `valeur` est donnée.",
    }),
  ),
  indiceRepetition,
};

const GivenDonnee = Type.Object({ ...givenTexts(DONNEE), ...donneeParts });
const GivenOcfi = Type.Object(givenTexts(OCFI));
const GivenEntreprise = Type.Object({
  ...givenTexts(ENTREPRISE),
  setOcfis: Type.Optional(Type.Union([Type.Array(GivenOcfi), GivenOcfi, Type.Null()])),
});
const GivenDeclaration = Type.Object({
  ...givenTexts(DECLARATION),
  imprime: Type.Optional(
    Type.Union([
      Type.Object({ donnees: Type.Optional(Type.Union([Type.Array(GivenDonnee), GivenDonnee, Type.Null()])) }),
      Type.Null(),
    ]),
  ),
});
const GivenLiasse = Type.Object({
  entreprise: Type.Optional(Type.Union([GivenEntreprise, Type.Null()])),
  declarations: Type.Optional(Type.Union([Type.Array(GivenDeclaration), GivenDeclaration, Type.Null()])),
});

const Donnee = Type.Object({ ...publishedTexts(DONNEE), ...donneeParts });
const Ocfi = Type.Object(publishedTexts(OCFI));
const Declaration = Type.Object({
  ...publishedTexts(DECLARATION),
  imprime: Type.Object(
    {
      donnees: Type.Optional(
        Type.Union([Type.Array(Donnee), Donnee, Type.Null()], {
          description:
            "Cases remplies de l'imprimé : une liste d'objets, ou un objet seul quand une seule l'est ; absent ou null quand aucune ne l'est.",
        }),
      ),
    },
    { description: "Contenu de l'imprimé." },
  ),
});

/** What an answer publishes of a tax return, besides its dictionary. */
export const liasseFields = {
  entreprise: Type.Object(
    {
      ...publishedTexts(ENTREPRISE),
      setOcfis: Type.Union([Type.Array(Ocfi), Ocfi], {
        description:
          "Obligations fiscales de l'entreprise : une liste d'objets, ou un objet seul quand il n'y en a qu'une.",
      }),
    },
    { description: "L'entreprise, telle que la DGFIP la connaît." },
  ),
  declarations: Type.Union([Type.Array(Declaration), Declaration], {
    description:
      "Imprimés déposés pour l'année : une liste d'objets, ou un objet seul quand la DGFIP en transmet un hors de toute liste.",
  }),
};
const Liasse = Type.Object(liasseFields);

const readJson = jsonReader(identity, Type.Union([GivenLiasse, Type.Null()]));
type Given = Omit<Static<typeof GivenLiasse>, 'declarations'> & {
  declarations: Static<typeof GivenDeclaration> | Static<typeof GivenDeclaration>[];
};

/** A tax return that has declarations, as the DGFIP gives it. */
export function readGivenLiasse(answer: WireAnswer): Given {
  const refusal = liasseRefusal(answer);
  if (refusal !== null) throw refusal;
  const given = readJson(answer);
  const declarations = given?.declarations;
  if (given === null || isNone(declarations)) throw nothingDeclared();
  return { ...given, declarations };
}

/** The same, untouched but for what it promises and lacks. */
export function readLiasse(given: Given): Draft<Static<typeof Liasse>> {
  const { entreprise, declarations } = given;
  return {
    ...given,
    entreprise: entreprise ? readEntreprise(entreprise) : missing,
    declarations: eachOf(declarations, readDeclaration),
  };
}

function readEntreprise(given: Static<typeof GivenEntreprise>) {
  const { setOcfis } = given;
  return {
    ...given,
    ...promisedTexts(ENTREPRISE, given),
    setOcfis: setOcfis ? eachOf(setOcfis, (ocfi) => ({ ...ocfi, ...promisedTexts(OCFI, ocfi) })) : missing,
  };
}

function readDeclaration(given: Static<typeof GivenDeclaration>) {
  return {
    ...given,
    ...promisedTexts(DECLARATION, given),
    imprime: given.imprime ? readImprime(given.imprime) : missing,
  };
}

function readImprime({ donnees, ...others }: NonNullable<Static<typeof GivenDeclaration>['imprime']>) {
  if (donnees === undefined) return others;
  const read = donnees && eachOf(donnees, (donnee) => ({ ...donnee, ...promisedTexts(DONNEE, donnee) }));
  return { ...others, donnees: read };
}
