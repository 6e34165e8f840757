import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { browserOn } from '../support/browser.ts';
import { chromiumPath } from '../support/chromium.ts';
import { visit } from '../support/http.ts';
import { purpose, startTestInstance, type TestInstance } from '../support/instance.ts';
import { mailsTo } from '../support/mails.ts';
import { loggedIn, makeAccount, Visitor } from '../support/visitor.ts';
import { people, playConsumption, type Scene, secret, textOf } from './consommation-scene.ts';

const ADMIN = '/administration/justifications';
const MINE = '/compte/justifications';

let scene: Scene;
let instance: TestInstance;
let operator: Visitor;
let operatorEmail: string;
let numero: string;
const visitors = new Map<string, Visitor>();
const calls = new Map<string, string>();

beforeAll(async () => {
  scene = await playConsumption();
  instance = await startTestInstance({ varDir: scene.folder, environment: { JETON_SECRET: secret } });
  for (const [who, email] of Object.entries(people)) {
    const visitor = new Visitor(instance.url);
    await visitor.logIn(email);
    visitors.set(who, visitor);
  }
  operatorEmail = await makeAccount(instance, 'administrateur');
  operator = new Visitor(instance.url);
  await operator.logIn(operatorEmail);
  for (const [name, { value }] of [['mine', scene.mine] as const, ['theirs', scene.neighbours] as const])
    calls.set(name, await call(value));
  await instance.apie('traces', 'exporter', '--depuis', '2099-01-01');
}, 60_000);
afterAll(async () => {
  await instance.stop();
  rmSync(scene.folder, { recursive: true, force: true });
});

async function call(value: string): Promise<string> {
  const headers = { Authorization: `Bearer ${value}` };
  const answer = await visit(`${instance.url}/v2/entreprises/100100015?${new URLSearchParams(purpose)}`, { headers });
  return String(answer.headers['x-request-id']);
}

function of(who: keyof typeof people): Visitor {
  const visitor = visitors.get(who);
  if (visitor === undefined) throw new Error(`${who} is nobody`);
  return visitor;
}

const asking = (changes: Record<string, string> = {}) => ({
  ...{ jti: '', appels: calls.get('mine') ?? '', volume: 'une centaine d’appels' },
  motif: 'Pourquoi "><script>ces</script> appels ?',
  ...changes,
});

/** As a form does: the page first, then its answer. */
async function ask(fields: Record<string, string>) {
  await operator.get(`${ADMIN}/nouvelle`);
  return operator.post(`${ADMIN}/nouvelle`, fields);
}
const mailsAbout = async (email: string, subject: RegExp) =>
  (await mailsTo(instance, email)).filter((mail) => subject.test(mail.subject ?? ''));

it('asks nothing that makes no sense, and says why', async () => {
  const refusals: [Record<string, string>, RegExp][] = [
    [{ motif: '' }, /Écrivez ce que vous demandez/],
    [{ appels: '' }, /Donnez le numéro d’un jeton, ou des appels/],
    [{ appels: 'x' }, /n’a pas la forme d’un identifiant d’appel/],
    [{ appels: '00000000-0000-4000-8000-000000000000' }, /Aucune trace pour 0{8}/],
    [{ appels: `${calls.get('mine')}\n${calls.get('theirs')}` }, /n’ont pas été faits avec le même jeton/],
    [{ jti: scene.spare.jti }, /n’ont pas été faits avec le même jeton/],
    [{ jti: '00000000-0000-4000-8000-000000000000', appels: '' }, /Aucun jeton n’a ce numéro/],
    [{ motif: `Lisez ${scene.mine.value}` }, /contenait un jeton/],
  ];
  for (const [changes, sentence] of refusals) {
    const page = await ask(asking(changes));
    expect([page.status, textOf(page.html)]).toEqual([422, expect.stringMatching(sentence)]);
    expect(page.html).not.toContain(scene.mine.value);
  }
  const [orphan = ''] = await instance.apie('jeton', 'creer', '--droits', 'tous');
  const { jti }: { jti: string } = JSON.parse(Buffer.from(orphan.split('.')[1] ?? '', 'base64url').toString());
  expect(textOf((await ask(asking({ jti, appels: '' }))).html)).toContain('personne ne pourrait répondre');
  expect(await mailsAbout(people.demandeuse, /Justification/)).toEqual([]);
});

