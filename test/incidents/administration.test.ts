import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parisLocal } from '../../src/core/dates/paris-local.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { logIn, type Operator } from '../support/operator.ts';

const HOUR = 3_600_000;
const MSA = '/v2/cotisations_msa/10010001500013';
const INCIDENTS = '/administration/incidents';
const MAINTENANCES = '/administration/maintenances';

let instance: TestInstance;
let operator: Operator;
let token: string;
beforeAll(async () => {
  instance = await startTestInstance();
  operator = await logIn(instance);
  token = await instance.token();
}, 60_000);
afterAll(() => instance.stop());

const at = (ms: number) => parisLocal(new Date(Date.now() + ms));
const visitor = (path: string) =>
  fetch(`${instance.url}${path}`, { headers: { Accept: 'text/html' }, redirect: 'manual' });
const read = async (response: Promise<Response>) => (await response).text();
const textOf = (html: string) => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
const errorsOf = (html: string) =>
  [...html.matchAll(/<p class="fr-(?:error-text|message[^"]*)" id="champ-([a-z_]+)-erreur">([^<]*)/g)].map(
    ([, field]) => field,
  );

const incident = {
  titre: 'Appels <à la MSA> en échec',
  gravite: 'majeure',
  services: 'cotisations_msa',
  etat: 'investigation',
  texte: 'La MSA refuse une partie de nos connexions.',
  prochaine_action: 'Point à 15 h',
  fin_prevue: at(3 * HOUR),
  action: 'publier',
};

async function opened(changes: Record<string, string> = {}): Promise<string> {
  const response = await operator.post(INCIDENTS, { ...incident, ...changes });
  expect(response.status).toBe(303);
  return /incidents\/([\d-]+)\?/.exec(response.headers.get('location') ?? '')?.[1] ?? '';
}

describe('the pages of operators', () => {
  it.each([
    INCIDENTS,
    `${INCIDENTS}/nouveau`,
    MAINTENANCES,
    `${MAINTENANCES}/nouvelle`,
  ])('%s ask who one is, and do not exist for anyone but an administrator', async (path) => {
    const stranger = await visitor(path);
    expect([stranger.status, stranger.headers.get('location')]).toEqual([
      303,
      `/connexion?retour=${encodeURIComponent(path)}`,
    ]);
    expect((await operator.get(path)).status).toBe(200);
  });

  it('do not exist for an applicant, nor does what they do', async () => {
    const applicant = await logIn(instance, 'demandeur');
    expect((await applicant.get(INCIDENTS)).status).toBe(404);
    expect((await applicant.post(INCIDENTS, incident)).status).toBe(404);
    expect((await applicant.post(MAINTENANCES, {})).status).toBe(404);
  });

  it('refuse a form without its token', async () => {
    const { cookie } = operator;
    const sent = {
      method: 'POST',
      headers: { Cookie: cookie, Accept: 'text/html' },
      body: new URLSearchParams(incident),
    };
    expect((await fetch(`${instance.url}${INCIDENTS}`, sent)).status).toBe(403);
  });
});

