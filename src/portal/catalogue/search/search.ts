import MiniSearch, { type SearchOptions, type SearchResult } from 'minisearch';
import type { AnswerField } from '../../../papers/answer-fields.ts';
import { useCases } from '../../../papers/room-papers.ts';
import { readQuery } from '../../shared/search-query.ts';
import { termOf, termsOf, wordsOf } from '../../shared/search-text.ts';
import { providerOf } from '../../shared/service-lists.ts';
import type { Fiche } from '../fiche.ts';

/** A sheet that answers a search, and what of it does. */
export interface Hit {
  readonly fiche: Fiche;
  /** Terms of the sheet that were found, to be marked. */
  readonly terms: ReadonlySet<string>;
  /** Fields of the answer that say what was looked for, the closest first. */
  readonly fields: readonly AnswerField[];
  readonly keywords: readonly string[];
}

export interface Findings {
  readonly hits: readonly Hit[];
  /** `identifiant`: the query is a number, and the sheets are those that take it. `proches`: nothing has all that was asked. */
  readonly kind: 'tout' | 'mots' | 'identifiant' | 'proches';
}

export type Search = (query: string) => Findings;

/** How much a word weighs by where it is found. */
const boost = { titre: 8, motsCles: 5, nom: 4, champs: 4, identifiants: 3, fournisseur: 3, libelles: 2, texte: 1 };

const careful: SearchOptions = { boost, prefix: (term) => term.length >= 3, fuzzy: false };
/** One letter wrong in a word of five, two from eight on; a number is never guessed. */
const tolerant: SearchOptions = {
  ...careful,
  fuzzy: (term) => (term.length >= 5 && !/\d/.test(term) ? 0.2 : false),
  maxFuzzy: 2,
};

/** How many sheets are worth showing when none has all that was asked. */
const NEAREST = 6;

/** Searches the sheets; the index is made once. */
export function createSearch(fiches: readonly Fiche[]): Search {
  const index = new MiniSearch({
    idField: 'name',
    fields: Object.keys(boost),
    tokenize: wordsOf,
    processTerm: termOf,
  });
  index.addAll(fiches.map(indexed));
  const ficheOf = new Map(fiches.map((fiche) => [fiche.name, fiche]));
  const fieldTerms = new Map(
    fiches.flatMap(({ fields }) => fields).map((field) => [field, termsOf(`${field.name} ${field.description}`)]),
  );

  function ask(text: string, combineWith: 'AND' | 'OR', options: SearchOptions): Hit[] {
    const query = readQuery(text, combineWith);
    return query === null ? [] : index.search(query, options).flatMap(hit);
  }

  function hit({ id, match }: SearchResult): Hit[] {
    const fiche = ficheOf.get(String(id));
    if (fiche === undefined) return [];
    const terms = new Set(Object.keys(match));
    const keywords = fiche.sheet.mots_cles.filter((keyword) => termsOf(keyword).every((term) => terms.has(term)));
    return [{ fiche, terms, fields: closest(fiche, termsIn(match, ['champs', 'libelles'])), keywords }];
  }

  function closest({ fields }: Fiche, terms: ReadonlySet<string>): AnswerField[] {
    const counted = fields.map((field) => ({
      field,
      count: new Set(fieldTerms.get(field)?.filter((term) => terms.has(term))).size,
    }));
    const most = Math.max(0, ...counted.map(({ count }) => count));
    return most === 0 ? [] : counted.filter(({ count }) => count === most).map(({ field }) => field);
  }

  return (text) => {
    if (termsOf(text).length === 0) return { hits: fiches.map(unsearched), kind: 'tout' };
    const takers = takersOf(text, fiches);
    if (takers !== null) return { hits: takers.map(unsearched), kind: 'identifiant' };
    for (const options of [careful, tolerant]) {
      const hits = ask(text, 'AND', options);
      if (hits.length > 0) return { hits, kind: 'mots' };
    }
    return { hits: ask(text, 'OR', tolerant).slice(0, NEAREST), kind: 'proches' };
  };
}

function indexed(fiche: Fiche): Record<'name' | keyof typeof boost, string> {
  const { endpoint, sheet, fields } = fiche;
  const names: Readonly<Record<string, string>> = useCases;
  const uses = Object.entries(sheet.utilite).flatMap(([use, usefulness]) => (usefulness === 'oui' ? names[use] : []));
  return {
    name: fiche.name,
    titre: endpoint.title,
    nom: [endpoint.name, ...(endpoint.aliases ?? [])].join(' '),
    motsCles: sheet.mots_cles.join(' '),
    fournisseur: `${providerOf(fiche.endpoint)} ${sheet.fournisseur}`,
    identifiants: endpoint.subject.segments
      .map(({ parameter, description }) => `${parameter} ${description}`)
      .join(' '),
    champs: fields.map(({ name }) => name).join(' '),
    libelles: fields.map(({ description }) => description).join(' '),
    texte: [fiche.summary, fiche.introduction, sheet.perimetre, sheet.categorie, ...uses].join(' '),
  };
}

const unsearched = (fiche: Fiche): Hit => ({ fiche, terms: new Set(), fields: [], keywords: [] });

/** The sheets whose endpoint takes this number; null when it is not a number that any takes. */
function takersOf(text: string, fiches: readonly Fiche[]): Fiche[] | null {
  const number = text.replace(/\s/g, '').toUpperCase();
  if (!/^[A-Z]{0,2}\d[A-Z0-9]{7,}$/.test(number)) return null;
  const takers = fiches.filter(({ endpoint }) => (endpoint.subject.segments.at(-1)?.parse(number) ?? null) !== null);
  return takers.length === 0 ? null : takers;
}

function termsIn(match: SearchResult['match'], places: readonly string[]): Set<string> {
  const found = Object.entries(match).filter(([, fields]) => fields.some((field) => places.includes(field)));
  return new Set(found.map(([term]) => term));
}