it('is read again, then sent to the applicant and both contacts, and written in the journal', async () => {
  const again = await ask(asking());
  expect(textOf(again.html)).toMatch(/Cantines scolaires .*ines\.durand.*noe\.roux.*zoe\.blanc.*100100015/);
  expect(again.html).not.toContain('"><script>ces');
  const sent = await operator.post(`${ADMIN}/nouvelle`, { ...asking(), confirme: 'oui' });
  numero = /J-\d{4}-\d{6}/.exec(sent.location ?? '')?.[0] ?? '';
  expect([sent.status, numero]).toEqual([303, expect.stringMatching(/^J-/)]);
  for (const email of [people.demandeuse, people.technique, people.metier]) {
    const [mail, ...more] = await mailsAbout(email, /^Justification demandée/);
    expect([mail?.text, more]).toEqual([expect.stringContaining(`${MINE}/${numero}`), []]);
    expect(mail?.text).not.toContain('100100015');
  }
  expect(await mailsAbout(people.voisin, /Justification/)).toEqual([]);
  const journal = await operator.get('/administration/journal?acte=justification.demandee');
  expect(textOf(journal.html)).toMatch(/Justification demandée.*Cantines scolaires/);
});

it('is told on the pages of the token and of the account, to its holders alone', async () => {
  const address = `${MINE}/${numero}`;
  for (const who of ['demandeuse', 'technique', 'metier'] as const) {
    const page = await of(who).get(address);
    expect(textOf(page.html)).toMatch(/Réponse attendue.*Pourquoi .* appels \?.*une centaine d’appels.*100100015/);
    expect(page.html).not.toContain('"><script>ces');
    for (const path of [
      '/compte',
      `/compte/jetons/${scene.mine.jti}/statistiques`,
      `/compte/jetons/${scene.mine.jti}/traces`,
    ])
      expect((await of(who).get(path)).html).toContain(`href="${address}"`);
    expect(textOf((await of(who).get(MINE)).html)).toContain(numero);
  }
  for (const who of ['voisin', 'nouveau'] as const) {
    expect((await of(who).get(address)).status).toBe(404);
    expect((await of(who).post(address, { version: '1', texte: 'Moi' })).status).toBe(404);
    expect(textOf((await of(who).get(MINE)).html)).toContain('Rien ne vous est demandé');
  }
  for (const path of [ADMIN, `${ADMIN}/nouvelle`, `${ADMIN}/${numero}`])
    expect((await of('demandeuse').get(path)).status).toBe(404);
  const instructeur = await loggedIn(instance, 'instructeur');
  expect((await instructeur.get(`${ADMIN}/${numero}`)).status).toBe(404);
});

it('is answered, twice if need be; who had not read what was said meanwhile is told, and keeps his text', async () => {
  const address = `${MINE}/${numero}`;
  await of('demandeuse').get(address);
  expect((await of('demandeuse').post(address, { version: '1', texte: '' })).status).toBe(422);
  const leaked = await of('demandeuse').post(address, { version: '1', texte: `Voici ${scene.mine.value}` });
  expect([leaked.status, leaked.html.includes(scene.mine.value)]).toEqual([422, false]);
  const answered = await of('demandeuse').post(address, { version: '1', texte: 'Campagne <i>annuelle</i>.' });
  expect(answered.location).toBe(`${address}?fait=repondu`);
  await of('technique').get(address);
  const late = await of('technique').post(address, { version: '1', texte: 'Je complète.' });
  expect([late.status, textOf(late.html)]).toEqual([
    409,
    expect.stringContaining('Quelqu’un d’autre vient de le modifier'),
  ]);
  expect(late.html).toContain('Je complète.');
  expect(late.html).toContain('Campagne &lt;i>annuelle');
  expect((await of('technique').post(address, { version: '2', texte: 'Je complète.' })).status).toBe(303);
  const mails = await mailsAbout(operatorEmail, /^Réponse à la demande de justification/);
  expect(mails.map(({ text }) => text?.includes(`${ADMIN}/${numero}`))).toEqual([true, true]);
  expect(textOf((await operator.get(`${ADMIN}/${numero}`)).html)).toMatch(/Répondue.*Campagne .*Je complète\./);
  expect((await of('demandeuse').get('/compte')).html).not.toContain(address);
});

