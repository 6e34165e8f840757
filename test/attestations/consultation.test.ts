import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOwnDocuments } from '../../src/instance/own-documents.ts';
import { htmlFaults } from '../support/html.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { turnOnFactor } from '../support/people.ts';
import type { Page, Visitor } from '../support/visitor.ts';
import {
  type Asked,
  enter,
  enterProved,
  formOf,
  lookUp,
  playAttestations,
  type Scene,
  SIRET,
  said,
  secret,
  sendForm,
  traces,
} from './scene.ts';

const FISCAL = 'attestations_fiscales_dgfip';
const SOCIAL = 'attestations_sociales_acoss';
const WHOLE = '100100015';

let scene: Scene;
let instance: TestInstance;
let agent: Visitor;
const pages: Page[] = [];

beforeAll(async () => {
  scene = await playAttestations();
  instance = await startTestInstance({
    varDir: scene.folder,
    environment: { JETON_SECRET: secret, PROVIDER_TIMEOUT_MS: '1500' },
  });
  agent = await enterProved(instance, 'metier');
}, 60_000);
afterAll(async () => {
  await instance.stop();
  rmSync(scene.folder, { recursive: true, force: true });
});

async function asking(identifiant: string, services: readonly string[], more: Partial<Asked> = {}): Promise<Page> {
  const page = await lookUp(agent, scene.large, { identifiant, services, ...more });
  pages.push(page);
  return page;
}

describe('a session with a password alone', () => {
  it('calls nothing, and is led to the second factor and back', async () => {
    const visitor = await enter(instance, 'demandeuse');
    const before = (await traces(instance)).length;
    const opened = await visitor.get(formOf(scene.large));
    expect([opened.status, said(opened.html)]).toEqual([403, expect.stringContaining('Rien n’a été consulté')]);
    await visitor.get('/compte');
    const asked = { envoi: randomUUID(), identifiant: WHOLE, services: [FISCAL] };
    expect((await sendForm(visitor, scene.large, asked)).status).toBe(403);
    expect(await traces(instance)).toHaveLength(before);

    const way = /href="(\/compte\/securite\/double-authentification\?retour=[^"]*)"/.exec(opened.html)?.[1] ?? '';
    const factor = await visitor.get(way);
    expect(factor.html).toContain(`name="retour" value="${formOf(scene.large)}"`);
    const proposed = await visitor.post('/compte/securite/double-authentification', { retour: formOf(scene.large) });
    expect(proposed.location).toBe(way);
    const elsewhere = await visitor.post('/compte/securite/double-authentification', {
      retour: 'https://ailleurs.example/',
    });
    expect(elsewhere.location).toBe('/compte/securite/double-authentification');
  });

  it('opened before the factor was turned on elsewhere, gives its code here', async () => {
    const early = await enter(instance, 'demandeuse');
    const { codes } = await turnOnFactor(instance, await enter(instance, 'demandeuse'));
    const asked = await early.get(formOf(scene.petite));
    expect([asked.status, said(asked.html)]).toEqual([403, expect.stringContaining('un code de secours')]);
    const wrong = await early.post('/compte/attestations/code', { retour: formOf(scene.petite), code: '000000' });
    expect([wrong.status, said(wrong.html)]).toEqual([422, expect.stringContaining('Ce code n’est pas le bon')]);
    const right = await early.post('/compte/attestations/code', { retour: formOf(scene.petite), code: codes[0] ?? '' });
    expect(right.location).toBe(formOf(scene.petite));
    expect((await early.get(formOf(scene.petite))).status).toBe(200);
  });
});

