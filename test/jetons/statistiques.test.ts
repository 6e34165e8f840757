import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { browserOn } from '../support/browser.ts';
import { chromiumPath } from '../support/chromium.ts';
import { eventually, visit } from '../support/http.ts';
import { purpose, startTestInstance, type TestInstance } from '../support/instance.ts';
import { limitsFile } from '../support/limits.ts';
import { Visitor } from '../support/visitor.ts';
import { people, playConsumption, type Scene, secret, textOf, times } from './consommation-scene.ts';

const LIMITS_FILE = limitsFile({ json: 60, own: 3, plafond: 1000, refus: 250 });
const FIRST_CALL_MS = 60_000;

interface Exported {
  readonly request_id: string;
  readonly endpoint: string;
  readonly statut: number;
  readonly jti: string;
  readonly duree_ms: number;
}

let scene: Scene;
let instance: TestInstance;
const visitors = new Map<string, Visitor>();

beforeAll(async () => {
  scene = await playConsumption();
  instance = await startTestInstance({ varDir: scene.folder, environment: { LIMITS_FILE, JETON_SECRET: secret } });
  for (const [who, email] of Object.entries(people)) {
    const visitor = new Visitor(instance.url);
    await visitor.logIn(email);
    visitors.set(who, visitor);
  }
}, 60_000);
afterAll(async () => {
  await instance.stop();
  rmSync(scene.folder, { recursive: true, force: true });
});

async function html(path: string, who: keyof typeof people = 'demandeuse'): Promise<string> {
  const page = await visitors.get(who)?.get(path);
  if (page?.status !== 200) throw new Error(`${path} answered ${page?.status}`);
  return page.html;
}
const said = async (path: string) => textOf(await html(path));
const statistics = (periode = '30h') => `/compte/jetons/${scene.mine.jti}/statistiques?periode=${periode}`;

function call(path: string, query: Record<string, string> = {}) {
  const parameters = new URLSearchParams({ ...purpose, ...query });
  const headers = { Authorization: `Bearer ${scene.mine.value}` };
  return visit(`${instance.url}${path}?${parameters}`, { headers });
}
const exported = async (): Promise<Exported[]> => {
  const traces: Exported[] = (await instance.apie('traces', 'exporter')).map((line) => JSON.parse(line));
  return traces.filter(({ jti }) => jti === scene.mine.jti);
};

/** The four figures of a page, as it writes them. */
function figuresOf(page: string): number[] {
  const figures = page.slice(page.indexOf('class="chiffres"'), page.indexOf('</dl>'));
  return [...figures.matchAll(/<dd>([^<]*)<\/dd>/g)].map(([, text = '']) => Number(text.replace(/\D/g, '')));
}

