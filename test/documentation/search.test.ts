import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { excerptOf } from '../../src/portal/recherche/excerpt.ts';
import { createSiteSearch, type SiteSearch } from '../../src/portal/recherche/search.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';

let instance: TestInstance;
beforeAll(async () => {
  instance = await startTestInstance();
}, 60_000);
afterAll(() => instance.stop());

const pageOf = async (query: string): Promise<string> =>
  (
    await fetch(`${instance.url}/recherche?q=${encodeURIComponent(query)}`, { headers: { Accept: 'text/html' } })
  ).text();

/** The addresses of the results, in the order of the page. */
async function resultsOf(query: string): Promise<string[]> {
  return [...(await pageOf(query)).matchAll(/<h3><a href="([^"]+)">/g)].map(([, path = '']) => path);
}

describe('questions of readers', () => {
  it.each([
    ['jeton expiré', '/documentation/quotidien#renouveler'],
    ['renouveler mon token', '/documentation/quotidien#renouveler'],
    ['durée de vie du jeton', '/documentation/prerequis#vie-du-jeton'],
    ['combien d’appels par minute', '/documentation/demarrer#limites'],
    ['quota', '/documentation/demarrer#limites'],
    ['banni', '/documentation/demarrer#bannissement'],
    ['connexion fermée sans réponse', '/documentation/demarrer#bannissement'],
    ['503', '/documentation/codes#codes-http'],
    ['certificat SSL', '/documentation/demarrer#autorites'],
    ['whitelist IP', '/documentation/demarrer#adresses'],
    ['CORS', '/documentation/demarrer#cors'],
    ['proxy', '/documentation/demarrer#mandataire'],
    ['timeout', '/documentation/demarrer#delais'],
    ['recipient', '/faq#parametres-de-tracabilite'],
    ['donnée indisponible', '/faq#reponse-206'],
    ['gateway_error', '/documentation/prerequis#gateway-error'],
    ['lien du pdf expiré', '/documentation/quotidien#documents'],
    ['droits de mon token', '/documentation/quotidien#droits-du-jeton'],
    ['clé perdue', '/documentation/prerequis#jeton-divulgue'],
    ['RGPD', '/documentation/besoin#ce-que-vous-engagez'],
    ['prix', '/documentation/besoin#engagements'],
    ['combien de temps dure l’instruction', '/documentation/demarrer#instruction'],
    ['mise en production', '/documentation/demarrer#mise-en-production'],
    ['sandbox', '/developpeurs#bac-a-sable'],
    ['swagger', '/developpeurs#description-openapi'],
    ['chiffre d’affaires', '/catalogue/exercices'],
    ['raison sociale', '/catalogue/entreprises'],
  ])('« %s » finds first %s', async (question, path) => expect((await resultsOf(question))[0]).toBe(path));
});

describe('however it is typed', () => {
  it.each([
    ['no accent', 'tracabilite', '/documentation/demarrer#tracabilite'],
    ['capitals', 'TRAÇABILITÉ', '/documentation/demarrer#tracabilite'],
    ['a letter too few', 'bannisement', '/documentation/demarrer#bannissement'],
    ['a letter too many', 'tracabilitee', '/documentation/demarrer#tracabilite'],
    ['a plural', 'jetons expirés', '/documentation/quotidien#renouveler'],
    ['the beginning of a word', 'bannis', '/documentation/demarrer#bannissement'],
    ['empty words', 'comment faire pour renouveler le jeton', '/documentation/quotidien#renouveler'],
  ])('%s: « %s »', async (_what, typed, path) => expect((await resultsOf(typed)).slice(0, 2)).toContain(path));
});

describe('the page of results', () => {
  it('says how many there are, in groups, with the words that were found', async () => {
    const html = await pageOf('bannissement');
    expect(html).toMatch(/<p class="recherche-compte" role="status">\d+ résultats? pour « bannissement »\.<\/p>/);
    expect(html).toContain('<h2>Documentation (');
    expect(html).toContain('<mark>bannissement</mark>');
  });

  it('when nothing has all the words, says so and gives what has some', async () => {
    const html = await pageOf('bannissement zzyzx');
    expect(html).toContain('Rien ne réunit tous les mots');
    expect(html).toContain('#bannissement');
    expect(html).toContain('Chercher autrement');
  });

  it('when there is nothing, says so and where to go', async () => {
    const html = await pageOf('zzyzx');
    expect(html).toContain('Aucun résultat pour « zzyzx ».');
    expect(html).toContain('href="/catalogue?q=zzyzx"');
    expect(html).not.toContain('recherche-resultats');
  });

  it.each(['', '   ', 'le la les', '!!!'])('asked %j, does not fail', async (query) =>
    expect(await pageOf(query)).toContain('<h1>Recherche</h1>'));

  it('leaves what is typed inert', async () => {
    const html = await pageOf('<script>alert(1)</script>"onfocus=');
    expect(html.replaceAll(/="[^"]*"/g, '')).not.toContain('<script>');
    expect(html).not.toContain('"onfocus=');
  });

  it('cuts a question that is too long', async () => {
    const html = await pageOf(`jeton ${'x'.repeat(5000)}`);
    expect(html).toContain('role="status"');
    expect(html.length).toBeLessThan(60_000);
  });

  it('answers in time that nobody notices', async () => {
    const times: number[] = [];
    for (const query of ['jeton', 'bannisement', 'a b c d e', 'réponse incomplète du fournisseur']) {
      const start = performance.now();
      await pageOf(query);
      times.push(performance.now() - start);
    }
    expect(Math.min(...times)).toBeLessThan(100);
  });
});

describe('a source of its own', () => {
  const entry = {
    path: '/faq#prix',
    title: 'Combien cela coûte-t-il ?',
    place: '',
    keywords: '',
    text: 'Rien du tout.',
  };
  const search: SiteSearch = createSiteSearch([{ name: 'Questions', entries: () => [entry] }]);

  it('is searched like the others', () => {
    const { groups, exact } = search('coûte');
    expect([exact, groups.map(({ source, found }) => [source.name, found.length])]).toEqual([true, [['Questions', 1]]]);
  });
});

describe('an excerpt', () => {
  const text = `${'avant '.repeat(60)}le mot cherché est là ${'après '.repeat(60)}`.trim();

  it('is cut around what was found, at words', () => {
    const excerpt = excerptOf(text, new Set(['cherche']));
    expect(excerpt).toMatch(/^… (avant )+le mot cherché est là (après )+…$/);
    expect(excerpt.length).toBeLessThan(260);
  });

  it('is the beginning when nothing was found in it', () =>
    expect(excerptOf(text, new Set(['rien']))).toMatch(/^avant .* …$/));

  it('is the whole of a short text', () => expect(excerptOf('Un texte.', new Set(['texte']))).toBe('Un texte.'));
});
