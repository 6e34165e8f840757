import { rmSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { browserOn } from '../support/browser.ts';
import { chromiumPath } from '../support/chromium.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import type { Visitor } from '../support/visitor.ts';
import {
  agentsOf,
  authorise,
  enter,
  enterProved,
  formOf,
  lookUp,
  playAttestations,
  type Scene,
  secret,
} from './scene.ts';

const OPEN_ALL = "document.querySelectorAll('details').forEach((details) => { details.open = true })";

let scene: Scene;
let instance: TestInstance;
let demandeuse: Visitor;
let locked: Visitor;

beforeAll(async () => {
  scene = await playAttestations();
  instance = await startTestInstance({ varDir: scene.folder, environment: { JETON_SECRET: secret } });
  demandeuse = await enterProved(instance, 'demandeuse');
  locked = await enter(instance, 'metier');
  await authorise(demandeuse, scene.large, 'agent');
  const asked = { identifiant: '10010001500013', services: ['attestations_fiscales_dgfip', 'entreprises'] };
  await lookUp(demandeuse, scene.large, asked);
}, 60_000);
afterAll(async () => {
  await instance.stop();
  rmSync(scene.folder, { recursive: true, force: true });
});

describe.skipIf(chromiumPath === undefined)('attestations, in a browser', () => {
  const visit = browserOn(() => instance.url, { locale: 'fr-FR' });

  async function as(visitor: Visitor, path: string, width = 320): Promise<Page> {
    const page = await visit('/sante', { viewport: { width, height: 800 } });
    const cookies = [...visitor.cookies].map(([name, value]) => ({ name, value, url: instance.url }));
    await page.context().addCookies(cookies);
    await page.goto(`${instance.url}${path}`);
    return page;
  }

  /** Faults of a page as it is, and what is wider than a phone. */
  async function faultsOf(page: Page): Promise<string[]> {
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    const titles = await page.locator('h1').count();
    return [
      ...(await axeFaults(page)),
      ...(wide > 0 ? [`${page.url()} is ${wide} px too wide`] : []),
      ...(titles === 1 ? [] : [`${titles} titles`]),
    ];
  }

  it('is accessible and fits a phone, page by page', async () => {
    const withdrawal = /href="([^"]*\/retirer)"/.exec((await demandeuse.get(agentsOf(scene.large))).html)?.[1] ?? '';
    const { habilitation } = scene.large;
    const pages: readonly (readonly [Visitor, string])[] = [
      [demandeuse, '/compte/attestations'],
      [demandeuse, formOf(scene.large)],
      [demandeuse, '/compte/attestations/consultations'],
      [demandeuse, agentsOf(scene.large)],
      [demandeuse, withdrawal],
      [demandeuse, `/compte/habilitations/${habilitation}/consultations`],
      [locked, formOf(scene.large)],
    ];
    for (const [visitor, path] of pages) {
      const page = await as(visitor, path);
      expect([path, await faultsOf(page)]).toEqual([path, []]);
      await page.context().close();
    }
  }, 60_000);

  it('is done from the keyboard alone: mended where it is wrong, then answered, then downloaded', async () => {
    const page = await as(demandeuse, formOf(scene.large));
    await page.focus('#champ-identifiant');
    await page.keyboard.type('100 100 016');
    await page.focus('#service-attestations_fiscales_dgfip');
    await page.keyboard.press('Space');
    await page.focus('#champ-contexte');
    await page.keyboard.type('Marchés publics');
    await page.focus('#champ-objet');
    await page.keyboard.type('marche-12');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role=alert]');
    expect(await faultsOf(page)).toEqual([]);
    // The summary has the focus: the next stop is the fault, which leads to its field.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('champ-identifiant');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('100 100 015');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role=status]');
    expect(await page.textContent('h1')).toBe('Résultats pour 100\u00a0100\u00a0015');
    expect(await faultsOf(page)).toEqual([]);
    await page.focus('a[href*="/documents/1"]');
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    expect(download.suggestedFilename()).toBe('attestation_fiscale_dgfip.pdf');
    await page.context().close();
  }, 60_000);

  it('is accessible with data in it', async () => {
    const page = await as(demandeuse, formOf(scene.large));
    await page.fill('#champ-identifiant', '10010001500013');
    await page.evaluate(OPEN_ALL);
    for (const name of ['entreprises', 'exercices', 'documents_associations'])
      await page.click(`label[for=service-${name}]`);
    await page.fill('#champ-contexte', 'Aides publiques');
    await page.fill('#champ-objet', 'dossier-9');
    await page.click('button:has-text("Consulter")');
    await page.waitForSelector('[role=status]');
    await page.evaluate(OPEN_ALL);
    expect(await faultsOf(page)).toEqual([]);
    await page.context().close();
  }, 60_000);
});
