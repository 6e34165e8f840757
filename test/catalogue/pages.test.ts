import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadEndpoints } from '../../src/gateway/rooms.ts';
import { askedOnce } from '../support/asked-pages.ts';
import { htmlFaults, idsOf, linksOf } from '../support/html.ts';
import { places, startTestInstance, type TestInstance } from '../support/instance.ts';

const endpoints = await loadEndpoints(places.endpoints);
const slugOf = (name: string): string => name.replaceAll('_', '-');
const sheets = endpoints.map(({ name }) => `/catalogue/${slugOf(name)}`);
const lists = [
  '/catalogue',
  '/catalogue?q=chiffre+d%27affaires&ouverture=prot%C3%A9g%C3%A9e',
  '/catalogue?q=xyzzy',
  '/catalogue?q=temp%C3%A9rature+du+salari%C3%A9',
];

let instance: TestInstance;
beforeAll(async () => {
  instance = await startTestInstance();
  await instance.apie('simulateur', 'panne', 'msa', '503');
  await instance.apie('sonder');
}, 60_000);
afterAll(() => instance.stop());

const page = askedOnce(() => instance.url);

describe.each([...lists, ...sheets])('%s', (path) => {
  it('is a whole page of HTML', async () => expect(htmlFaults(await page(path))).toEqual([]));

  it('weighs less than 100 kB on the wire, once compressed', async () =>
    expect(gzipSync(await page(path)).length).toBeLessThan(100_000));
});

it('has no link that leads nowhere', { timeout: 60_000 }, async () => {
  const links = new Set<string>();
  for (const path of ['/', ...lists, ...sheets]) {
    for (const link of linksOf(await page(path))) links.add(link.startsWith('#') ? `${path}${link}` : link);
  }
  const dead: string[] = [];
  for (const link of links) {
    const [path = '', anchor] = link.split('#');
    // The console reads what follows its # by itself.
    if (anchor === undefined || anchor.startsWith('/')) {
      const { status } = await fetch(`${instance.url}${path}`, { method: 'HEAD', headers: { Accept: 'text/html' } });
      if (status !== 200) dead.push(`${link} ${status}`);
    } else if (!idsOf(await page(path)).includes(decodeURIComponent(anchor))) dead.push(link);
  }
  expect(dead).toEqual([]);
});

describe.each(endpoints)('the sheet of $name', (endpoint) => {
  const sheet = () => page(`/catalogue/${slugOf(endpoint.name)}`);

  it('says each field of its schema', async () => {
    const ids = idsOf(await sheet());
    expect(pathsOf(endpoint.answer).filter((path) => !ids.includes(`champ-${path}`))).toEqual([]);
  });

  it('says each parameter of a call', async () => {
    const ids = idsOf(await sheet());
    const names = [
      ...endpoint.subject.segments.map(({ parameter }) => parameter),
      ...endpoint.options.map(({ names: [name] }) => name),
    ];
    for (const name of ['Authorization', 'context', 'recipient', 'object', 'user_id', 'error_format', ...names]) {
      expect(ids).toContain(`parametre-${name}`);
    }
  });

  it('has its sections, its right, its snippets, and its sample to download', async () => {
    const html = await sheet();
    for (const id of [
      'appeler',
      'reponse',
      'a-savoir',
      'erreurs',
      'perimetre',
      'disponibilite',
      'cas-usage',
      'questions',
      'versions',
    ]) {
      expect(idsOf(html)).toContain(id);
      expect(html).toContain(`href="#${id}"`);
    }
    for (const language of ['curl', 'TypeScript', 'Python', 'PHP', 'Java'])
      expect(html).toContain(`<summary>${language}</summary>`);
    for (const scope of endpoint.scopes) expect(html).toContain(`<code>${scope}</code>`);
    const response = await fetch(`${instance.url}/catalogue/${slugOf(endpoint.name)}/exemple`);
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${endpoint.name}.json"`);
    expect(await response.json()).toBeTypeOf('object');
  });
});

