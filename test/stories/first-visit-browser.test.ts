import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserOn } from '../support/browser.ts';
import { chromiumPath } from '../support/chromium.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { linkIn, mailsTo } from '../support/mails.ts';
import { identity } from '../support/people.ts';
import { SIRET } from '../support/redacteur.ts';
import { makeAccount, password } from '../support/visitor.ts';
import { calling, tracesOf, typedIn } from './asking.ts';

const who = identity('ines.durand@mairie.example');

describe.skipIf(chromiumPath === undefined)(
  'asking for access and being granted it, in a browser',
  { timeout: 120_000 },
  () => {
    let instance: TestInstance;
    const visit = browserOn(() => instance.url);
    /** What the browsers said of our own pages: nothing is refused by their policy, no script fails. */
    const complaints: string[] = [];

    beforeAll(async () => {
      instance = await startTestInstance();
    });
    afterAll(() => instance.stop());

    const opened = async (path: string): Promise<Page> => {
      const page = await visit(path);
      page.setDefaultTimeout(15_000);
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && /Content Security Policy/.test(message.text()))
          complaints.push(message.text());
      });
      return page;
    };
    const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();
    const follow = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click();
    async function type(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
      for (const [name, value] of Object.entries(fields))
        await page.locator(`main [name="${name}"]`).first().fill(value);
    }
    /** With the keyboard: the box itself is under its drawing. */
    async function tick(page: Page, selector: string): Promise<void> {
      const box = page.locator(selector).first();
      await box.focus();
      if (!(await box.isChecked())) await page.keyboard.press('Space');
    }
    async function logIn(page: Page, email: string): Promise<void> {
      await type(page, { email, mot_de_passe: password });
      await page.locator('main button[type="submit"]').first().click();
      await page.waitForURL((url) => !url.pathname.startsWith('/connexion'));
    }
    async function colleague(role: string): Promise<Page> {
      const page = await opened('/connexion');
      await logIn(page, await makeAccount(instance, role));
      return page;
    }

    it('goes from the first visit to the first traced call, by requester, instructors and administrator', async () => {
      const ines = await opened('/');
      const base = await ask(ines);
      const [paul, lea] = [await colleague('instructeur'), await colleague('instructeur')];
      await askForPrecisions(paul, base);
      await answer(ines, base);
      await decideAtOnce(paul, lea, base);
      const jti = await call(ines);
      await check(await colleague('administrateur'), base, jti);
      expect(complaints).toEqual([]);
    });

    /** From the home page to a request that is sent. */
    async function ask(page: Page): Promise<string> {
      await follow(page, 'Demander un accès');
      await page.waitForURL('**/demander-un-acces');
      await follow(page, /administration|collectivité|service public/i);
      await page.locator('main a[href="/demandes/nouvelle?cas=marches-publics"]').first().click();
      await page.waitForURL('**/connexion?retour=**');
      await follow(page, /Créer un compte/);
      await type(page, who);
      await page.locator('main button[type="submit"]').first().click();
      await page.waitForURL('**/inscription/lien?envoye=oui');
      await page.goto(
        `${instance.url}${linkIn((await mailsTo(instance, who.email)).at(-1), '/inscription/verification/')}`,
      );
      await page.locator('main button[type="submit"]').first().click();
      await page.waitForURL('**/connexion?session=verifiee');
      await logIn(page, who.email);
      await page.goto(`${instance.url}/demander-un-acces`);
      await page.locator('main a[href="/demandes/nouvelle?cas=marches-publics"]').first().click();
      await type(page, { intitule: 'Marchés de la ville' });
      await page.locator('main button[type="submit"]').first().click();
      await page.waitForURL('**/formulaire?fait=creee');
      const base = new URL(page.url()).pathname.replace('/formulaire', '');
      await fillSections(page, base);
      for (const box of ['cgu', 'delegue_informe']) await tick(page, `input[type="checkbox"][name="${box}"]`);
      await press(page, 'Envoyer la demande');
      await page.waitForURL(`**${base}?fait=envoyee`);
      return base;
    }

    async function fillSections(page: Page, base: string): Promise<void> {
      const goOn = async (next: string) => {
        await press(page, 'Enregistrer et continuer');
        await page.waitForURL(`**${base}/${next}`);
      };
      await page.goto(`${instance.url}${base}/organisation`);
      await type(page, { siret: SIRET });
      await tick(page, 'input[name="integrateur"][value="equipe"]');
      await goOn('projet');
      await type(page, { description: typedIn.projet.description });
      await goOn('donnees');
      await goOn('cadre-juridique');
      await type(page, typedIn['cadre-juridique']);
      await goOn('donnees-personnelles');
      await type(page, typedIn['donnees-personnelles']);
      await goOn('contacts');
      for (const role of [
        'Responsable de traitement',
        'Délégué à la protection',
        'Contact métier',
        'Contact technique',
      ]) {
        await page
          .getByRole('button', { name: `C’est moi : ${role}` })
          .first()
          .click();
        await page.waitForURL(/contacts#/);
        await page.goto(page.url().replace(/#.*/, ''));
      }
      await goOn('recapitulatif');
    }

    async function askForPrecisions(page: Page, base: string): Promise<void> {
      await page.goto(`${instance.url}/instruction`);
      await page.locator(`main a[href="/instruction${base}"]`).first().click();
      await page.getByLabel('Texte envoyé à l’usager').fill('Quels agents liront ces données ?');
      await press(page, 'Demander des précisions');
      await page.waitForURL('**fait=demander_precisions');
    }

    async function answer(page: Page, base: string): Promise<void> {
      const [told] = (await mailsTo(instance, who.email)).filter(({ text }) => text?.includes('Quels agents liront'));
      await page.goto(`${instance.url}${linkIn(told, base)}`);
      await page.goto(`${instance.url}${base}/donnees-personnelles`);
      await type(page, { destinataires: 'Les six agents du service des marchés' });
      await press(page, 'Enregistrer et continuer');
      await page.goto(`${instance.url}${base}/recapitulatif`);
      for (const box of ['cgu', 'delegue_informe']) await tick(page, `input[type="checkbox"][name="${box}"]`);
      await press(page, 'Envoyer la demande');
      await page.waitForURL(`**${base}?fait=envoyee`);
    }

    /** Both read the same request; one grants it, the other is told, and what he typed is still there. */
    async function decideAtOnce(one: Page, other: Page, base: string): Promise<void> {
      for (const page of [one, other]) await page.goto(`${instance.url}/instruction${base}`);
      expect(await one.locator('main').innerText()).toMatch(
        /Un champ a changé depuis l’envoi précédent\s*:\s*Destinataires des données/,
      );
      await other.getByLabel('Texte envoyé à l’usager').fill('Encore une question ?');
      await press(one, 'Valider');
      await one.waitForURL('**fait=valider');
      await press(other, 'Demander des précisions');
      await other.getByText('Encore une question ?').first().waitFor();
      expect(other.url()).not.toContain('fait=');
      expect(await other.locator('main').innerText()).toMatch(/a changé|a été modifiée|autre/i);
    }

    /** With the token that was granted, chosen by its name: its value is in no page. */
    async function call(page: Page): Promise<string> {
      await page.goto(`${instance.url}/catalogue/entreprises`);
      await page.locator('#console > summary').click();
      const choice = page.locator('input[name="jeton"][value^="jeton:"]').first();
      await tick(page, 'input[name="jeton"][value^="jeton:"]');
      await type(page, Object.fromEntries(Object.entries(calling).filter(([name]) => name.startsWith('appel-'))));
      await press(page, 'Appeler');
      await page.getByRole('status').filter({ hasText: '200 – Réponse complète' }).waitFor();
      expect(await page.content()).not.toMatch(/eyJ[\w-]+\.[\w-]+\./);
      return (await choice.getAttribute('value'))?.replace('jeton:', '') ?? '';
    }

    async function check(page: Page, base: string, jti: string): Promise<void> {
      await page.goto(`${instance.url}/administration/journal`);
      expect(await page.locator('main').innerText()).toMatch(/précisions[\s\S]*|validée/i);
      await page.goto(`${instance.url}/instruction${base}`);
      expect(await page.locator('h1').innerText()).toContain('Marchés de la ville');
      expect(await tracesOf(instance, jti)).toEqual([
        expect.objectContaining({ endpoint: 'entreprises', statut: 200 }),
      ]);
    }
  },
);
