import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { browserOn } from '../support/browser.ts';
import { chromiumPath } from '../support/chromium.ts';
import { dossierAvecDemandes } from '../support/demandes.ts';
import { htmlFaults } from '../support/html.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { linkIn, mailsTo } from '../support/mails.ts';
import { Visitor } from '../support/visitor.ts';
import { people, type Scene, secret, textOf, times, writeConsumption } from './consommation-scene.ts';

const LIST = '/compte/jetons';

let scene: Scene;
let instance: TestInstance;
const visitors = new Map<string, Visitor>();

beforeAll(async () => {
  const folder = await dossierAvecDemandes(async (atelier) => {
    const played = await writeConsumption(atelier);
    scene = { ...played, folder: '' };
    const { mine, spare } = played;
    await atelier.db.updateTable('jetons').set({ remplace_par: mine.jti }).where('jti', '=', spare.jti).execute();
  });
  scene = { ...scene, folder };
  instance = await startTestInstance({ varDir: scene.folder, environment: { JETON_SECRET: secret } });
  await everyoneLogsIn();
}, 60_000);
afterAll(async () => {
  await instance.stop();
  rmSync(scene.folder, { recursive: true, force: true });
});

async function everyoneLogsIn(): Promise<void> {
  for (const [who, email] of Object.entries(people)) {
    const visitor = new Visitor(instance.url);
    await visitor.logIn(email);
    visitors.set(who, visitor);
  }
}

type Who = keyof typeof people;
function as(who: Who): Visitor {
  const visitor = visitors.get(who);
  if (visitor === undefined) throw new Error(`${who} is not logged in`);
  return visitor;
}

async function said(who: Who, path: string): Promise<string> {
  const page = await as(who).get(path);
  if (page.status !== 200) throw new Error(`${path} answered ${page.status}`);
  expect(htmlFaults(page.html)).toEqual([]);
  return textOf(page.html);
}

const own = (page = '', jti = scene.mine.jti) => `${LIST}/${jti}${page === '' ? '' : `/${page}`}`;
const forward = (length: string) => instance.apie('horloge', 'avancer', length);
/** Takes the traces to the database, as the minute would. */
const shipped = () => instance.apie('traces', 'exporter', '--depuis', '2099-01-01');
/** Enough of the value to be known by; its header is that of every token. */
const trace = () => scene.mine.value.split('.')[2] ?? '';

describe('the list of one’s tokens', () => {
  it('leads who has none to ask for an access', async () => {
    expect(await said('nouveau', LIST)).toContain('pas encore de jeton');
    expect((await as('nouveau').get(LIST)).html).toContain('href="/demander-un-acces"');
    expect((await new Visitor(instance.url).get(LIST)).location).toContain('/connexion');
  });

  it('says of each its state, its end, its use, and as what one sees it; to its requester alone how to hand it over', async () => {
    await times(3, () => instance.call('/v2/entreprises/100100015', scene.mine.value));
    await instance.apie('simulateur', 'panne', 'rna', '500');
    expect((await instance.call('/v2/associations/W751000031', scene.mine.value)).status).toBe(502);
    await instance.apie('simulateur', 'panne', 'rna', 'fin');
    await shipped();
    const page = await said('demandeuse', LIST);
    expect(page).toMatch(/2 jetons en service/);
    expect(page).toMatch(
      /Cantines scolaires Actif Vous en êtes le demandeur\. Valable jusqu’au \d.*, encore 1\d mois environ.*Dernier appel il y a \d+ s Sur 7 jours 4 appels Pannes \(5xx\) 25 % \(1 sur 4\) Voir .*Transmettre .*Renouveler .*Statistiques/,
    );
    expect(page).toMatch(
      /Aides au commerce .*Un autre jeton prend sa place : Cantines scolaires Délivré .*Dernier appel Aucun depuis 90 jours Sur 7 jours 0 appel Pannes \(5xx\) Aucun appel Voir : Aides au commerce Transmettre : Aides au commerce Statistiques/,
    );
    for (const [who, as] of [
      ['technique', 'technique'],
      ['metier', 'métier'],
    ] as const) {
      const theirs = await said(who, LIST);
      expect(theirs).toContain(`Vous en êtes le contact ${as}`);
      expect(theirs).not.toContain('Transmettre');
    }
    expect(await said('voisin', LIST)).not.toContain('Cantines');
  });

  it('forgets calls of more than a week, not when the last one was', async () => {
    await forward('8j');
    await everyoneLogsIn();
    const page = await said('demandeuse', LIST);
    expect(page).toMatch(/Cantines scolaires .*Dernier appel \d+(?:er)? \S+ \d{4} à .*Sur 7 jours 0 appel/);
  });
});

