import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generalErrors, providerErrors } from '../../src/core/error-catalogue.ts';
import { statusOfKind } from '../../src/core/failure-kind.ts';
import { UNITS } from '../../src/simulator/units.ts';
import { askedOnce } from '../support/asked-pages.ts';
import { htmlFaults, idsOf, linksOf } from '../support/html.ts';
import { places, purpose, startTestInstance, type TestInstance } from '../support/instance.ts';
import { limitsFile } from '../support/limits.ts';

const steps = ['besoin', 'prerequis', 'demarrer', 'quotidien', 'codes'];
const written = ['/developpeurs', ...steps.map((step) => `/documentation/${step}`)];
const all = ['/documentation', ...written, '/recherche', '/recherche?q=jeton', '/recherche?q=xyzzyx'];
const chapters = readdirSync(join(places.portal, 'documentation', 'chapitres')).map((file) =>
  file.replace(/\.md$/, ''),
);

let instance: TestInstance;
beforeAll(async () => {
  instance = await startTestInstance({
    environment: { LIMITS_FILE: limitsFile({ json: 120, documents: 7, own: 3, plafond: 4321, refus: 99 }) },
  });
}, 60_000);
afterAll(() => instance.stop());

const page = askedOnce(() => instance.url);

/** What a reader sees of a page. */
async function readOn(path: string): Promise<string> {
  const html = await page(path);
  return html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/[\s ]+/g, ' ');
}

