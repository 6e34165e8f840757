import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadEndpoints } from '../src/gateway/rooms.ts';
import { createPapersReader, useCases } from '../src/papers/room-papers.ts';
import { searchExamples } from '../src/portal/accueil/home-page.tsx';
import { CaseHead } from '../src/portal/cas-usage/case-head.ts';
import { readUseCases } from '../src/portal/cas-usage/cases.ts';
import { unwritten } from '../src/portal/cas-usage/matrix.ts';
import { type SitePage, siteMap } from '../src/portal/shared/site-map.ts';
import { readTexts } from '../src/portal/shared/texts.ts';
import { htmlFaults } from './support/html.ts';
import { places, startTestInstance, type TestInstance } from './support/instance.ts';
import { anchorsOf, idsOf, linksOf, titleOf } from './support/pages.ts';

const browser = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
let instance: TestInstance;
/** Every page of the plan, by its address. */
const pages = new Map<string, string>();

beforeAll(async () => {
  instance = await startTestInstance();
  const plan = await (await get('/plan-du-site')).text();
  const main = plan.slice(plan.indexOf('<main'), plan.indexOf('</main>'));
  for (const path of linksOf(main)) pages.set(path, await (await get(path)).text());
});
afterAll(() => instance.stop());

const get = (path: string) => fetch(`${instance.url}${path}`, { headers: browser, redirect: 'manual' });

const listedPages = (): SitePage[] => siteMap.flatMap((section): readonly SitePage[] => section.pages);

describe('the plan of the site', () => {
  it('leads to every page of the registry, under the name the page gives itself', () => {
    for (const { path, title } of listedPages()) {
      // A page of a section says which between the two.
      expect([path, titleOf(pages.get(path) ?? '')]).toEqual([
        path,
        expect.stringMatching(new RegExp(`^${title} – (\\S+ – )?API Entreprise$`)),
      ]);
    }
    expect([...pages.keys()].filter((path) => path.startsWith('/cas-usage/'))).toHaveLength(7);
  });

  it('names each page in its own way', () => {
    const titles = [...pages.values()].map(titleOf);
    expect(new Set(titles).size).toBe(titles.length);
  });
});

/** What an address answers; one that asks to log in first, and comes back, leads somewhere. */
async function statusOf(path: string): Promise<number> {
  const { status, headers } = await get(path);
  const back = `/connexion?${new URLSearchParams({ retour: path })}`;
  return status === 303 && headers.get('location') === back ? (await get(back)).status : status;
}

describe('every page of the plan', () => {
  it('leads to pages and parts that are there', async () => {
    const dead: string[] = [];
    const status = new Map<string, number>();
    for (const [from, html] of pages) {
      for (const path of linksOf(html)) {
        if (!status.has(path)) status.set(path, await statusOf(path));
        const code = status.get(path) ?? 0;
        // A form that is sent has no page to be read at its address.
        const isForm = html.includes(`action="${path}"`);
        if (code !== 200 && !isForm) dead.push(`${from} → ${path} : ${code}`);
      }
      const ids = new Set(idsOf(html));
      dead.push(
        ...anchorsOf(html)
          .filter((anchor) => !ids.has(anchor))
          .map((anchor) => `${from} → #${anchor}`),
      );
    }
    expect(dead).toEqual([]);
  });

  it('has one h1, one header, main and footer, and no id twice', () => {
    for (const [path, html] of pages) {
      const ids = idsOf(html);
      expect([path, ids.filter((id, rank) => ids.indexOf(id) !== rank)]).toEqual([path, []]);
      for (const tag of ['h1', 'header', 'main', 'footer']) {
        expect([path, tag, html.match(new RegExp(`<${tag}[\\s>]`, 'g'))?.length]).toEqual([path, tag, 1]);
      }
    }
  });

  it('has the menu and the foot of the site, which says how far it is accessible', () => {
    for (const html of pages.values()) {
      expect(html).toContain('aria-label="Menu principal"');
      expect(html).toContain('href="/plan-du-site"');
      expect(html).toContain('Accessibilité : non conforme');
    }
  });

  it('leaves no cookie, and is light', async () => {
    for (const [path, html] of pages) {
      const { headers } = await get(path);
      expect([path, headers.get('set-cookie')]).toEqual([path, null]);
      // As it travels.
      const weight = Number(headers.get('content-length'));
      expect([path, html.length > 1024, headers.get('content-encoding')]).toEqual([path, true, 'gzip']);
      expect([path, weight > 0 && weight < 100_000]).toEqual([path, true]);
    }
  });

  it('is whole and well formed before any script: its text, and a button to each form', () => {
    for (const [path, html] of pages) {
      const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
      expect([path, htmlFaults(html)]).toEqual([path, []]);
      expect([path, main.replace(/<[^>]*>/g, '').trim().length > 150]).toEqual([path, true]);
      const forms = main.match(/<form[\s\S]*?<\/form>/g) ?? [];
      expect([path, forms.filter((form) => !form.includes('type="submit"'))]).toEqual([path, []]);
    }
  });

  it('says of each link that opens another window that it does', () => {
    for (const [path, html] of pages) {
      const silent = [...html.matchAll(/<a [^>]*target="_blank"[^>]*>/g)].filter(([tag]) => !tag.includes('nouvelle'));
      expect([path, silent]).toEqual([path, []]);
    }
  });

  it('leaves no place of its text to fill', () => {
    for (const [path, html] of pages) expect([path, html.includes('{{')]).toEqual([path, false]);
  });
});