describe('a token', () => {
  it('says which services it opens, which it does not, and why', async () => {
    const page = await said('demandeuse', own());
    expect(page).toContain('Il ouvre 3 des 31 services du catalogue');
    expect(page).toMatch(/✔ Autorisé Données \(JSON\) : 250 appels par 60 secondes/);
    expect(page).toMatch(
      /Attestation fiscale ✘ Non autorisé Non demandée dans l’habilitation\. Compteur propre : 5 appels par 60 secondes/,
    );
    const { html } = await as('demandeuse').get(own());
    expect(html.match(/✔ Autorisé/g)).toHaveLength(3);
    expect(html.match(/✘ Non autorisé/g)).toHaveLength(28);
    expect(html.match(/type="checkbox"/g)).toHaveLength(28);
    expect(html).toContain('href="/catalogue/entreprises"');
  });

  it('says who answers for it, and to whom one talks', async () => {
    expect(await said('demandeuse', own())).toMatch(/Demandeur Ines Durand C’est vous/);
    const page = await said('technique', own());
    expect(page).toMatch(/Contact technique Noe Roux, Responsable C’est vous/);
    expect(page).toMatch(
      /Seul son demandeur voit la valeur d’un jeton : demandez à Ines Durand \( ?ines\.durand@mairie\.example/,
    );
    expect(page).not.toMatch(/Afficher le jeton|Transmettre le jeton|Liens transmis|La demander|Renouveler/);
  });

  it('is nowhere for anyone else, under any of its addresses', async () => {
    const unknown = textOf((await as('voisin').get(own('', '00000000-0000-4000-8000-000000000000'))).html);
    for (const page of ['', 'demander?donnees=exercices']) {
      const theirs = await as('voisin').get(own(page));
      expect([theirs.status, textOf(theirs.html)]).toEqual([404, unknown]);
    }
    for (const who of ['technique', 'metier', 'voisin', 'nouveau'] as const)
      for (const page of ['afficher', 'demander']) {
        await as(who).get('/compte');
        const { status, html } = await as(who).post(own(page), { donnees: 'exercices' });
        expect([who, page, status]).toEqual([who, page, 404]);
        expect(html).not.toContain(trace());
      }
    expect((await as('demandeuse').get(own('', 'pas-un-numero'))).status).toBe(404);
  });

  it('shows its value when its requester asks, in that answer alone, and keeps that it did', async () => {
    const before = await as('demandeuse').get(own());
    expect(before.html).not.toContain(trace());
    expect(textOf(before.html)).toContain('n’a encore été affichée à personne');
    const shown = await as('demandeuse').post(own('afficher'), {});
    expect([shown.status, shown.location]).toEqual([200, null]);
    expect(shown.html).toContain(scene.mine.value);
    expect(shown.html).toContain('/statique/copier.js');
    expect(shown.headers.get('cache-control')).toContain('no-store');
    expect(shown.headers.get('referrer-policy')).toBe('no-referrer');
    expect((await as('demandeuse').get(own('afficher'))).location).toBe(own());
    const after = await as('demandeuse').get(own());
    expect(after.html).not.toContain(trace());
    expect(textOf(after.html)).toMatch(/Affichée une fois Affichée le .* à Ines Durand, depuis l’adresse 127\.0\.0\.1/);
    for (const path of [LIST, '/compte']) expect((await as('demandeuse').get(path)).html).not.toContain(trace());
    expect((await as('demandeuse').post(own('afficher'), { _csrf: 'faux' })).status).toBe(403);
    expect(instance.logged()).not.toContain(trace());
  });

  it('asks for the data it lacks: the request is reopened with them ticked, once confirmed, and the token keeps its rights', async () => {
    await as('demandeuse').get(own());
    const nothing = await as('demandeuse').get(own('demander'));
    expect(nothing.location).toBe(`${own()}?choix=aucun#droits`);
    expect(await said('demandeuse', `${own()}?choix=aucun`)).toContain('Cochez au moins une donnée');
    const none = await as('demandeuse').post(own('demander'), { donnees: 'inventee' });
    expect([none.status, none.location]).toEqual([303, nothing.location]);
    const asked = await said('demandeuse', own('demander?donnees=exercices&donnees=probtp&donnees=inventee'));
    expect(asked).toMatch(/redevient un brouillon.*nouveau jeton porte les nouveaux droits/);
    const sent = await as('demandeuse').send(
      own('demander'),
      new URLSearchParams([
        ['_csrf', as('demandeuse').formToken],
        ['donnees', 'exercices'],
        ['donnees', 'probtp'],
      ]),
    );
    expect([sent.status, sent.location]).toEqual([303, expect.stringMatching(/^\/demandes\/[\da-f-]{36}\/donnees$/)]);
    const { html } = await as('demandeuse').get(sent.location ?? '');
    for (const code of ['entreprises', 'associations', 'exercices', 'probtp'])
      expect(html).toMatch(new RegExp(`<input[^>]*value="${code}"[^>]* checked`));
    expect(html).not.toMatch(/<input[^>]*value="qualibat"[^>]* checked/);
    const page = await said('demandeuse', own());
    expect(page).toContain('Ajoutée depuis à la demande : un jeton plus récent la porte, ou la portera.');
    expect((await as('demandeuse').get(own())).html).not.toContain('value="exercices"');
    expect((await instance.call('/v2/entreprises/100100015', scene.mine.value)).status).toBe(200);
    expect(await said('demandeuse', own('demander?donnees=qualibat'))).toContain('déjà ouverte');
  });
});

describe('the home of the account', () => {
  it('has one calm line when nothing is awaited, then the tokens', async () => {
    const page = await said('voisin', '/compte');
    expect(page).toMatch(
      /Rien ne vous attend pour le moment.*Mes jetons Sports Actif .*Ce qui touche vos appels Rien à signaler/,
    );
  });

  it('says first, with its one action, that a token is near its end, to its requester how to renew it', async () => {
    await forward('14M');
    await everyoneLogsIn();
    expect(await said('voisin', '/compte')).toMatch(
      /Ce qui vous attend Fin proche Sports, prend fin dans \d+ jours, le .* : renouveler .*Mes jetons/,
    );
    expect((await as('voisin').get('/compte')).html).toContain(`${own('renouveler', scene.neighbours.jti)}"`);
    expect((await as('technique').get('/compte')).html).not.toContain('/renouveler"');
  });
});

describe.skipIf(chromiumPath === undefined)('in a browser', { timeout: 120_000 }, () => {
  const open = browserOn(() => instance.url);
  it('pages of tokens are accessible in every state, and need no scrolling sideways', async () => {
    await everyoneLogsIn();
    await as('demandeuse').get(own('transmettre'));
    await as('demandeuse').post(own('transmettre'), { email: people.technique, nom: 'Noé' });
    const link = linkIn((await mailsTo(instance, people.technique)).at(-1), '/jeton/');
    await instance.apie('jeton', 'revoquer', scene.spare.jti);
    const page = await open('/faq');
    const faults: string[] = [];
    const check = async (what: string) => {
      await page.setViewportSize({ width: 1280, height: 900 });
      faults.push(...(await axeFaults(page)).map((fault) => `${what}: ${fault}`));
      await page.setViewportSize({ width: 320, height: 700 });
      const width = await page.evaluate('document.documentElement.scrollWidth');
      if (width !== 320) faults.push(`${what}: ${String(width)} px`);
    };
    const click = (name: string) => page.getByRole('main').getByRole('button', { name }).click();
    await page.goto(`${instance.url}${link}`);
    await check('the warning of a link');
    await click('Afficher le jeton');
    await check('the token of a link');
    await page.goto(`${instance.url}/jeton/inconnu`);
    await check('an unknown link');
    const [name = '', value = ''] = [...as('demandeuse').cookies][0] ?? [];
    await page.context().addCookies([{ name, value, url: instance.url }]);
    for (const path of [
      LIST,
      '/compte',
      own(),
      own('', scene.spare.jti),
      own('transmettre'),
      own('liens'),
      own('demander?donnees=qualibat'),
    ]) {
      await page.goto(`${instance.url}${path}`);
      await check(path);
    }
    await page.goto(`${instance.url}${own()}`);
    await click('Afficher le jeton');
    await check('the value');
    expect(await page.getByRole('button', { name: 'Copier' }).count()).toBe(1);
    await page.goto(`${instance.url}${own('transmettre')}`);
    await click('Envoyer le lien');
    await check('a form refused');
    await page.getByLabel('Adresse e-mail').fill('quelqu.un@ailleurs.example');
    await click('Envoyer le lien');
    await check('another domain');
    await page.goto(`${instance.url}${own('liens')}`);
    await page.getByRole('link', { name: 'Révoquer' }).click();
    await check('a link to take back');
    await page.context().close();
    expect(faults).toEqual([]);
  });
});
