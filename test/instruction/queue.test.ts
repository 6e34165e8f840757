import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { Visitor } from '../support/visitor.ts';
import { people, playScenes, type Scenes } from './scenes.ts';

let instance: TestInstance;
let scenes: Scenes;
let paul: Visitor;
let marc: Visitor;

beforeAll(async () => {
  scenes = await playScenes();
  instance = await startTestInstance({ varDir: scenes.folder });
  [paul, marc] = [new Visitor(instance.url), new Visitor(instance.url)];
  await paul.logIn(people.instructeur);
  await marc.logIn(people.rapporteur);
}, 60_000);
afterAll(async () => {
  await instance.stop();
  await rm(scenes.folder, { recursive: true, force: true });
});

/** The numbers of the requests that a page of the queue lists, in its order. */
async function listed(query = ''): Promise<string[]> {
  const { html } = await paul.get(`/instruction${query}`);
  return [...html.matchAll(/<th scope="row"><a[^>]*>(D-\d+)<\/a>/g)].map(([, numero = '']) => numero);
}

describe('the queue', () => {
  it('what waits for a decision comes first, the oldest in front, then what waits for its applicant', async () => {
    const order = [
      'aValider',
      'aPreciser',
      'neuve',
      'pourAvis',
      'disputee',
      'propre',
      'renvoyee',
      'refusable',
      'enAttente',
    ];
    const numbers = new Map(Object.entries(scenes.demandes).map(([name, { numero }]) => [numero, name]));
    expect((await listed()).map((numero) => numbers.get(numero))).toEqual(order);
  });

  it('says ages in words, what is awaited, what was sent again, and what nobody has read', async () => {
    const { html } = await paul.get('/instruction');
    expect(html).toContain('12\u00a0jours');
    expect(html).toContain('Votre décision');
    expect(html).toContain('La réponse de l’usager, depuis le');
    expect(html).toContain('Renvoyée');
    expect(html).toContain('1 message non lu');
    expect(html).toContain('File (2 messages non lus)');
  });

  it('a message is read once an instructor opened the request, not a rapporteur', async () => {
    const address = `/instruction/demandes/${scenes.demandes.renvoyee.id}`;
    await marc.get(address);
    expect((await paul.get('/instruction')).html).toContain('File (2 messages non lus)');
    expect((await paul.get(address)).html).toContain('Nouveau');
    expect((await paul.get(address)).html).not.toContain('Nouveau');
    expect((await paul.get('/instruction')).html).toContain('File (1 message non lu)');
  });

  it.each([
    ['its number', () => scenes.demandes.neuve.numero, 1],
    ['a SIRET in groups', () => '100 100 015 00013', 10],
    ['words of the form, in any state', () => 'Cantines', 1],
    ['the e-mail of the applicant', () => 'paul.lenoir@', 1],
    ['signs that a database could take for its own', () => '100%_\\', 0],
  ])('finds by %s', async (_what, text, count) => {
    expect(await listed(`?q=${encodeURIComponent(text())}`)).toHaveLength(count);
  });

  it('filters by state and use case; an unknown value is as if it were not there', async () => {
    expect(await listed('?etat=validee')).toEqual([scenes.demandes.accordee.numero]);
    expect(await listed('?cas=marches_publics')).toEqual([]);
    expect(await listed('?cas=aides_publiques&etat=a_modifier')).toEqual([scenes.demandes.enAttente.numero]);
    expect(await listed('?etat=brouillon')).toHaveLength(9);
    expect((await paul.get('/instruction?cas=marches_publics')).html).toContain('Retirer les filtres');
  });

  it('counts each state; archived requests are for administrators', async () => {
    const { html } = await paul.get('/instruction');
    expect(html).toContain('À instruire : 8');
    expect(html).toContain('Validée : 1');
    expect(html).not.toContain('Archivée');
  });

  it('is exported as filtered, its formulas told to be text', async () => {
    const { headers, html: csv } = await paul.get('/instruction/demandes.csv');
    expect(headers.get('content-type')).toContain('text/csv');
    expect(headers.get('content-disposition')).toContain('demandes.csv');
    expect(csv.trim().split('\r\n')).toHaveLength(10);
    expect(csv).toContain(`"'=HYPERLINK(""http://mal.example"")"`);
    expect((await paul.get('/instruction/demandes.csv?etat=validee')).html.trim().split('\r\n')).toHaveLength(2);
  });
});

