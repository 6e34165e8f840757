import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserOn } from './support/browser.ts';
import { chromiumPath } from './support/chromium.ts';
import { startTestInstance, type TestInstance } from './support/instance.ts';

/** A page of each kind, and of each kind of form. */
const kinds = [
  '/',
  '/catalogue?q=chiffre+d%27affaires',
  '/catalogue/attestations-fiscales-dgfip',
  '/etat-des-services',
  '/abonnements',
  '/connexion',
  '/demonstrations/pre-remplissage',
  '/documentation/demarrer',
  '/faq',
  '/recherche?q=jeton',
  '/statistiques',
  '/plan-du-site',
];

/** Pages on which the pointer is moved: the others are made of the same parts. */
const POINTED = 5;

/** What RGAA asks and axe does not see, on every page of the plan. */
describe.skipIf(chromiumPath === undefined)('the conventions of the site, in a browser', { timeout: 120_000 }, () => {
  let instance: TestInstance;
  const visit = browserOn(() => instance.url, { bypassCSP: true });
  let paths: string[];

  beforeAll(async () => {
    instance = await startTestInstance();
    await instance.apie('simulateur', 'panne', 'msa', '503');
    await instance.apie('sonder');
    const token = await instance.token();
    await instance.call('/v2/exercices/10050200400011', token);
    await instance.apie('traces', 'exporter');
    const plan = await visit('/plan-du-site', { javaScriptEnabled: false });
    const addresses = "[...document.querySelectorAll('main .plan a')].map((link) => link.getAttribute('href'))";
    paths = await plan.evaluate<string[]>(addresses);
    await plan.context().close();
  }, 120_000);
  afterAll(() => instance.stop());

  /** What this page says of each address, in one tab. */
  async function onEach(
    addresses: readonly string[],
    page: Page,
    faultsOf: () => Promise<string[]>,
  ): Promise<string[]> {
    const faults: string[] = [];
    for (const path of addresses) {
      await page.goto(`${instance.url}${path}`);
      faults.push(...(await faultsOf()).map((fault) => `${path} : ${fault}`));
    }
    await page.context().close();
    return faults;
  }

  const widthOf = (page: Page) => page.evaluate<number>('document.documentElement.scrollWidth');

  it('in 320 px no page is wider, even when its text is spaced, which is cut nowhere; nothing moves, and no window opens', async () => {
    const spaced = 'line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important';
    const page = await visit('/health', { viewport: { width: 320, height: 700 }, reducedMotion: 'reduce' });
    const opened: string[] = [];
    page.context().on('page', (other) => opened.push(other.url()));
    const faults = await onEach(paths, page, async () => {
      const plain = await widthOf(page);
      const moves = await page.evaluate<string[]>(moving);
      await page.addStyleTag({ content: `* { ${spaced} } p { margin-bottom: 2em !important }` });
      const widths = [plain, await widthOf(page)].filter((width) => width !== 320);
      return [...widths.map((width) => `${width} px`), ...moves, ...(await page.evaluate<string[]>(clipped))];
    });
    expect([...faults, ...opened]).toEqual([]);
    expect(paths.length).toBeGreaterThan(60);
  });

  it('no page is wider than the screen when its text is twice as large', async () => {
    const page = await visit('/health', { viewport: { width: 1280, height: 900 } });
    const faults = await onEach(paths, page, async () => {
      await page.addStyleTag({ content: 'html { font-size: 200% !important }' });
      const width = await widthOf(page);
      return width === 1280 ? [] : [`${width} px`];
    });
    expect(faults).toEqual([]);
  });

  it('nothing appears under a pointer that could not be sent away', async () => {
    const page = await visit('/health');
    const faults = await onEach(kinds.slice(0, POINTED), page, async () => {
      const before = await page.evaluate<number>(visibleParts);
      const appeared: string[] = [];
      const links = page.locator('header a, main nav a, main a, main button, main svg');
      for (let rank = 0; rank < Math.min(12, await links.count()); rank++) {
        const link = links.nth(rank);
        if (!(await link.isVisible())) continue;
        await link.hover({ force: true });
        if ((await page.evaluate<number>(visibleParts)) > before) appeared.push(await link.innerText());
      }
      return appeared;
    });
    expect(faults).toEqual([]);
  });

  it('every kind of thing that takes the focus shows it', async () => {
    const page = await visit('/health', { reducedMotion: 'reduce' });
    const seen = new Set<string>();
    const faults = await onEach(kinds, page, async () => {
      const hidden: string[] = [];
      const places = await page.evaluate<{ rank: number; kind: string }[]>(focusable);
      for (const { rank, kind } of places.filter((place) => !seen.has(place.kind))) {
        seen.add(kind);
        if (!(await showsFocus(page, rank))) hidden.push(kind);
      }
      return hidden;
    });
    expect(faults).toEqual([]);
    expect(seen.size).toBeGreaterThan(15);
  });

  it('with colours that the reader forces, states keep their mark and charts their parts', async () => {
    const page = await visit('/catalogue', { forcedColors: 'active' });
    const dot = "getComputedStyle(document.querySelector('.pastille-up')).backgroundColor";
    const canvas = 'getComputedStyle(document.body).backgroundColor';
    expect(await page.evaluate(dot)).not.toBe(await page.evaluate(canvas));
    expect(await page.locator('.etat-service', { hasText: 'En panne' }).count()).toBe(1);
    await page.goto(`${instance.url}/statistiques`);
    const swatch = (name: string) =>
      page.evaluate(`getComputedStyle(document.querySelector('.legende > .${name}')).backgroundColor`);
    expect(await swatch('courbe-reussis')).not.toBe(await swatch('courbe-autres'));
    await page.context().close();
  });
});

