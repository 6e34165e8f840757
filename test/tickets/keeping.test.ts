import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { opened, piecesIn, png, versionIn, wordsOf } from '../support/tickets.ts';
import { loggedIn, makeAccount, Visitor } from '../support/visitor.ts';

const DESK = '/administration/tickets';
let instance: TestInstance;
let email: string;
beforeAll(async () => {
  instance = await startTestInstance();
  email = await makeAccount(instance, 'administrateur');
});
afterAll(() => instance.stop());

/** An administrator who has just logged in: sessions do not outlive the months that pass here. */
async function operatorNow(): Promise<Visitor> {
  const operator = new Visitor(instance.url);
  await operator.logIn(email);
  return operator;
}

it('contacts and files are erased 18 months after the resolution, the ticket after 36, one not resolved never', async () => {
  const visitor = new Visitor(instance.url);
  const path = await opened(visitor, 'site', { nom: 'Camille Exemple' }, [png]);
  const waiting = await opened(visitor, 'general', { email: 'patient@mairie.example' }, [png]);
  const owner = await loggedIn(instance, 'demandeur');
  const owned = await opened(owner, 'general');
  const numero = path.split('/')[2];
  const page = `${DESK}/${numero}`;
  const closing = await visitor.get(path);
  await visitor.post(`${path}/resolu`, { version: versionIn(closing.html) });
  await owner.post(`${owned}/resolu`, { version: versionIn((await owner.get(owned)).html) });
  const [piece = ''] = piecesIn(closing.html);

  await instance.apie('horloge', 'avancer', '17M');
  expect((await visitor.get(path)).status).toBe(200);
  let operator = await operatorNow();
  expect(wordsOf((await operator.get(page)).html)).toContain('Camille Exemple (camille@mairie.example)');

  await instance.apie('horloge', 'avancer', '32d');
  for (const gone of [path, piece]) expect((await visitor.get(gone)).status).toBe(404);
  operator = await operatorNow();
  const { html } = await operator.get(page);
  expect(html).not.toMatch(/Camille|camille/);
  expect(wordsOf(html)).toContain('ont été effacés');
  expect(wordsOf(html)).toContain('Rien ne s’affiche.');
  expect([piecesIn(html), html.includes(`${page}/reponses`)]).toEqual([[], false]);
  const late = await operator.post(`${page}/reponses`, { version: '3', reponse: 'Trop tard', etat: 'resolu' });
  expect([late.status, late.html.includes('effacées')]).toEqual([422, true]);
  expect((await operator.get(`${DESK}?q=camille@mairie.example`)).html).toContain('Aucun signalement');

  await instance.apie('horloge', 'avancer', '18M');
  operator = await operatorNow();
  expect((await operator.get(page)).status).toBe(404);
  expect((await operator.get(`${DESK}/${owned.split('/')[3]}`)).status).toBe(404);
  const patient = await visitor.get(waiting);
  expect([patient.status, piecesIn(patient.html)]).toEqual([200, [expect.stringContaining('/pieces/')]]);
});

it('the pages say what is kept, and how long', async () => {
  const { html } = await new Visitor(instance.url).get('/donnees-personnelles');
  expect(wordsOf(html)).toMatch(/Signalements au support.*18 mois après la résolution.*36 mois après la résolution/);
});