it('is found by operators by its state and its words', async () => {
  const listed = async (query: string) => textOf((await operator.get(`${ADMIN}?${query}`)).html).includes(numero);
  const asked = ['', 'etat=repondue', 'q=cantines', `q=${numero}`, `q=${scene.mine.jti}`, 'etat=close', 'q=autre%25'];
  expect(await Promise.all(asked.map(listed))).toEqual([true, true, true, true, true, false, false]);
});

it('is closed for good, by whoever has read all that was said', async () => {
  const address = `${ADMIN}/${numero}/clore`;
  await operator.get(address);
  expect((await operator.post(address, { version: '3', texte: '' })).status).toBe(422);
  const stale = await operator.post(address, { version: '2', texte: 'Merci.' });
  expect([stale.status, stale.html.includes('Merci.')]).toEqual([409, true]);
  expect((await operator.post(address, { version: '3', texte: 'Merci, c’est clair.' })).location).toContain(
    'fait=close',
  );
  expect((await operator.post(address, { version: '4', texte: 'Encore.' })).status).toBe(422);
  const page = await of('metier').get(`${MINE}/${numero}`);
  expect(textOf(page.html)).toMatch(/Close .*Demande close .*Merci, c’est clair\..*vous n’avez plus rien à faire/);
  const after = await of('metier').post(`${MINE}/${numero}`, { version: '4', texte: 'Trop tard ?' });
  expect([after.status, textOf(after.html)]).toEqual([422, expect.stringContaining('plus rien ne peut y être ajouté')]);
  expect(await mailsAbout(people.metier, /^Demande de justification close/)).toHaveLength(1);
  const journal = await operator.get('/administration/journal?acte=justification.close');
  expect(textOf(journal.html)).toContain(numero);
  const own = await of('technique').get('/compte/donnees/copie');
  expect(own.html).toContain('Je complète.');
});

it.runIf(chromiumPath !== undefined).each([1280, 320])('is accessible at %i px', { timeout: 60_000 }, async (width) => {
  const faults: string[] = [];
  const page = await open('/faq');
  await page.setViewportSize({ width, height: 900 });
  for (const [visitor, path] of [
    [of('demandeuse'), MINE],
    [of('demandeuse'), `${MINE}/${numero}`],
    [operator, ADMIN],
    [operator, `${ADMIN}/nouvelle`],
    [operator, `${ADMIN}/${numero}`],
  ] as const) {
    const [name = '', value = ''] = [...visitor.cookies][0] ?? [];
    await page.context().addCookies([{ name, value, url: instance.url }]);
    await page.goto(`${instance.url}${path}`);
    faults.push(...(await axeFaults(page)).map((fault) => `${path}: ${fault}`));
    const seen = await page.evaluate('document.documentElement.scrollWidth');
    if (seen !== width) faults.push(`${path}: ${String(seen)} px`);
  }
  await page.context().close();
  expect(faults).toEqual([]);
});

it('ends 36 months after what was last said of it', async () => {
  await instance.apie('horloge', 'avancer', '35M');
  await operator.logIn(operatorEmail);
  expect((await operator.get(`${ADMIN}/${numero}`)).status).toBe(200);
  await instance.apie('horloge', 'avancer', '40j');
  await operator.logIn(operatorEmail);
  expect((await operator.get(`${ADMIN}/${numero}`)).status).toBe(404);
});

const open = browserOn(() => instance.url);
