import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { browserOn } from '../support/browser.ts';
import { chromiumPath } from '../support/chromium.ts';
import type { TestInstance } from '../support/instance.ts';
import { startWithDemandes } from '../support/redacteur.ts';
import { password, Visitor } from '../support/visitor.ts';

const sections = ['organisation', 'projet', 'donnees', 'cadre-juridique', 'donnees-personnelles', 'contacts'];
const phone = { viewport: { width: 320, height: 700 } };

describe.skipIf(chromiumPath === undefined)('the form of a request, in a browser', { timeout: 120_000 }, () => {
  let instance: TestInstance;
  let ids: Readonly<Record<'empty' | 'whole' | 'open' | 'back', string>>;
  let cookie: { name: string; value: string; url: string };
  const visit = browserOn(() => instance.url);

  beforeAll(async () => {
    const started = await startWithDemandes(async ({ bureau, people, draft, seen }) => {
      const empty = await bureau.creer(people.demandeuse, { casUsage: 'libre', intitule: 'Projet vide' });
      const whole = await draft();
      const open = await draft('preremplissage', { acces_formulaire: 'ouvert', donnees: ['attestations_sociales'] });
      const back = await draft('aides_publiques');
      await bureau.agir(await seen(back), people.demandeuse, 'envoyer', { cgu: '2026-11-23' });
      await bureau.ecrire(back, people.instructeur, { corps: 'Pour qui ?', champ: 'description' });
      const motif = 'Précisez les critères.';
      await bureau.agir(await seen(back), people.instructeur, 'demander_precisions', { motif });
      return { empty, whole, open, back };
    });
    instance = started.instance;
    ids = started.seed;
    const camille = new Visitor(instance.url);
    await camille.logIn('camille.martin@mairie.example');
    const [name = '', value = ''] = [...camille.cookies][0] ?? [];
    cookie = { name, value, url: instance.url };
  }, 60_000);
  afterAll(() => instance.stop());

  const logged = async (options: Parameters<typeof visit>[1] = {}) => {
    const page = await visit('/faq', options);
    await page.context().addCookies([cookie]);
    return page;
  };

  it('is accessible, and needs no scrolling sideways, in every page and state', async () => {
    const page = await logged();
    const faults: unknown[] = [];
    const audit = async (what: string) => {
      faults.push(...(await axeFaults(page)).map((fault) => `${what}: ${fault}`));
      await page.setViewportSize(phone.viewport);
      const width = await page.evaluate('document.documentElement.scrollWidth');
      if (width !== 320) faults.push(`${what}: ${String(width)} px`);
      await page.setViewportSize({ width: 1280, height: 720 });
    };
    for (const path of [
      '/demander-un-acces?profil=entreprise',
      '/demandes/nouvelle',
      '/demandes/nouvelle?cas=covid-19',
    ]) {
      await page.goto(`${instance.url}${path}`);
      await audit(path);
    }
    for (const [state, id] of Object.entries(ids)) {
      for (const section of ['formulaire', ...sections, 'recapitulatif']) {
        const isState =
          state === 'back'
            ? section === 'projet' || section === 'formulaire'
            : state !== 'open' || section === 'donnees';
        if (!isState) continue;
        await page.goto(`${instance.url}/demandes/${id}/${section}`);
        await audit(`${state} ${section}`);
      }
    }
    for (const section of sections) {
      await page.goto(`${instance.url}/demandes/${ids.empty}/${section}`);
      await page.getByRole('button', { name: 'Enregistrer et continuer' }).click();
      await page.getByText('Enregistré, mais il manque quelque chose').waitFor();
      // The text may be there before the focus is.
      await page.waitForFunction('document.activeElement?.getAttribute("role") === "alert"');
      await audit(`errors ${section}`);
    }
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('keeps what is typed as it is typed, says it aloud, and is then sent without a conflict', async () => {
    const page = await logged();
    await page.goto(`${instance.url}/demandes/${ids.empty}/donnees-personnelles`);
    await page.getByLabel('Destinataires des données').fill('Agents du service des achats');
    const status = page.locator('[data-enregistrement]');
    await expect.poll(() => status.innerText(), { timeout: 10_000 }).toMatch(/^Enregistré à \d\d h \d\d$/);
    expect(await status.getAttribute('role')).toBe('status');
    await page.getByLabel('Durée de conservation, en mois').fill('24');
    await page.getByRole('button', { name: 'Enregistrer et continuer' }).click();
    await page.waitForURL(/\/contacts$/);
    const again = await logged({ javaScriptEnabled: false });
    await again.goto(`${instance.url}/demandes/${ids.empty}/donnees-personnelles`);
    expect(await again.getByLabel('Destinataires des données').inputValue()).toBe('Agents du service des achats');
    await Promise.all([page.context().close(), again.context().close()]);
  });

  it('tells in place that another tab has changed the section, and loses nothing', async () => {
    const [one, two] = [await logged(), await logged({ javaScriptEnabled: false })];
    for (const page of [one, two]) await page.goto(`${instance.url}/demandes/${ids.whole}/projet`);
    await two.getByLabel('Intitulé du projet').fill('Autre intitulé');
    await two.getByRole('button', { name: 'Enregistrer et revenir à la liste' }).click();
    await one.getByLabel('Intitulé du projet').fill('Mon intitulé');
    await one.getByText('Non enregistré : cette section a changé ailleurs').waitFor();
    await one.getByRole('button', { name: 'Enregistrer et continuer' }).click();
    await one.getByText('Rien n’a été enregistré').waitFor();
    expect(await one.getByLabel('Intitulé du projet').inputValue()).toBe('Mon intitulé');
    await Promise.all([one.context().close(), two.context().close()]);
  });

  it('asks why for a datum outside the use case once it is ticked, without a script', async () => {
    const page = await logged({ javaScriptEnabled: false });
    await page.goto(`${instance.url}/demandes/${ids.whole}/donnees`);
    const why = page.getByLabel(/Pourquoi en avez-vous besoin.*Immatriculation EORI/);
    expect(await why.isVisible()).toBe(false);
    await page.getByLabel('Immatriculation EORI').first().focus();
    await page.keyboard.press('Space');
    expect(await why.isVisible()).toBe(true);
    await page.context().close();
  });

  it('is filled and sent with the keyboard alone', async () => {
    const page = await visit('/demandes/nouvelle?cas=editeurs');
    const type = async (label: string, text: string) => {
      await page.getByLabel(label, { exact: false }).first().focus();
      await page.keyboard.type(text);
    };
    const enter = async (name: string) => {
      await page.getByRole('button', { name }).first().focus();
      await page.keyboard.press('Enter');
    };
    await type('Adresse e-mail', 'camille.martin@mairie.example');
    await type('Mot de passe', password);
    await page.keyboard.press('Enter');
    await page.waitForURL(/nouvelle\?cas=editeurs/);
    await type('Intitulé du projet', 'Au clavier');
    await page.keyboard.press('Enter');
    await page.waitForURL(/formulaire\?fait=creee/);
    await page.getByRole('link', { name: 'Organisation' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/organisation$/);
    await type('SIRET', '10010001500013');
    await page.getByLabel('Notre équipe').focus();
    await page.keyboard.press('Space');
    await enter('Enregistrer et continuer');
    await page.waitForURL(/projet$/);
    await type('Description', ' Un logiciel de marchés publics pour des mairies.');
    await enter('Enregistrer et continuer');
    await page.waitForURL(/donnees$/);
    await page.locator('summary', { hasText: 'Informations générales' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Immatriculation EORI').first().focus();
    await page.keyboard.press('Space');
    await page.getByLabel(/Pourquoi en avez-vous besoin.*Immatriculation EORI/).focus();
    await page.keyboard.type('Pour essayer le logiciel avant sa vente.');
    await enter('Enregistrer et continuer');
    await page.waitForURL(/cadre-juridique$/);
    await type('Nature et références du texte', 'Convention du 3 mars 2026, article 4');
    await type('Adresse du texte', 'https://mairie.example/convention.pdf');
    await enter('Enregistrer et continuer');
    await page.waitForURL(/donnees-personnelles$/);
    await type('Destinataires des données', 'Agents des mairies clientes');
    await type('Durée de conservation, en mois', '12');
    // Enter in a line presses the button that goes on, though others come first in the page.
    await page.keyboard.press('Enter');
    await page.waitForURL(/contacts$/);
    for (const role of [
      'Responsable de traitement',
      'Délégué à la protection',
      'Contact métier',
      'Contact technique',
    ]) {
      await enter(`C’est moi : ${role}`);
      await page.waitForURL(/contacts#/);
      await page.goto(page.url().replace(/#.*/, ''));
    }
    await page.getByLabel('Fonction').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/recapitulatif$/);
    for (const box of ['j’accepte les conditions générales', 'est informé de cette demande']) {
      await page.getByLabel(box).focus();
      await page.keyboard.press('Space');
    }
    await enter('Envoyer la demande');
    await page.waitForURL(/\/demandes\/[^/]+\?fait=envoyee$/);
    await page.context().close();
  });
});