describe('the home page', () => {
  it('shows the very answer of its first call', async () => {
    const shown = /<pre class="reponse-accueil"[^>]*><code>(.*?)<\/code>/s.exec(pages.get('/') ?? '')?.[1] ?? '';
    const unescaped = shown.replaceAll('&#34;', '"').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
    const answer = await instance.call('/v2/entreprises/100100015', await instance.token());
    expect(JSON.parse(unescaped)).toEqual(await answer.json());
  });

  it('counts what is served, and does not know an availability that nothing has measured', () => {
    const home = pages.get('/') ?? '';
    expect(home).toContain('<dd>31</dd>');
    expect(home).toContain('<dd>22</dd>');
    expect(home).toContain('<dd>Inconnue</dd>');
    expect(home).toContain('Premières vérifications en cours');
  });

  it('says what does not work, and the rate since the first measure', async () => {
    await instance.apie('simulateur', 'panne', 'msa', '503');
    await instance.apie('sonder');
    await instance.apie('simulateur', 'panne', 'msa', 'fin');
    await instance.apie('horloge', 'avancer', '2m');
    const home = await (await get('/')).text();
    expect(home).toMatch(/30 services sur 31 fonctionnent/);
    expect(home).toContain('Cotisations de sécurité sociale agricole');
    expect(home).toMatch(/<dd>96,77\s%<\/dd>/);
    expect(home).toContain('mesurée par notre sonde depuis le');
    expect(home).toMatch(/Dernière vérification à <time/);
  });

  it('gives as examples fields that answers have', async () => {
    const fields = JSON.stringify((await loadEndpoints(places.endpoints)).map(({ answer }) => answer)).toLowerCase();
    for (const example of searchExamples) expect(fields).toContain(example.replace('’', "'"));
  });
});

describe('use cases', () => {
  it('say of every endpoint what it is worth, with a reason of their own', async () => {
    const endpoints = await loadEndpoints(places.endpoints);
    const papersOf = createPapersReader(places.endpoints);
    const cases = readUseCases({ folder: `${places.portal}/cas-usage`, endpoints, papersOf });
    const columns = cases.flatMap((useCase) => useCase.columns);
    expect(columns.toSorted()).toEqual(Object.keys(useCases).sort());
    for (const { slug, columns: own, matrix } of cases.filter((useCase) => useCase.columns.length > 0)) {
      const rows = matrix.groups.flatMap((group) => group.rows);
      expect([slug, rows.map(({ endpoint }) => endpoint.name).sort()]).toEqual([
        slug,
        endpoints.map(({ name }) => name),
      ]);
      for (const { endpoint, cells } of rows) {
        const { utilite } = papersOf(endpoint.name).sheet;
        expect(cells.map(({ level }) => level)).toEqual(own.map((column) => utilite[column]));
        for (const { level, reason } of cells) expect(reason).not.toBe(unwritten[level]);
      }
    }
  });

  it('name only endpoints that exist', async () => {
    const names = (await loadEndpoints(places.endpoints)).map(({ name }) => name);
    const named = readTexts(`${places.portal}/cas-usage/cas`, CaseHead).flatMap(({ head }) =>
      Object.values(head.precisions).flatMap(Object.keys),
    );
    expect(named.filter((name) => !names.includes(name))).toEqual([]);
  });

  it('archived, say so, and propose nothing', () => {
    const html = pages.get('/cas-usage/covid-19') ?? '';
    expect(html).toContain('Cas d’usage archivé');
    expect(/<main.*<\/main>/s.exec(html)?.[0]).not.toContain('fr-btn"');
  });

  it('that are unknown are nowhere', async () => {
    expect((await get('/cas-usage/inconnu')).status).toBe(404);
    expect((await get('/use_cases/inconnu')).status).toBe(404);
  });
});