describe('a look-up', () => {
  it('gives attestations to download through the site alone, and its trace names the agent and the purpose', async () => {
    const page = await asking('100 100 015', [FISCAL, SOCIAL], { objet: 'marche-2026-17' });
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
    expect(said(page.html)).toMatch(/2 obtenus, sur 2 demandés/);
    expect(said(page.html)).toMatch(/Télécharger \(PDF – \d+ (octets|Ko), disponible jusqu’au .* à \d+ h \d+\)/);
    expect(page.html).not.toContain('/documents/0');
    expect(page.html).not.toMatch(/[0-9a-f]{40}-/);

    const [link = ''] = links(page.html);
    const file = await agent.download(link);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(file.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="attestation_[a-z_]+\.pdf"$/);
    expect(file.headers.get('cache-control')).toContain('no-store');

    const made = (await traces(instance)).filter(({ object }) => object === 'marche-2026-17');
    expect(made.map(({ endpoint }) => endpoint).sort()).toEqual([FISCAL, SOCIAL]);
    for (const trace of made) {
      expect(trace).toMatchObject({
        ...{ jti: scene.large.jti, user_id: `agent:${scene.comptes.metier}`, adresse: '127.0.0.1' },
        ...{ identifiant: WHOLE, context: 'Marchés publics', recipient: SIRET, statut: 200 },
      });
    }
    const mine = said((await agent.get('/compte/attestations/consultations')).html);
    expect(mine).toContain('Marchés publics ; marche-2026-17');
    const csv = (await agent.get('/compte/attestations/consultations.csv')).html;
    for (const { request_id } of made) expect(csv).toContain(request_id);
  });

  it('shows data as fields in words, found from a SIRET whatever the service asks by', async () => {
    const page = await asking(SIRET, ['entreprises', 'exercices', 'associations', 'certificats_opqibi']);
    const text = said(page.html);
    expect(text).toMatch(/4 obtenus, sur 4 demandés/);
    expect(text).toMatch(/Libellé de la catégorie juridique \S/);
    expect(text).toMatch(/Date de création \d+(er)? \S+ \d{4}/);
    expect(text).toMatch(/Chiffre d'affaires de l'exercice/);
    expect(text).not.toMatch(/secondes Unix|gateway_error|\[object/);
    expect(page.html).toContain('&lt;br />');
    expect(htmlFaults(page.html)).toEqual([]);
  });

  it('asks by an RNA number, and gives each document of an association at its own address', async () => {
    const page = await asking('W751000015', ['documents_associations']);
    const found = links(page.html);
    expect(new Set(found).size).toBe(3);
    for (const link of new Set(found)) expect((await agent.download(link)).status).toBe(200);
  });

  it('asks the year where it is needed', async () => {
    const lacking = await asking(WHOLE, ['liasses_fiscales_dgfip_declarations']);
    expect([lacking.status, said(lacking.html)]).toEqual([422, expect.stringContaining('Donnez l’année')]);
    const page = await asking(WHOLE, ['liasses_fiscales_dgfip_declarations'], { annee: '2020' });
    expect(said(page.html)).toMatch(/1 obtenu, sur 1 demandé/);
  });

  it.each([
    ['100404003', FISCAL, /Inconnu ou non concerné .*ne permet pas de conclure/],
    ['100502202', SOCIAL, /Réponse inutilisable .*un document illisible/],
    ['100503101', SOCIAL, /Indisponible .*Recommencez après \d+ h \d+/],
    ['100451004', 'entreprises', /Non diffusible .*s’est opposée/],
  ])('says in words what %s comes to, with the way out', async (identifiant, service, words) => {
    const page = await asking(identifiant, [service]);
    expect([page.status, said(page.html)]).toEqual([200, expect.stringMatching(words)]);
    expect(said(page.html)).not.toMatch(/endpoint|jeton est valide/);
  });

  it('follows a company to its new identifier, says so, and traces both', async () => {
    const page = await asking('100301001', ['entreprises'], { objet: 'remplacee' });
    expect(said(page.html)).toMatch(/L’identifiant 100 301 001 a été remplacé : la réponse est celle de 100 100 015/);
    const made = (await traces(instance)).filter(({ object }) => object === 'remplacee');
    expect(made.map(({ identifiant, statut }) => [identifiant, statut])).toEqual([
      ['100301001', 301],
      [WHOLE, 200],
    ]);
  });

  it('is not hidden by a service that does not answer', async () => {
    const page = await asking('100504000', [FISCAL, SOCIAL, 'entreprises']);
    expect(said(page.html)).toMatch(/Trop lent .*n’a pas répondu à temps/);
    const half = await asking('100502202', [FISCAL, 'entreprises']);
    expect(said(half.html)).toMatch(/1 obtenu, sur 2 demandés/);
  });

  it('escapes what is typed, and what a provider says', async () => {
    const page = await asking(SIRET, ['certificats_opqibi'], { contexte: '<img src=x onerror=a()>', objet: '"><b>x' });
    expect(page.html).not.toMatch(/<img src=x|"><b>x/);
    expect(page.html).toContain('&lt;img src=x onerror=a()>');
    const mine = await agent.get('/compte/attestations/consultations');
    expect(mine.html).not.toMatch(/<img src=x|"><b>x/);
  });
});

describe('a form', () => {
  it.each([
    ['', [FISCAL], {}, /Saisissez un SIREN, un SIRET ou un numéro RNA/],
    ['100100016', [FISCAL], {}, /ne forment pas un SIREN/],
    ['1001000150001', [FISCAL], {}, /Vous en avez saisi 13/],
    [WHOLE, [], {}, /Cochez au moins un document/],
    [WHOLE, ['attestations_agefiph'], {}, /Cochez au moins un document/],
    [WHOLE, ['exercices'], {}, /« Chiffre d'affaires » demande un SIRET/],
    ['W751000015', [FISCAL], {}, /demande un SIREN/],
    [WHOLE, [FISCAL], { contexte: ' ' }, /pour quelle procédure/],
    [WHOLE, [FISCAL], { objet: '' }, /référence de votre dossier/],
    [WHOLE, [FISCAL], { objet: 'x'.repeat(50) }, /Restez sous 49 caractères/],
  ])('with %s and %s %j is refused with what to mend, and calls nothing', async (identifiant, services, more, words) => {
    const before = (await traces(instance)).length;
    const page = await asking(identifiant, services, more);
    expect([page.status, said(page.html)]).toEqual([422, expect.stringMatching(words)]);
    expect(await traces(instance)).toHaveLength(before);
    expect(htmlFaults(page.html)).toEqual([]);
  });

  it('takes a token out of what is typed, and says so', async () => {
    const page = await asking(WHOLE, [FISCAL], { objet: scene.large.value });
    expect([page.status, said(page.html)]).toEqual([422, expect.stringContaining('contenait un jeton')]);
  });

  it('asks eight services at most', async () => {
    const many = ['entreprises', 'etablissements', 'exercices', 'associations', 'certificats_opqibi', FISCAL, SOCIAL];
    const more = ['documents_associations', 'attestations_cotisation_retraite_probtp'];
    const page = await asking(SIRET, [...many, ...more]);
    expect([page.status, said(page.html)]).toEqual([422, expect.stringContaining('Cochez-en 8 au plus')]);
  });

  it('sent twice calls once, and gives the same answer to both', async () => {
    const envoi = randomUUID();
    await agent.get(formOf(scene.large));
    const asked = { envoi, identifiant: WHOLE, services: [FISCAL], objet: 'double-clic' };
    const both = await Promise.all([sendForm(agent, scene.large, asked), sendForm(agent, scene.large, asked)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(links(both[0].html)).toEqual(links(both[1].html));
    expect((await traces(instance)).filter(({ object }) => object === 'double-clic')).toHaveLength(1);

    await instance.apie('horloge', 'avancer', '2m');
    const late = await lookUp(agent, scene.large, asked, envoi);
    expect([late.status, said(late.html)]).toEqual([409, expect.stringContaining('a déjà été faite')]);
    expect((await traces(instance)).filter(({ object }) => object === 'double-clic')).toHaveLength(1);
  });
});

describe('a document', () => {
  it('is given to who looked it up alone, and says when its time is over', async () => {
    const page = await asking(WHOLE, [FISCAL]);
    const [link = ''] = links(page.html);
    const other = await enter(instance, 'voisin');
    expect((await other.get(link)).status).toBe(404);
    for (const wrong of [link.replace(/1$/, '2'), link.replace(/1$/, '0'), link.replace(/1$/, 'x')])
      expect((await agent.get(wrong)).status).toBe(404);
    await instance.apie('horloge', 'avancer', '25h');
    agent = await enterProved(instance, 'metier');
    const over = await agent.get(link);
    expect([over.status, said(over.html)]).toEqual([410, expect.stringContaining('n’est plus disponible')]);
  });
});

describe('a document that another node keeps', () => {
  it('is asked of our own door, and is over when that says so', async () => {
    const answer = await instance.call(`/v2/${FISCAL}/${WHOLE}`, scene.large.value);
    const { url }: { url: string } = JSON.parse(await answer.text());
    const elsewhere = openOwnDocuments(instance.url, { find: async () => ({ state: 'unknown' }) });
    const nom = url.slice(url.lastIndexOf('/') + 1);
    const opened = await elsewhere.ouvrir(nom);
    const bytes = opened === null ? Buffer.alloc(0) : await buffer(opened.flux);
    expect([bytes.subarray(0, 5).toString(), bytes.length]).toEqual(['%PDF-', await elsewhere.taille(nom)]);
    const unknown = nom.replace(/^./, (first) => (first === '0' ? '1' : '0'));
    expect([await elsewhere.taille(unknown), await elsewhere.ouvrir(unknown)]).toEqual([null, null]);
  });
});

describe('a token that ends between the form and its sending', () => {
  it('is told, and calls nothing', async () => {
    await agent.get(formOf(scene.large));
    const { formToken } = agent;
    expect(formToken).not.toBe('');
    await instance.apie('jeton', 'revoquer', scene.large.jti);
    const before = (await traces(instance)).length;
    const asked = { envoi: randomUUID(), identifiant: WHOLE, services: [FISCAL] };
    const page = await sendForm(agent, scene.large, asked);
    expect([page.status, said(page.html)]).toEqual([409, expect.stringContaining('ne fonctionne plus')]);
    expect(await traces(instance)).toHaveLength(before);
  });
});

it('no page ever holds the value of a token, nor does the log', () => {
  const beginning = scene.large.value.split('.')[1] ?? '';
  expect(pages.length).toBeGreaterThan(20);
  for (const { html, location } of pages) expect(`${html}${location}`).not.toContain(beginning);
  expect(instance.logged()).not.toContain(beginning);
});

function links(html: string): string[] {
  const found = html.matchAll(/href="(\/compte\/attestations\/consultations\/[^"]*\/documents\/\d+)"/g);
  return [...found].map(([, link = '']) => link);
}
