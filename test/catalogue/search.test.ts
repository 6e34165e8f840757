import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { counterOf, loadEndpoints } from '../../src/gateway/rooms.ts';
import { parseLimits } from '../../src/gateway/volume/limits.ts';
import { createPapersReader } from '../../src/papers/room-papers.ts';
import { readFiches } from '../../src/portal/catalogue/fiche.ts';
import { facetsOf, fits, readChoices } from '../../src/portal/catalogue/filters.ts';
import { createSearch } from '../../src/portal/catalogue/search/search.ts';
import { synonyms } from '../../src/portal/catalogue/search/synonyms.ts';
import { termsOf } from '../../src/portal/catalogue/search/words.ts';
import { places } from '../support/instance.ts';

const file = resolve(import.meta.dirname, '../../config/limites.json');
const limits = parseLimits(readFileSync(file, 'utf8'), file);
const endpoints = await loadEndpoints(places.endpoints);
const fiches = readFiches(
  endpoints.map((endpoint) => ({ endpoint, counter: counterOf(endpoint, limits) })),
  createPapersReader(places.endpoints),
);
const search = createSearch(fiches);

const found = (query: string): string[] => search(query).hits.map(({ fiche }) => fiche.name);
const answering = (query: string): string[] =>
  search(query).hits.flatMap(({ fiche, fields }) => fields.map(({ path }) => `${fiche.name} ${path.join('.')}`));

describe('a search finds', () => {
  it.each([
    ['a field by its name', 'date_fin_exercice', 'exercices'],
    ['a field by what it says', 'chiffre d’affaires', 'exercices'],
    ['a field several objects deep', 'code insee localité', 'etablissements'],
    ['a synonym of two letters', 'CA', 'exercices'],
    ['a synonym', 'patron', 'entreprises'],
    ['a synonym that is a phrase', 'extrait Kbis', 'extraits_rcs_infogreffe'],
    ['a keyword', 'travailleurs handicapés', 'attestations_agefiph'],
    ['a provider by its short name', 'DGFIP', 'attestations_fiscales_dgfip'],
    ['a provider by its whole name', 'mutualité sociale agricole', 'cotisations_msa'],
    ['the name of the endpoint', 'eori_douanes', 'eori_douanes'],
    ['a former spelling of its name', 'attestation_fiscale_dgfip', 'attestations_fiscales_dgfip'],
    ['an identifier by its name', 'EORI', 'eori_douanes'],
    ['a word without its accents', 'propriete intellectuelle', 'extraits_courts_inpi'],
    ['a word with accents too many', 'brévèts', 'extraits_courts_inpi'],
    ['a word in capitals', 'BREVET', 'extraits_courts_inpi'],
    ['a plural', 'attestations de vigilances', 'attestations_sociales_acoss'],
    ['a word with a letter missing', 'chifre afaires', 'exercices'],
    ['two letters swapped in a long word', 'atestation vigilnace', 'attestations_sociales_acoss'],
    ['the beginning of a word', 'immatricul', 'extraits_rcs_infogreffe'],
    ['words that question', 'quel est le chiffre d’affaires de mon entreprise', 'exercices'],
  ])('%s: %s', (_, query, expected) => expect(found(query).slice(0, 4)).toContain(expected));

  it('first what is about it, then what mentions it', () => {
    expect(found('chiffre d’affaires')[0]).toBe('exercices');
    expect(found('brevet')[0]).toBe('extraits_courts_inpi');
    expect(found('effectif')[0]).toMatch(/^effectifs_/);
    expect(found('attestation fiscale')[0]).toBe('attestations_fiscales_dgfip');
  });

  it('and says which fields answer', () => {
    expect(answering('chiffre d’affaires')).toEqual(
      expect.arrayContaining(['exercices exercices.ca', 'bilans_entreprises_bdf bilans.chiffre_affaires_ht']),
    );
    expect(answering('date de création')).toContain('associations association.date_creation');
  });

  it('nothing by guess when the word itself is there', () => {
    // « manque » is one letter away, and in many descriptions.
    expect(found('marque')).toEqual(['extraits_courts_inpi']);
  });

  it('every phrase of the list of synonyms', () => {
    const silent = synonyms.flat().filter((phrase) => search(phrase).kind !== 'mots');
    expect(silent).toEqual([]);
  });
});

describe('a search by number', () => {
  it.each([
    ['100100015', 'entreprises', 'exercices'],
    ['100 100 015', 'entreprises', 'associations'],
    ['10010001500013', 'exercices', 'entreprises'],
    ['W751000015', 'documents_associations', 'exercices'],
    ['FR10010001500013', 'eori_douanes', 'entreprises'],
  ])('%s gives what it allows to ask', (number, taker, other) => {
    expect(search(number).kind).toBe('identifiant');
    expect(found(number)).toContain(taker);
    expect(found(number)).not.toContain(other);
  });

  it('is an ordinary search when its key is wrong', () => expect(search('100100016').kind).toBe('proches'));
});

describe('a search that nothing answers', () => {
  it('says so, and gives what is nearest', () => {
    const { kind, hits } = search('température du salarié');
    expect(kind).toBe('proches');
    expect(hits.flatMap(({ fields }) => fields).length).toBeGreaterThan(0);
    expect(search('xyzzy')).toEqual({ kind: 'proches', hits: [] });
  });

  it.each(['', '   ', 'de la', '?!', 'é'])('is no search when it says nothing: « %s »', (query) => {
    expect(search(query).kind).toBe('tout');
    expect(found(query)).toHaveLength(endpoints.length);
  });

  it.each([
    '<script>',
    '"; drop table',
    '\\',
    '%00',
    'a'.repeat(200),
    'AND OR',
    '{}[]()*+',
  ])('never fails: %s', (query) => expect(() => search(query)).not.toThrow());
});

describe('words', () => {
  it.each([
    ['Chiffres d’affaires', ['chiffre', 'affaire']],
    ['les bureaux généraux', ['bureau', 'general']],
    ['date_fin', ['date', 'fin']],
    ['Œuvre RCS', ['oeuvre', 'rcs']],
  ])('%s', (text, terms) => expect(termsOf(text)).toEqual(terms));
});

describe('filters', () => {
  const kept = (query: Record<string, unknown>) => {
    const choices = readChoices(query, fiches);
    return fiches.filter((fiche) => fits(fiche, choices)).map(({ name }) => name);
  };

  it.each([
    [{ categorie: 'Propriété intellectuelle' }, ['extraits_courts_inpi']],
    [{ fournisseur: 'MSA' }, ['cotisations_msa']],
    [{ ouverture: 'mixte' }, ['bilans_inpi', 'entreprises', 'etablissements']],
    [
      { public: 'associations', ouverture: 'publique', usage: 'aides_publiques' },
      ['documents_associations', 'associations'],
    ],
  ])('%o', (query, names) => expect(kept(query).sort()).toEqual(names.sort()));

  it('that no sheet knows filter nothing', () =>
    expect(kept({ categorie: 'Météo', usage: ['a', 'b'], public: '' })).toHaveLength(fiches.length));

  it('say how many each choice would leave, the others kept', () => {
    const choices = readChoices({ categorie: 'Informations générales', ouverture: 'publique' }, fiches);
    for (const { filter, options } of facetsOf(fiches, fiches, choices)) {
      for (const { value, count } of options) {
        expect([filter.name, value, count]).toEqual([
          filter.name,
          value,
          fiches.filter((fiche) => fits(fiche, { ...choices, [filter.name]: value })).length,
        ]);
      }
    }
  });
});