async function showsFocus(page: Page, rank: number): Promise<boolean> {
  const box = await page.evaluate<{ x: number; y: number; width: number; height: number } | null>(
    `(${boxOf})(${rank})`,
  );
  if (box === null) return true;
  const before = await page.screenshot({ clip: box, caret: 'hide', animations: 'disabled' });
  await page.evaluate(`(${focusOn})(${rank})`);
  const after = await page.screenshot({ clip: box, caret: 'hide', animations: 'disabled' });
  await page.evaluate('document.activeElement.blur()');
  return !before.equals(after);
}

const all =
  '[...document.querySelectorAll(\'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]\')]';
/** What can take the focus, and of which kind it is: those of a kind are drawn by the same rules. */
const focusable = `${all}.map((one, rank) => ({ rank, one }))
  .filter(({ one }) => one.checkVisibility() && !one.disabled)
  .map(({ one, rank }) => ({ rank, kind: [one.tagName, one.type, ...one.classList, 'in', one.parentElement.className].join(' ') }))`;
const boxOf = `(rank) => {
  const one = ${all}[rank];
  one.focus();
  one.scrollIntoView({ block: 'center', behavior: 'instant' });
  const { x, y, width, height } = (one.type === 'radio' || one.type === 'checkbox' ? one.parentElement : one).getBoundingClientRect();
  one.blur();
  const [left, top] = [Math.max(0, x - 6), Math.max(0, y - 6)];
  const box = { x: left, y: top, width: Math.min(innerWidth - left, width + 12), height: Math.min(innerHeight - top, height + 12) };
  return box.width > 0 && box.height > 0 ? box : null;
}`;
const focusOn = `(rank) => ${all}[rank].focus({ preventScroll: true })`;

/** Texts that are cut off by their own box. */
const clipped = `[...document.querySelectorAll('main *')]
  .filter((one) => ['hidden', 'clip'].includes(getComputedStyle(one).overflowY) && !one.closest('svg, thead, .fr-sr-only'))
  .filter((one) => one.clientHeight > 1 && one.scrollHeight > one.clientHeight + 1)
  .map((one) => one.outerHTML.slice(0, 120))`;
const moving = `document.getAnimations().filter((one) => one.playState === 'running' && one.effect.getTiming().iterations === Infinity)
  .map((one) => one.effect.target.outerHTML.slice(0, 120))`;
const visibleParts = `[...document.querySelectorAll('body *')].filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true })).length`;