describe('an incident, from its opening to its end', () => {
  it('tells each fault beside its field, and keeps what was typed', async () => {
    const response = await operator.post(INCIDENTS, {
      titre: '',
      gravite: 'x',
      services: 'inconnu',
      texte: '',
      prochaine_action: 'Relance',
      fin_prevue: at(-HOUR),
    });
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toContain('<title>Erreur – Ouvrir un incident');
    expect(errorsOf(html)).toEqual(['titre', 'gravite', 'services', 'etat', 'texte', 'fin_prevue']);
    expect(html).toContain('value="Relance"');
  });

  it('shows at once on every page and in the state of services, and never who wrote it', async () => {
    const id = await opened();
    const pages = await Promise.all(
      ['/', '/incidents', '/etat-des-services', `/incidents/${id}`].map((path) => read(visitor(path))),
    );
    for (const html of pages) expect(textOf(html)).toContain('Appels &lt;à la MSA> en échec. Point à 15 h');
    expect(textOf(pages[1] ?? '')).toContain('1 incident en cours');
    expect(textOf(pages[3] ?? '')).toMatch(
      /Prochaine action.* Point à 15 h.*Services concernés Cotisations de sécurité sociale agricole \(MSA\)/,
    );
    expect(pages.join()).not.toContain('interne.example');

    const point = {
      version: '1',
      etat: 'identifie',
      texte: 'Un certificat a expiré.',
      prochaine_action: '',
      fin_prevue: '',
    };
    expect((await operator.post(`${INCIDENTS}/${id}/points`, point)).status).toBe(303);
    const stale = await operator.post(`${INCIDENTS}/${id}/points`, {
      ...point,
      texte: 'Autre point, tapé en même temps.',
    });
    const html = await stale.text();
    expect(stale.status).toBe(409);
    expect(html).toContain('Quelqu’un d’autre vient de le modifier');
    expect(html).toContain('Autre point, tapé en même temps.');
    expect(html).toContain('name="version" value="2"');

    await operator.post(`${INCIDENTS}/${id}/points`, { version: '2', etat: 'resolu', texte: 'Réparé.' });
    expect(textOf(await read(visitor('/incidents')))).toContain('Aucun incident en cours');
    expect(textOf(await read(visitor('/')))).not.toContain('Incident majeur');
    expect(textOf(await read(visitor(`/incidents/${id}`)))).toMatch(
      /résolu le .*Résolu .*Réparé\..*Cause identifiée.*expiré/,
    );

    const again = await operator.post(`${INCIDENTS}/${id}/points`, {
      version: '3',
      etat: 'identifie',
      texte: 'Encore.',
    });
    expect([again.status, textOf(await again.text()).includes('ne peut pas suivre')]).toEqual([422, true]);
    await operator.post(`${INCIDENTS}/${id}/points`, { version: '3', etat: 'surveillance', texte: 'Cela revient.' });
    expect(textOf(await read(visitor('/incidents')))).toContain('1 incident en cours');
    await operator.post(`${INCIDENTS}/${id}/points`, { version: '4', etat: 'resolu', texte: 'Réparé.' });
  });

  it('kept as a draft shows to administrators alone, until it is published or set aside', async () => {
    const id = await opened({ action: 'brouillon', titre: 'Pas encore sûr' });
    expect((await visitor(`/incidents/${id}`)).status).toBe(404);
    expect(await read(visitor('/incidents'))).not.toContain('Pas encore sûr');
    expect(textOf(await read(operator.get(INCIDENTS)))).toMatch(/1 brouillon à examiner.*Pas encore sûr Brouillon/);
    expect((await operator.post(`${INCIDENTS}/${id}/publier`, { version: '1', texte: '' })).status).toBe(422);
    expect((await operator.get(`${INCIDENTS}/${id}/ecarter`)).status).toBe(200);
    await operator.post(`${INCIDENTS}/${id}/publier`, { version: '1', texte: 'C’est sûr.' });
    expect((await visitor(`/incidents/${id}`)).status).toBe(200);
    expect((await operator.get(`${INCIDENTS}/${id}/ecarter`)).status).toBe(404);
    expect((await operator.post(`${INCIDENTS}/${id}/ecarter`, { version: '2' })).status).toBe(422);

    const other = await opened({ action: 'brouillon', titre: 'Fausse alerte' });
    expect((await operator.post(`${INCIDENTS}/${other}/ecarter`, { version: '1' })).headers.get('location')).toBe(
      `${INCIDENTS}?fait=ecarte`,
    );
    expect((await operator.get(`${INCIDENTS}/${other}`)).status).toBe(404);
  });

  it('is edited: what changes is written in its timeline', async () => {
    const id = await opened({ gravite: 'mineure' });
    const rank =
      /name="fournisseurs" value="(\d+)"[^>]*>\s*<label[^>]*>.{0,120}?: DGFIP/s.exec(
        await read(operator.get(`${INCIDENTS}/${id}/modifier`)),
      )?.[1] ?? '';
    const edited = {
      version: '1',
      titre: incident.titre,
      gravite: 'critique',
      services: 'cotisations_msa',
      fournisseurs: rank,
    };
    expect((await operator.post(`${INCIDENTS}/${id}/modifier`, edited)).status).toBe(303);
    expect(textOf(await read(visitor(`/incidents/${id}`)))).toMatch(
      /Gravité : critique\. Services ajoutés : Attestation fiscale/,
    );
    expect((await operator.post(`${INCIDENTS}/${id}/modifier`, { ...edited, version: '2', titre: '' })).status).toBe(
      422,
    );
  });

  it('filters by service, and knows no other', async () => {
    expect(textOf(await read(visitor('/incidents?service=etablissements')))).toContain('Aucun incident en cours');
    expect(textOf(await read(visitor('/incidents?service=inconnu&page=-3')))).toContain('incidents en cours');
    expect((await visitor('/incidents/%3Cscript%3E')).status).toBe(404);
  });
});