describe('the list', () => {
  it('gives every endpoint, with its state in words', async () => {
    const html = await page('/catalogue');
    expect(html).toContain('>31 données<');
    expect(html.match(/<li class="carte">/g)).toHaveLength(31);
    const msa = cardOf(html, 'cotisations-msa');
    expect(msa).toContain('<span>En panne</span>');
    expect(msa).toMatch(/JSON.*Protégée.*Se demande par.*SIRET/s);
    expect(cardOf(html, 'documents-associations')).toMatch(/PDF.*Ouverte.*SIRET ou RNA.*Fonctionne/s);
  });

  it('marks what was found, in words and in fields', async () => {
    const html = await page('/catalogue?q=chiffre+d%27affaires&ouverture=prot%C3%A9g%C3%A9e');
    expect(html).toMatch(/role="status"[^>]*>2 données pour « chiffre d(&#39;|')affaires » avec ces filtres</);
    expect(cardOf(html, 'exercices')).toContain('href="/catalogue/exercices#champ-exercices.ca"');
    expect(cardOf(html, 'exercices')).toContain('<mark>Chiffre</mark>');
  });

  it('keeps the search and the filters in the form, and says how many each choice leaves', async () => {
    const html = await page('/catalogue?q=chiffre+d%27affaires&ouverture=prot%C3%A9g%C3%A9e');
    expect(html).toMatch(/<input[^>]* value="chiffre d(&#39;|')affaires"/);
    expect(html).toContain('<option value="protégée" selected>Protégée (2)</option>');
    expect(html).toContain('<option value="publique">Ouverte (0)</option>');
    expect(html).toContain('<details class="filtres" open>');
  });

  it('obeys nothing of what is typed', async () => {
    const html = await page(`/catalogue?q=${encodeURIComponent('"><script>alert(1)</script> chiffre')}`);
    const outsideOfValues = html.replace(/="[^"]*"/g, '');
    expect(outsideOfValues.match(/<script[^>]*>/g)).toEqual(['<script defer src>']);
  });

  it('says that nothing answers, and what is nearest', async () => {
    expect(await page('/catalogue?q=xyzzy')).toContain('Aucune donnée ne répond à « xyzzy »');
    const near = await page('/catalogue?q=temp%C3%A9rature+du+salari%C3%A9');
    expect(near).toContain('les plus proches sont ci-dessous');
    expect(near).toContain('Répond');
    expect(near).toContain('La donnée que vous cherchez n’est pas ici');
  });

  it('says why an endpoint is there when neither its name nor its fields do', async () => {
    const html = await page('/catalogue?q=association&usage=aides_publiques');
    expect(cardOf(html, 'entreprises')).toMatch(/Périmètre.*certaines <mark>associations<\/mark>/s);
  });

  it('offers to leave the filters when they alone find nothing', async () => {
    const html = await page('/catalogue?q=brevet&ouverture=mixte');
    expect(html).toContain('Aucune donnée pour « brevet » avec ces filtres');
    expect(html).toContain('href="/catalogue?q=brevet"');
  });
});

describe('the sheet', () => {
  it('says how the service does, now and before', async () => {
    const html = await page('/catalogue/cotisations-msa');
    expect(html).toMatch(/<dt>État<\/dt><dd><span class="fr-badge[^"]*error">En panne/);
    expect(html).toContain('90 derniers jours');
    expect(html).toMatch(/Le jour le plus bas est le .* : 0 %/);
    expect(html.match(/<th scope="row">[a-zéû]+ 20\d\d<\/th>/g)?.length).toBeGreaterThanOrEqual(6);
  });

  it('is found by the name of the wire, and by the address of its availability', async () => {
    for (const [from, to] of [
      ['/catalogue/cotisations_msa', '/catalogue/cotisations-msa'],
      ['/catalogue/cotisations-msa/disponibilite', '/catalogue/cotisations-msa#disponibilite'],
    ]) {
      const { status, headers } = await fetch(`${instance.url}${from}`, { redirect: 'manual' });
      expect([status, headers.get('location')]).toEqual([301, to]);
    }
  });

  it.each([
    '/catalogue/inconnu',
    '/catalogue/inconnu/exemple',
    '/catalogue/inconnu/disponibilite',
    '/catalogue/entreprises/exemple/document',
  ])('%s is nowhere', async (path) => expect((await fetch(`${instance.url}${path}`)).status).toBe(404));

  it('offers a simulated document of the announced weight', async () => {
    for (const [slug, type, magic] of [
      ['attestations-fiscales-dgfip', 'application/pdf', '%PDF'],
      ['actes-inpi', 'application/zip', 'PK\u0003\u0004'],
    ] as const) {
      const response = await fetch(`${instance.url}/catalogue/${slug}/exemple/document`);
      const bytes = Buffer.from(await response.arrayBuffer());
      expect([response.status, response.headers.get('content-type'), bytes.subarray(0, 4).toString('latin1')]).toEqual([
        200,
        type,
        magic,
      ]);
      expect(await page(`/catalogue/${slug}`)).toContain(`${Math.round(bytes.length / 1000)} ko)`);
    }
  });

  it('says what the documents of the house say: quota, delay, errors, other addresses', async () => {
    const html = await page('/catalogue/attestations-fiscales-dgfip');
    expect(html).toContain('5 appels par minute');
    expect(html).toContain('12 secondes');
    expect(html).toContain('03501');
    expect(html).toContain('/v2/attestation_fiscale_dgfip/{siren}');
    expect(await page('/catalogue/entreprises')).toContain('/v2/entreprises_legacy/{siren}');
  });

  it('costs its server little once it has been read: time of its processor, whatever else the machine does', async () => {
    const read = async () => (await fetch(`${instance.url}/catalogue/entreprises`)).text();
    await read();
    const calls = 40;
    const before = process.cpuUsage();
    for (let call = 0; call < calls; call += 1) await read();
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000 / calls).toBeLessThan(20);
  });
});

describe('catalogue.json', () => {
  it('says of each endpoint what its sheet says', async () => {
    const response = await fetch(`${instance.url}/catalogue.json`);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const { version, endpoints: told }: Catalogue = JSON.parse(await response.text());
    expect([version, told.map(({ nom }) => nom).sort()]).toEqual([1, endpoints.map(({ name }) => name).sort()]);
    expect(told.find(({ nom }) => nom === 'exercices')).toMatchObject({
      fiche: `${instance.url}/catalogue/exercices`,
      adresse: `${instance.url}/v2/exercices/{siret}`,
      fournisseur: { nom: 'DGFIP' },
      limite: { compteur: 'json', appels: 250, fenetre_s: 60 },
      champs: expect.arrayContaining([
        expect.objectContaining({ chemin: 'exercices.ca', type: 'texte', unite: 'euros' }),
      ]),
    });
  });

  it('is sent once to whoever keeps it', async () => {
    const { headers } = await fetch(`${instance.url}/catalogue.json`);
    expect(headers.get('cache-control')).toBe('public, max-age=300');
    const again = await fetch(`${instance.url}/catalogue.json`, {
      headers: { 'If-None-Match': headers.get('etag') ?? '' },
    });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });
});

interface Catalogue {
  readonly version: number;
  readonly endpoints: readonly Record<string, unknown>[];
}

function cardOf(html: string, slug: string): string {
  return html.split('<li class="carte">').find((card) => card.includes(`href="/catalogue/${slug}"`)) ?? '';
}

/** Every field of a schema, by its path. */
function pathsOf(schema: unknown, above: readonly string[] = []): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties = {}, items, anyOf }: { properties?: object; items?: unknown; anyOf?: unknown } = schema;
  const alternatives: readonly unknown[] = Array.isArray(anyOf) ? anyOf : [];
  return [
    ...Object.entries(properties).flatMap(([name, field]) => [
      [...above, name].join('.'),
      ...pathsOf(field, [...above, name]),
    ]),
    ...[items, ...alternatives].flatMap((inside) => pathsOf(inside, above)),
  ];
}
