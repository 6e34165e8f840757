import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parisLocal } from '../../src/core/dates/paris-local.ts';
import { axeFaults } from '../support/axe.ts';
import { chromiumPath } from '../support/chromium.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { logIn, type Operator } from '../support/operator.ts';

const HOUR = 3_600_000;

describe.skipIf(chromiumPath === undefined)('pages of incidents, in a browser', { timeout: 60_000 }, () => {
  let instance: TestInstance;
  let operator: Operator;
  let browser: Browser;
  const paths: Record<string, string> = {};

  beforeAll(async () => {
    instance = await startTestInstance();
    operator = await logIn(instance);
    const incident = {
      gravite: 'critique',
      services: ['cotisations_msa', 'etablissements'],
      etat: 'investigation',
      texte: 'La MSA refuse une partie de nos connexions.\nRéessayez après une minute.',
      prochaine_action: 'Point à 15 h',
      action: 'publier',
    };
    const open = async (titre: string, action = 'publier') => {
      const { headers } = await operator.post('/administration/incidents', { ...incident, titre, action });
      return /incidents\/([\d-]+)\?/.exec(headers.get('location') ?? '')?.[1] ?? '';
    };
    for (let turn = 0; turn < 22; turn++) {
      const id = await open(`Ancien incident ${turn}`);
      await operator.post(`/administration/incidents/${id}/points`, { version: '1', etat: 'resolu', texte: 'Réparé.' });
    }
    const [current, draft] = [await open('Appels à la MSA en échec'), await open('Brouillon', 'brouillon')];
    const at = (ms: number) => parisLocal(new Date(Date.now() + ms));
    const maintenance = {
      titre: 'Changement de certificat',
      texte: 'Rien à faire.',
      services: 'cotisations_msa',
      effet: 'coupure',
    };
    await operator.post('/administration/maintenances', { ...maintenance, debut: at(HOUR), fin: at(2 * HOUR) });
    const list = await (await operator.get('/administration/maintenances')).text();
    const [, window = ''] = /href="\/maintenances\/([\d-]+)"/.exec(list) ?? [];
    Object.assign(paths, {
      liste: '/incidents',
      'page suivante': '/incidents?page=2',
      incident: `/incidents/${current}`,
      maintenance: `/maintenances/${window}`,
      'état des services': '/etat-des-services',
      fiche: '/catalogue/cotisations-msa',
      gestion: '/administration/incidents',
      ouverture: '/administration/incidents/nouveau',
      suivi: `/administration/incidents/${current}`,
      brouillon: `/administration/incidents/${draft}`,
      modification: `/administration/incidents/${current}/modifier`,
      écarter: `/administration/incidents/${draft}/ecarter`,
      'gestion des maintenances': '/administration/maintenances',
      annonce: '/administration/maintenances/nouvelle',
      annulation: `/administration/maintenances/${window}/annuler`,
    });
    browser = await chromium.launch({ executablePath: chromiumPath ?? '', args: ['--no-sandbox'] });
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await instance.stop();
  });

  async function visit(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ bypassCSP: true, ...options });
    const [name = '', value = ''] = operator.cookie.split('=');
    await context.addCookies([{ name, value, url: instance.url }]);
    const page = await context.newPage();
    await page.goto(`${instance.url}${path}`);
    return page;
  }

  it.each([
    'liste',
    'page suivante',
    'incident',
    'maintenance',
    'état des services',
    'fiche',
    'gestion',
    'ouverture',
    'suivi',
    'brouillon',
    'modification',
    'écarter',
    'gestion des maintenances',
    'annonce',
    'annulation',
  ])('%s: no fault that axe knows of, nothing beyond the width of the screen, 320 px or more', async (name) => {
    const page = await visit(paths[name] ?? '');
    expect(await page.getByText('Incident critique :').isVisible()).toBe(true);
    expect(await axeFaults(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    await page.context().close();
  });

  it('the sheet of an endpoint says first the incidents and maintenances that concern it', async () => {
    const page = await visit('/catalogue/cotisations-msa');
    const alert = page.locator('main .fr-alert').first();
    expect(await alert.innerText()).toMatch(
      /Incident en cours et maintenance annoncée.*Appels à la MSA en échec, depuis le .* Point à 15 h.*Changement de certificat, le /s,
    );
    await alert.getByRole('link', { name: 'Appels à la MSA en échec' }).click();
    await page.waitForURL(/\/incidents\/[\d-]+$/);
    await page.context().close();
  });

  it('a message above the pages is closed for as long as the tab is open, and comes back when more is told', async () => {
    const page = await visit('/incidents');
    const bar = page.getByRole('status').filter({ hasText: 'Incident critique' });
    await bar.getByRole('button', { name: 'Masquer le message' }).click();
    await page.goto(`${instance.url}${paths['incident']}`);
    expect(await bar.count()).toBe(0);
    await operator.post(`/administration${paths['incident']}/points`, {
      ...{ version: '1', etat: 'identifie', texte: 'Un certificat a expiré.', prochaine_action: 'Point à 16 h' },
    });
    await page.reload();
    expect(await bar.innerText()).toContain('Point à 16 h');
    await page.context().close();
    const silent = await visit('/faq', { javaScriptEnabled: false });
    expect(await silent.getByText('Incident critique').isVisible()).toBe(true);
    await silent.context().close();
  });

  it('an incident is opened by keyboard alone, without a script, its faults first', async () => {
    const page = await visit('/administration/incidents/nouveau', { javaScriptEnabled: false });
    await page.getByLabel(/^Titre/).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/administration\/incidents$/);
    expect(await page.title()).toMatch(/^Erreur – /);
    expect(await page.locator(':focus').innerText()).toContain('erreurs sont à corriger');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.locator(':focus').getAttribute('name')).toBe('titre');
    await page.keyboard.type('Au clavier');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.locator('summary', { hasText: 'MSA' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.getByRole('textbox', { name: /^Message/ }).focus();
    await page.keyboard.type('Tapé sans souris.');
    await page.getByRole('button', { name: 'Garder en brouillon' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/fait=brouillon/);
    expect(await page.locator('h1').innerText()).toBe('Au clavier');
    expect(await page.locator('main').innerText()).toContain('Cotisations de sécurité sociale agricole');
    await page.context().close();
  });

  it('a page with its faults told has none that axe knows of', async () => {
    for (const [path, button] of [
      ['/administration/incidents/nouveau', 'Publier l’incident'],
      ['/administration/maintenances/nouvelle', 'Annoncer la maintenance'],
    ] as const) {
      const page = await visit(path);
      await page.getByRole('button', { name: button }).click();
      await page.waitForLoadState();
      expect(await axeFaults(page)).toEqual([]);
      await page.context().close();
    }
  });
});