describe('a maintenance', () => {
  const maintenance = {
    titre: 'Changement de certificat',
    texte: 'Rien à faire de votre côté.',
    services: 'cotisations_msa',
    debut: at(HOUR),
    fin: at(2 * HOUR),
    effet: 'coupure',
  };
  const idOf = async (title: string) =>
    new RegExp(`href="/maintenances/([\\d-]+)">${title}`).exec(await read(operator.get(MAINTENANCES)))?.[1] ?? '';

  it.each([
    [
      { titre: '', texte: '', services: '', debut: '', fin: '', effet: '' },
      ['titre', 'texte', 'services', 'debut', 'fin', 'effet'],
    ],
    [{ debut: at(2 * HOUR), fin: at(HOUR) }, ['fin']],
    [{ debut: at(-2 * HOUR), fin: at(-HOUR) }, ['debut', 'fin']],
    [{ debut: 'demain', fin: '2026-02-30T10:00' }, ['debut', 'fin']],
    [{ fin: at(40 * 24 * HOUR) }, ['fin']],
  ])('is not announced with %o', async (changes, fields) => {
    const response = await operator.post(MAINTENANCES, { ...maintenance, ...changes });
    expect([response.status, errorsOf(await response.text())]).toEqual([422, fields]);
  });

  it('cuts calls from its beginning to the moment it is ended', async () => {
    expect((await operator.post(MAINTENANCES, maintenance)).headers.get('location')).toBe(
      `${MAINTENANCES}?fait=annoncee`,
    );
    expect(textOf(await read(visitor('/incidents')))).toMatch(
      /Maintenances annoncées Changement de certificat À venir Services coupés/,
    );
    const id = await idOf('Changement de certificat');
    expect((await operator.get(`${MAINTENANCES}/${id}/terminer`)).status).toBe(404);
    await instance.apie('horloge', 'avancer', '90m');
    const closed = await instance.call(MSA, token);
    expect([closed.status, Number(closed.headers.get('retry-after')) > 60]).toEqual([503, true]);
    expect((await operator.get(`${MAINTENANCES}/${id}/annuler`)).status).toBe(404);
    expect((await operator.post(`${MAINTENANCES}/${id}/annuler`, { version: '1' })).status).toBe(422);

    const longer = {
      ...maintenance,
      version: '1',
      debut: parisLocalOf(await read(operator.get(`${MAINTENANCES}/${id}/modifier`)), 'debut'),
      fin: at(5 * HOUR),
    };
    expect((await operator.post(`${MAINTENANCES}/${id}/modifier`, longer)).status).toBe(303);
    expect((await operator.post(`${MAINTENANCES}/${id}/modifier`, longer)).status).toBe(409);
    expect(Number((await instance.call(MSA, token)).headers.get('retry-after'))).toBeGreaterThan(3 * 3600);

    expect((await operator.post(`${MAINTENANCES}/${id}/terminer`, { version: '2' })).status).toBe(303);
    expect((await instance.call(MSA, token)).status).toBe(200);
    expect(textOf(await read(visitor(`/maintenances/${id}`)))).toContain('Terminée');
  });

  it('is cancelled after a confirmation, and says so wherever it was told', async () => {
    await operator.post(MAINTENANCES, { ...maintenance, titre: 'Report', debut: at(9 * HOUR), fin: at(10 * HOUR) });
    const id = await idOf('Report');
    expect(textOf(await read(operator.get(`${MAINTENANCES}/${id}/annuler`)))).toContain('Annuler cette maintenance ?');
    await operator.post(`${MAINTENANCES}/${id}/annuler`, { version: '1' });
    expect(textOf(await read(visitor(`/maintenances/${id}`)))).toContain('Annulée');
    expect(await read(visitor('/maintenances.ics'))).toContain('STATUS:CANCELLED');
    await instance.apie('horloge', 'avancer', '8h');
    expect((await instance.call(MSA, token)).status).toBe(200);
  });
});

const parisLocalOf = (html: string, field: string) =>
  new RegExp(`value="([^"]*)"[^>]*name="${field}"`).exec(html)?.[1] ?? '';