describe('an address of the past', () => {
  it.each([
    ['/doc', '/documentation'],
    ['/cas_usage', '/cas-usage'],
    ['/cas_usage/', '/cas-usage'],
    ['/use_cases', '/cas-usage'],
    ['/use_cases/preremplissage', '/cas-usage/pre-remplissage'],
    ['/cas_usage/marches_publics', '/cas-usage/marches-publics'],
    ['/use_cases/formulaires_preremplis_editeurs', '/cas-usage/editeurs'],
    ['/real_time', '/etat-des-services'],
    ['/me/tokens', '/compte/jetons'],
    ['/demander_un_acces', '/demander-un-acces'],
  ])('%s leads to %s', async (old, now) => {
    const { status, headers } = await get(old);
    expect([status, headers.get('location')]).toEqual([301, now]);
  });

  it('in a part of the catalogue leads to the card of its endpoint', () => {
    expect(idsOf(pages.get('/catalogue') ?? '')).toContain('a-attestations_fiscales_dgfip');
  });
});

describe('legal pages', () => {
  it('keep each version of the terms of use at its address', async () => {
    const version = /\/cgu\/(\d{4}-\d{2}-\d{2})/.exec(pages.get('/cgu') ?? '')?.[1] ?? '';
    const html = await (await get(`/cgu/${version}`)).text();
    expect(titleOf(html)).toMatch(/^Conditions générales d’utilisation du \d+ \S+ \d{4} – /);
    expect((await get('/cgu/2000-01-01')).status).toBe(404);
  });

  it('say what who runs the service has not said', () => {
    for (const path of ['/mentions-legales', '/accessibilite']) {
      expect(pages.get(path)).toContain('Non renseigné par l’exploitant');
    }
  });

  it('the statement of accessibility has what the law asks for', () => {
    const html = pages.get('/accessibilite') ?? '';
    for (const part of [
      'État de conformité',
      'RGAA',
      'Aucun audit',
      'Dérogations',
      'Contenus exemptés',
      'Technologies',
      'Pages vérifiées',
      'Signaler une difficulté',
      'Défenseur des droits',
      'Libre réponse 71120',
      'Schéma pluriannuel',
    ]) {
      expect(html).toContain(part);
    }
  });
});

describe('questions and events', () => {
  it('questions are filtered by a label, and an unknown one hides nothing', async () => {
    const all = pages.get('/faq')?.match(/class="question"/g)?.length ?? 0;
    const some = (await (await get('/faq?etiquette=Incident')).text()).match(/class="question"/g)?.length ?? 0;
    const unknown = (await (await get('/faq?etiquette=<b>')).text()).match(/class="question"/g)?.length;
    expect(all).toBeGreaterThan(20);
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(all);
    expect(unknown).toBe(all);
    expect(pages.get('/faq')).toContain('250 appels par minute');
  });

  it('events that are over are told from those to come, and are in a calendar', async () => {
    const html = pages.get('/evenements') ?? '';
    expect(html).toContain('Aucun évènement n’est prévu');
    expect(html).toContain('17 octobre 2019');
    expect(html).toContain('De 14 h 00 à 17 h 00');
    const response = await get('/evenements.ics');
    expect(response.headers.get('content-type')).toContain('text/calendar');
    expect(await response.text()).toMatch(/BEGIN:VEVENT[\s\S]*DTSTART:20191017T120000Z/);
  });
});

describe('an announcement', () => {
  it('is shown between its dates, without a restart', async () => {
    const file = `${instance.varDir}/annonces.json`;
    writeFileSync(file, '[]');
    const other = await startTestInstance({ environment: { ANNONCES_FILE: file } });
    try {
      const seen = async () => (await fetch(`${other.url}/faq`, { headers: browser })).text();
      expect(await seen()).not.toContain('data-annonce');
      const announced = { ton: 'avertissement', titre: 'Fermeture', texte: 'Le support est fermé.' };
      const dates = (from: string, until: string) => ({ ...announced, debut: from, fin: until });
      writeFileSync(
        file,
        JSON.stringify([dates('2000-01-01T00:00', '2000-01-02T00:00'), dates('2020-01-01T00:00', '2090-01-01T00:00')]),
      );
      await expect.poll(seen, { timeout: 10_000, interval: 250 }).toContain('data-annonce');
      const html = await seen();
      expect(html.match(/data-annonce/g)).toHaveLength(1);
      expect(html).toMatch(/fr-notice--warning" role="status"/);
      expect(html).toContain('/statique/annonces.js');
    } finally {
      await other.stop();
    }
  }, 60_000);
});