describe('ready answers', () => {
  const corps = 'Bonjour, votre demande {{numero}} « {{intitule}} » : {{lien}}';

  it('are refused with an unknown variable or a long title, kept otherwise, and inserted after what was typed', async () => {
    await paul.get('/instruction/modeles/nouveau');
    const send = (fields: object) =>
      paul.post('/instruction/modeles/nouveau', { genre: 'precisions', titre: 'Texte', corps, ...fields });
    const unknown = await send({ corps: 'Bonjour {{prenom}}' });
    expect(unknown.status).toBe(422);
    expect(unknown.html).toContain('{{prenom}}');
    expect((await send({ titre: 'x'.repeat(51) })).status).toBe(422);
    expect((await send({})).location).toBe('/instruction/modeles?fait=ajoute');

    const { id, numero, version } = scenes.demandes.aValider;
    const { html } = await paul.get(`/instruction/demandes/${id}`);
    const modele = /<option value="(\d+)" data-texte/.exec(html)?.[1] ?? '';
    const inserted = await paul.post(`/instruction/demandes/${id}/decision`, {
      ...{ version: String(version), geste: 'inserer', modele, texte: 'Déjà tapé.' },
    });
    expect(inserted.status).toBe(200);
    expect(inserted.html).toContain('Déjà tapé.');
    expect(inserted.html).toContain(`votre demande ${numero} « Marchés de la commune »`);
    expect(inserted.html).toContain(`/demandes/${id}`);
    expect((await paul.get(`/instruction/demandes/${id}`)).html).toContain('À instruire');
  });

  it('are changed and deleted at the version that was read, the text kept otherwise', async () => {
    const { html } = await paul.get('/instruction/modeles');
    const [, id = ''] = /modeles\/(\d+)"/.exec(html) ?? [];
    const address = `/instruction/modeles/${id}`;
    await paul.get(address);
    const change = { genre: 'refus', titre: 'Texte', corps: 'Autre texte' };
    expect((await paul.post(address, { ...change, version: '1' })).status).toBe(303);

    await paul.get(address);
    const told = await paul.post(address, { ...change, corps: 'Tapé ailleurs', version: '1' });
    expect(told.status).toBe(409);
    expect(told.html).toContain('Tapé ailleurs');
    await paul.get(`${address}/supprimer`);
    expect((await paul.post(`${address}/supprimer`, { version: '1' })).status).toBe(409);
    expect((await paul.post(`${address}/supprimer`, { version: '2' })).status).toBe(303);
    expect((await paul.get('/instruction/modeles')).html).toContain('Aucun modèle n’est encore écrit.');
  });
});

describe('figures', () => {
  it('the delay is that of first decisions, over six months, by month, with what was decided', async () => {
    const { html } = await paul.get('/instruction/statistiques');
    expect(html).toContain('une demande sur deux a reçu sa première décision en 10\u00a0jours');
    expect(html).toContain('Délais par mois de décision');
    expect(html).toMatch(/Validées<\/th><td[^>]*>1<\/td><td[^>]*>100\u00a0%/);
    expect(html).toContain('Aides publiques');
  });

  it('Sirene is read again when asked', async () => {
    const { id } = scenes.demandes.neuve;
    await paul.get(`/instruction/demandes/${id}`);
    const { location } = await paul.post(`/instruction/demandes/${id}/organisation`, {});
    expect(location).toContain('fait=sirene');
  });

  it('an outage of Sirene is told, and what was known stays', async () => {
    const { id } = scenes.demandes.neuve;
    await instance.apie('simulateur', 'panne', 'insee', '503');
    await paul.get(`/instruction/demandes/${id}`);
    const { location } = await paul.post(`/instruction/demandes/${id}/organisation`, {});
    expect(location).toContain('sirene=indisponible');
    expect((await paul.get(location ?? '')).html).toContain('Sirene ne répond pas');
  });
});
