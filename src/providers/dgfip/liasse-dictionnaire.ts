import { type Static, Type } from 'typebox';
import { type Draft, missing } from '../../core/missing.ts';
import type { WireAnswer } from '../../core/provider.ts';
import { jsonReader } from '../../core/provider-answer.ts';
import { identity } from './identity.ts';
import { liasseRefusal, nothingDeclared } from './liasse-refusal.ts';
import { eachOf, givenTexts, isNone, promisedTexts, publishedTexts } from './texts.ts';

const IMPRIME = { numero_imprime: "Numéro de l'imprimé (2050, 2033A…)." };

const MILLESIME = {
  millesime: "Millésime de l'imprimé, AAAAMM.",
  statut_version: "Statut de cette version de l'imprimé.",
};

const CASE = {
  code_absolu: 'Identifiant absolu de la case.',
  code_EDI: 'Code de la case dans les échanges EDI-TDFC.',
  code: 'Code imprimé dans la case du formulaire.',
  intitule: 'Intitulé de la case.',
  code_type_donnee: 'Nature de la valeur (MOA : montant en euros…).',
  code_nref: 'Code de la case dans les déclarations (`donnees`).',
};

const GivenCase = Type.Object(givenTexts(CASE));
const GivenMillesime = Type.Object({
  ...givenTexts(MILLESIME),
  declaration: Type.Optional(Type.Union([Type.Array(GivenCase), GivenCase, Type.Null()])),
});
const GivenImprime = Type.Object({
  ...givenTexts(IMPRIME),
  millesimes: Type.Optional(Type.Union([Type.Array(GivenMillesime), GivenMillesime, Type.Null()])),
});
const GivenDictionary = Type.Object({
  dictionnaire: Type.Optional(Type.Union([Type.Array(GivenImprime), GivenImprime, Type.Null()])),
});

const Case = Type.Object(publishedTexts(CASE));
const Millesime = Type.Object({
  ...publishedTexts(MILLESIME),
  declaration: Type.Union([Type.Array(Case), Case], {
    description: "Cases de l'imprimé : une liste d'objets, ou un objet seul quand il n'y en a qu'une.",
  }),
});
const Imprime = Type.Object({
  ...publishedTexts(IMPRIME),
  millesimes: Type.Union([Type.Array(Millesime), Millesime], {
    description:
      "Version de l'imprimé en vigueur pour l'année : un objet, ou une liste d'objets s'il y en a plusieurs.",
  }),
});

/** What an answer publishes of the dictionary of a year. */
export const dictionaryFields = {
  dictionnaire: Type.Union([Type.Array(Imprime), Imprime], {
    description:
      "Imprimés de l'année et leurs cases : une liste d'objets, ou un objet seul quand la DGFIP en transmet un hors de toute liste.",
  }),
};
const Dictionary = Type.Object(dictionaryFields);

const readJson = jsonReader(identity, Type.Union([GivenDictionary, Type.Null()]));
type Given = { dictionnaire: Static<typeof GivenImprime> | Static<typeof GivenImprime>[] };

/** The dictionary of a year, as the DGFIP gives it. */
export function readGivenDictionary(answer: WireAnswer): Given {
  const refusal = liasseRefusal(answer);
  if (refusal !== null) throw refusal;
  const given = readJson(answer);
  const dictionnaire = given?.dictionnaire;
  if (given === null || isNone(dictionnaire)) throw nothingDeclared();
  return { ...given, dictionnaire };
}

/** The same, untouched but for what it promises and lacks. */
export function readDictionary(given: Given): Draft<Static<typeof Dictionary>> {
  return { ...given, dictionnaire: eachOf(given.dictionnaire, readImprime) };
}

function readImprime(given: Static<typeof GivenImprime>) {
  const { millesimes } = given;
  return {
    ...given,
    ...promisedTexts(IMPRIME, given),
    millesimes: millesimes ? eachOf(millesimes, readMillesime) : missing,
  };
}

function readMillesime(given: Static<typeof GivenMillesime>) {
  const { declaration } = given;
  return {
    ...given,
    ...promisedTexts(MILLESIME, given),
    declaration: declaration ? eachOf(declaration, (one) => ({ ...one, ...promisedTexts(CASE, one) })) : missing,
  };
}
