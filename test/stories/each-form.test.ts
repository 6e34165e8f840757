import { afterAll, beforeAll, expect, it } from 'vitest';
import { formulaires } from '../../src/habilitations/cas-usage.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { mailsTo } from '../support/mails.ts';
import { signedUp } from '../support/people.ts';
import { versionIn, wordsOf } from '../support/tickets.ts';
import { loggedIn, type Visitor } from '../support/visitor.ts';
import { askedFor, calling, tracesOf } from './asking.ts';

let instance: TestInstance;
let instructors: readonly [Visitor, Visitor];
let administrator: Visitor;
beforeAll(async () => {
  instance = await startTestInstance();
  instructors = [await loggedIn(instance, 'instructeur'), await loggedIn(instance, 'instructeur')];
  administrator = await loggedIn(instance, 'administrateur');
});
afterAll(() => instance.stop());

const forms = formulaires.filter(({ ouvert }) => ouvert);

it('there is a form for each use case, for editors and for what is none of them; that of covid is closed', () => {
  const keys = forms.map(({ cle }) => cle);
  expect(keys).toEqual([
    'marches_publics',
    'aides_publiques',
    'preremplissage',
    'detection_fraude',
    'editeur',
    'libre',
  ]);
  expect(formulaires.filter(({ ouvert }) => !ouvert).map(({ cle }) => cle)).toEqual(['covid_19']);
});

it.each(
  forms.map(({ cle, coches }) => [cle, coches.length === 0] as const),
)('%s: from an account just opened to a call that is traced, two instructors at once, in the journal of the administrator', async (form, picks) => {
  await instance.apie('horloge', 'avancer', '61m');
  const { email, visitor } = await signedUp(instance);
  const base = await askedFor(instance, email, form, picks);
  const dossier = `/instruction${base}`;

  // Two instructors read the same request; the first decision is kept, the second is told what happened.
  const [one, other] = instructors;
  const versions = [versionIn((await one.get(dossier)).html), versionIn((await other.get(dossier)).html)];
  const granted = await one.post(`${dossier}/decision`, { version: versions[0] ?? '', acte: 'valider', texte: '' });
  expect([granted.status, granted.location]).toEqual([303, `${dossier}?fait=valider`]);
  const late = await other.post(`${dossier}/decision`, {
    version: versions[1] ?? '',
    acte: 'demander_precisions',
    texte: 'Quoi ?',
  });
  expect([late.status, late.html.includes('Quoi ?')]).toEqual([409, true]);

  const told = (await mailsTo(instance, email)).map(({ text = '' }) => text).join('\n');
  expect(told).not.toMatch(/eyJ[\w-]+\.[\w-]+\./);
  await visitor.logIn(email);
  const { html } = await visitor.get('/catalogue/entreprises');
  const [, choice = '', jti = ''] = /value="(jeton:([\da-f-]{36}))"/.exec(html) ?? [];
  const answer = await visitor.post('/catalogue/entreprises/appel', { ...calling, jeton: choice });
  expect([answer.status, wordsOf(answer.html).includes('200 – Réponse complète')]).toEqual([200, true]);
  expect(`${html} ${answer.html}`).not.toMatch(/eyJ[\w-]+\.[\w-]+\./);
  expect(await tracesOf(instance, jti)).toEqual([
    expect.objectContaining({ endpoint: 'entreprises', statut: 200, object: calling['appel-object'] }),
  ]);

  const journal = wordsOf((await administrator.get('/administration/journal')).html);
  const [, numero = ''] = /demande (D-\d+)/.exec(wordsOf((await visitor.get(base)).html)) ?? [];
  expect(journal).toContain(numero);
  const [verified = ''] = await instance.apie('journal', 'verifier');
  expect(verified).toMatch(/^Journal entier : \d+ actes? liés?/);
});