describe.each(all)('%s', (path) => {
  it('is a whole page of HTML, its identifiers unique', async () => expect(htmlFaults(await page(path))).toEqual([]));

  it('weighs less than 100 kB on the wire, once compressed', async () =>
    expect(gzipSync(await page(path)).length).toBeLessThan(100_000));

  it('has no brace left to fill', async () => expect(await page(path)).not.toMatch(/\{\{|\}\}|\{#/));
});

it('has every chapter, each on one page, listed there and on the first page or the integrators’ home', async () => {
  const shown = await Promise.all(written.map(async (path) => ({ path, html: await page(path) })));
  for (const chapter of chapters) {
    const holders = shown.filter(({ html }) => idsOf(html).includes(chapter));
    expect([chapter, holders.length]).toEqual([chapter, 1]);
    const [holder] = holders;
    expect(linksOf(holder?.html ?? '')).toContain(`#${chapter}`);
    if (holder?.path !== '/developpeurs') {
      expect(linksOf(await page('/documentation'))).toContain(`${holder?.path}#${chapter}`);
    }
  }
});

it('has a link to each of its headings', async () => {
  for (const path of written) {
    const html = await page(path);
    const headings = [...html.matchAll(/<h[2-4] id="([^"]+)"/g)].map(([, id = '']) => id);
    expect(headings.length).toBeGreaterThan(2);
    const links = linksOf(html);
    expect(headings.filter((id) => !links.includes(`#${id}`))).toEqual([]);
  }
});

it('has no link that leads nowhere', { timeout: 60_000 }, async () => {
  const links = new Set<string>();
  for (const path of all) {
    for (const link of linksOf(await page(path))) links.add(link.startsWith('#') ? `${path}${link}` : link);
  }
  const dead: string[] = [];
  for (const link of links) {
    const [path = '', anchor] = link.split('#');
    if (anchor === undefined) {
      const { status } = await fetch(`${instance.url}${path}`, { method: 'HEAD', headers: { Accept: 'text/html' } });
      if (status !== 200) dead.push(`${link} ${status}`);
    } else if (!idsOf(await page(path)).includes(anchor)) dead.push(link);
  }
  expect(dead).toEqual([]);
});

describe('what is settled elsewhere', () => {
  it('the limits are those of the limits file', async () => {
    const text = await readOn('/documentation/demarrer');
    for (const said of [
      'Données (JSON) : 120 appels',
      'Documents : 7 appels',
      'Attestation fiscale attestations_fiscales_dgfip 3 ',
      '4 321 appels en 60 secondes',
      'bannie 12 heures',
      'plus de 99 réponses 429 en 5 minutes',
    ])
      expect(text).toContain(said);
  });

  it('the example at 10 o’clock is what the gateway answers at that pace', async () => {
    const html = await page('/documentation/demarrer');
    const rows = [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
      [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = '']) => cell),
    );
    const example = rows.filter(([at]) => /^1\d:\d\d:\d\d$/.test(at ?? ''));
    expect(example.map(([at, , status, limit, remaining, , retry]) => [at, status, limit, remaining, retry])).toEqual([
      ['10:00:00', '200', '7', '6', 'absent'],
      ['10:00:20', '200', '7', '5', 'absent'],
      ['10:00:30', '200', '7', '4', 'absent'],
      ['10:00:45', '200', '7', '0', 'absent'],
      ['10:00:50', '429', '7', '0', '10'],
      ['10:01:00', '200', '7', '6', 'absent'],
    ]);
    const token = await instance.token();
    for (const [, , status, limit, remaining] of example.slice(0, 3)) {
      const { status: answered, headers } = await instance.call('/v2/certificats_cnetp/100100015', token);
      expect([answered, headers.get('ratelimit-limit'), headers.get('ratelimit-remaining')].map(String)).toEqual([
        status,
        limit,
        remaining,
      ]);
    }
  });

  it('the codes of error are those of the catalogue of errors, all of them', async () => {
    const text = await readOn('/documentation/codes');
    for (const [code, { kind, title, sentence }] of Object.entries(generalErrors)) {
      expect(text).toContain(`${code} ${statusOfKind[kind]} ${title} ${sentence}`.replace(/[\s ]+/g, ' '));
    }
    for (const [code, { kind, title }] of Object.entries(providerErrors)) {
      expect(text).toContain(`••${code} ${statusOfKind[kind]} ${title}`);
    }
    const rows = (await page('/documentation/codes')).match(/<code>(?:\d{5}|••\d{3})<\/code><\/td>/g);
    expect(rows).toHaveLength(Object.keys(generalErrors).length + Object.keys(providerErrors).length);
  });

  it('every status that can be answered is explained', async () => {
    const html = await page('/documentation/codes');
    for (const status of [200, 206, ...Object.values(statusOfKind), 410]) {
      expect(html).toContain(`<strong>${status}</strong></td>`);
    }
  });

  it('each unit of the sandbox is answered as the table says', { timeout: 60_000 }, async () => {
    const token = await instance.token();
    const text = await page('/developpeurs');
    const unhurried = UNITS.filter(({ behaviour }) => behaviour !== 'mute' && behaviour !== 'slow');
    for (const { siren } of UNITS) expect(text).toContain(`<code>${siren}</code>`);
    const wrong: string[] = [];
    for (const { siren } of unhurried) {
      const row = text.slice(text.indexOf(`<code>${siren}</code>`)).split('</tr>')[0] ?? '';
      const promised = [...row.matchAll(/<strong>(\d{3})<\/strong>/g)].map(([, status]) => Number(status));
      const { status } = await instance.call(`/v2/entreprises/${siren}`, token);
      if (!(promised.length === 0 ? [200] : promised).includes(status)) wrong.push(`${siren}: ${status}`);
    }
    expect(wrong).toEqual([]);
  });

  it('the network is the one that is configured, said to be an example when it is', async () => {
    const answer = await fetch(`${instance.url}/developpeurs/reseau.json`);
    expect(await answer.json()).toMatchObject({ exemple: true, noms: ['entreprise.api.example'] });
    expect(await readOn('/documentation/demarrer')).toMatch(/Ces valeurs sont un exemple.*192\.0\.2\.10/);
    expect(await readOn('/developpeurs')).toMatch(/Valeurs d’exemple.*192\.0\.2\.10/);
  });

  it('the first call is the one that works here', async () => {
    expect(await readOn('/developpeurs')).toContain(instance.firstCall);
    const token = await instance.token();
    expect((await instance.call('/v2/entreprises/100100015', token, purpose)).status).toBe(200);
  });
});

it('the former address of the documentation leads to it', async () => {
  const { status, headers } = await fetch(`${instance.url}/doc`, { redirect: 'manual' });
  expect([status, headers.get('location')]).toEqual([301, '/documentation']);
});