describe('the statistics of a token', () => {
  it('say that nothing happened, before anything has', async () => {
    for (const periode of ['10min', '30h', '8j', '12mois'])
      expect(await said(statistics(periode))).toMatch(
        /appels 0 succès.*Aucun appel sur cette période.*Aucun appel n’a encore été fait/,
      );
  });

  it('show the first call within a minute of its being made, by itself', {
    timeout: FIRST_CALL_MS + 10_000,
  }, async () => {
    expect((await call('/v2/entreprises/100100015')).status).toBe(200);
    await eventually(async () => figuresOf(await html(statistics('10min')))[0] === 1, FIRST_CALL_MS);
    expect(await said(statistics('10min'))).toMatch(/Derniers appels.*100100015.*200 – réponse complète/);
  });

  it('are what the traces say, for calls of every kind, on every period, in the page and in its file', async () => {
    await times(3, () => call('/v2/entreprises/100404003'));
    await times(2, () => call('/v2/entreprises/123'));
    await call('/v2/entreprises/100100015', { object: '' });
    await call('/v2/cotisations_msa/10010001500013');
    await call('/v2/entreprises/100301001');
    await call('/v2/etablissements/10045100400012');
    await call('/v2/privileges');
    await instance.apie('simulateur', 'panne', 'rna', '500');
    await times(2, () => call('/v2/associations/W751000015'));
    await instance.apie('simulateur', 'panne', 'rna', 'fin');
    await times(60, () => call('/v2/entreprises/100100015'));
    const traces = await exported();
    const count = (kept: (statut: number) => boolean) => traces.filter(({ statut }) => kept(statut)).length;
    const nothing = [301, 404, 451];
    const expected = [
      traces.length,
      count((statut) => statut < 300),
      count((statut) => statut >= 400 && statut < 500 && !nothing.includes(statut)),
      count((statut) => statut >= 500),
    ];
    expect(new Set(traces.map(({ statut }) => statut))).toEqual(new Set([200, 301, 403, 404, 422, 429, 451, 502]));
    for (const periode of ['10min', '30h', '8j', '12mois']) {
      const page = await html(statistics(periode));
      expect([periode, ...figuresOf(page)]).toEqual([periode, ...expected]);
      const file = await html(`/compte/jetons/${scene.mine.jti}/statistiques.csv?periode=${periode}`);
      const rows = file
        .trim()
        .split('\r\n')
        .slice(1)
        .map((line) => line.slice(1, -1).split('";"'));
      for (const endpoint of new Set(traces.map((trace) => trace.endpoint))) {
        const own = traces.filter((trace) => trace.endpoint === endpoint);
        const row = rows.find((cells) => cells[2] === endpoint);
        const sums = [(s: number) => s < 300, (s: number) => nothing.includes(s)].map(
          (kept) => own.filter(({ statut }) => kept(statut)).length,
        );
        expect([endpoint, row?.[4], row?.[5], row?.[6]]).toEqual([endpoint, ...[own.length, ...sums].map(String)]);
      }
      expect(rows.map((cells) => Number(cells[4])).reduce((a, b) => a + b)).toBe(traces.length);
    }
  });

  it('put what went wrong most often first, with the shares of each class and its durations', async () => {
    const page = await said(statistics());
    const table = page.slice(page.indexOf('Par service, ceux'));
    const [worst, ...others] = [...new Set((await exported()).map(({ endpoint }) => endpoint))]
      .map((endpoint) => table.indexOf(` ${endpoint} `))
      .toSorted((a, b) => a - b);
    expect(table.indexOf(' entreprises ')).toBe(worst);
    expect(others.every((at) => at > 0)).toBe(true);
    expect(table).toMatch(/ entreprises \d+ \d+,\d % \d+,\d % \d+,\d % 0,0 % (\d+(,\d+)? ms|moins de 2 ms) /);
    expect(page).toMatch(/justes à 23 % près/);
  });

  it('are for who looks after the token, and for nobody else', async () => {
    for (const tail of ['/statistiques', '/statistiques.csv']) {
      const address = `/compte/jetons/${scene.mine.jti}${tail}`;
      for (const who of ['technique', 'metier'] as const)
        expect((await visitors.get(who)?.get(address))?.status).toBe(200);
      for (const who of ['voisin', 'nouveau'] as const)
        expect((await visitors.get(who)?.get(address))?.status).toBe(404);
      expect((await new Visitor(instance.url).get(address)).location).toContain('/connexion');
    }
    expect((await visitors.get('demandeuse')?.get('/compte/jetons/nul/statistiques'))?.status).toBe(404);
    expect(await html(statistics())).not.toContain(scene.mine.value.slice(0, 20));
  });
});

describe.skipIf(chromiumPath === undefined)('in a browser', { timeout: 120_000 }, () => {
  const open = browserOn(() => instance.url);
  it('is accessible, and needs no scrolling sideways', async () => {
    const page = await open('/faq');
    const [name = '', value = ''] = [...(visitors.get('demandeuse')?.cookies ?? [])][0] ?? [];
    await page.context().addCookies([{ name, value, url: instance.url }]);
    const faults: string[] = [];
    const traces = `/compte/jetons/${scene.mine.jti}/traces`;
    const [last] = (await exported()).toReversed();
    for (const path of [statistics(), traces, `${traces}?code=abc&au=2026`, `${traces}/${last?.request_id}`]) {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(`${instance.url}${path}`);
      faults.push(...(await axeFaults(page)).map((fault) => `${path}: ${fault}`));
      await page.setViewportSize({ width: 320, height: 700 });
      const width = await page.evaluate('document.documentElement.scrollWidth');
      if (width !== 320) faults.push(`${path}: ${String(width)} px`);
    }
    await page.context().close();
    expect(faults).toEqual([]);
  });
});
