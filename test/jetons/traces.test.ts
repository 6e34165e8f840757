import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visit } from '../support/http.ts';
import { purpose, startTestInstance, type TestInstance } from '../support/instance.ts';
import { Visitor } from '../support/visitor.ts';
import { people, playConsumption, type Scene, secret, textOf, times } from './consommation-scene.ts';

let scene: Scene;
let instance: TestInstance;
const visitors = new Map<string, Visitor>();

beforeAll(async () => {
  scene = await playConsumption();
  instance = await startTestInstance({ varDir: scene.folder, environment: { JETON_SECRET: secret } });
  for (const [who, email] of Object.entries(people)) {
    const visitor = new Visitor(instance.url);
    await visitor.logIn(email);
    visitors.set(who, visitor);
  }
}, 60_000);
afterAll(async () => {
  await instance.stop();
  rmSync(scene.folder, { recursive: true, force: true });
});

const traces = (tail = '') => `/compte/jetons/${scene.mine.jti}/traces${tail}`;
const asks = (who: keyof typeof people, path: string) => {
  const visitor = visitors.get(who);
  if (visitor === undefined) throw new Error(`${who} is nobody`);
  return visitor.get(path);
};
const said = async (path: string) => textOf((await asks('demandeuse', path)).html);

/** A call, its trace in the database; gives its identifier. */
async function call(path: string, query: Record<string, string> = {}): Promise<string> {
  const parameters = new URLSearchParams({ ...purpose, ...query });
  const headers = { Authorization: `Bearer ${scene.mine.value}` };
  const answer = await visit(`${instance.url}${path}?${parameters}`, { headers });
  await instance.apie('traces', 'exporter', '--depuis', '2099-01-01');
  return String(answer.headers['x-request-id']);
}

describe('the traces of a token', () => {
  it('say that there is none, and what to do', async () => {
    expect(await said(traces())).toContain('Aucun appel n’a été fait avec ce jeton depuis 36 mois.');
    expect(await said(traces('?code=502'))).toContain('Aucun appel ne correspond. Élargissez la période');
  });

  it('are found by what was asked and answered, and by the identifier of the call', async () => {
    await call('/v2/entreprises/100100015', { object: 'Subvention <b>été</b>' });
    const missing = await call('/v2/etablissements/10040400300012');
    expect(await said(traces('?code=404'))).toMatch(/10040400300012 Aides publiques dossier-42 · 10000001700010 404/);
    expect(await said(traces('?identifiant=100+404+003'))).toContain('10040400300012');
    expect(await said(traces('?service=entreprises'))).not.toContain('10040400300012');
    const page = await asks('demandeuse', traces('?object=subvention+%3Cb%3E'));
    expect(page.html).toContain('Subvention &lt;b>été&lt;/b>');
    expect(page.html).not.toContain('<b>été');
    expect((await asks('demandeuse', traces(`?request_id=${missing.toUpperCase()}`))).location).toBe(
      traces(`/${missing}`),
    );
  });

  it('of a malformed question are asked again, each fault beside its field', async () => {
    const page = await asks('demandeuse', traces('?du=2026-02-30&code=abc&request_id=12'));
    expect(page.status).toBe(422);
    expect(textOf(page.html)).toMatch(
      /3 erreurs sont à corriger.*Donnez un jour qui existe.*code HTTP de trois chiffres.*X-Request-Id entier/,
    );
    const backwards = await asks('demandeuse', traces('?du=2026-02-03&au=2026-02-01'));
    expect([backwards.status, textOf(backwards.html)]).toEqual([422, expect.stringContaining('avant son début')]);
  });

  it('are paged without losing or showing a call twice', async () => {
    await times(57, () => call('/v2/privileges'));
    const first = await asks('demandeuse', traces('?service=privileges'));
    const links = (html: string) => [...html.matchAll(/traces\/([\da-f-]{36})"/g)].map(([, id]) => id);
    expect([...new Set(links(first.html))]).toHaveLength(50);
    const all = await asks('demandeuse', traces());
    expect(links(all.html)).toHaveLength(50);
    const next = /href="([^"]*apres=[^"]*)"/.exec(all.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const rest = await asks('demandeuse', next);
    expect(links(rest.html)).toHaveLength(9);
    expect(new Set([...links(all.html), ...links(rest.html)]).size).toBe(59);
    expect(textOf(rest.html)).toContain('Revenir aux plus récents');
  });

  it('leave as a file in which nothing runs', async () => {
    await call('/v2/entreprises/100100015', { object: '=HYPERLINK("http://mal.example")', user_id: '@chef' });
    const file = await asks('demandeuse', traces('.csv?service=entreprises'));
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(file.html).toContain(`"'=HYPERLINK(""http://mal.example"")"`);
    expect(file.html).toContain(`"'@chef"`);
    expect(file.html.trim().split('\r\n')).toHaveLength(3);
    const everything = await asks('demandeuse', traces('.csv'));
    expect(everything.html.trim().split('\r\n')).toHaveLength(61);
    expect(everything.html).not.toContain(scene.mine.value.slice(0, 20));
  });

  it('are for who looks after the token, and for nobody else', async () => {
    const id = await call('/v2/entreprises/100100015');
    for (const path of [traces(), traces('.csv'), traces(`/${id}`)]) {
      for (const who of ['technique', 'metier'] as const) expect((await asks(who, path)).status).toBe(200);
      for (const who of ['voisin', 'nouveau'] as const) expect((await asks(who, path)).status).toBe(404);
      expect((await new Visitor(instance.url).get(path)).location).toContain('/connexion');
    }
    // A call of one token is not shown among those of another.
    expect((await asks('demandeuse', `/compte/jetons/${scene.spare.jti}/traces/${id}`)).status).toBe(404);
    expect((await asks('demandeuse', traces('/00000000-0000-4000-8000-000000000000'))).status).toBe(404);
    expect((await asks('demandeuse', traces('/nul'))).status).toBe(404);
  });
});

describe('a call explained', () => {
  it.each([
    ['/v2/entreprises/100100015', {}, [/La réponse est complète/, /Personne : c’est une réponse/, /A répondu 200/]],
    ['/v2/entreprises/100404003', {}, [/404 : L’identifiant n’existe pas/, /Personne/, /Entité non trouvée/]],
    [
      '/v2/entreprises/123',
      {},
      [/422/, /00301 SIREN invalide/, /Votre logiciel, ou votre habilitation/, /N’a pas été interrogé/],
    ],
    ['/v2/cotisations_msa/10010001500013', {}, [/403/, /00100 Droits insuffisants/, /Votre logiciel/]],
    ['/v2/entreprises/100503002', {}, [/503/, /Le fournisseur de la donnée. Ni votre jeton/, /Respectez Retry-After/]],
    ['/v2/entreprises/100100015', { recipient: 'mairie' }, [/n’est pas un SIRET/]],
  ])('of %s says whose fault it is, and what to do', async (path, query, expected) => {
    const page = await said(traces(`/${await call(path, { ...query, user_id: 'agent-7' })}`));
    for (const sentence of expected) expect(page).toMatch(sentence);
    expect(page).toMatch(/Depuis l’adresse 127\.0\.0\.1/);
  });

  it('names the incident that was published then', async () => {
    await instance.apie('simulateur', 'panne', 'rna', '500');
    const failed = await call('/v2/associations/W751000015');
    expect(await said(traces(`/${failed}`))).toMatch(
      /502 .*07000 .*\(RNA\).*A répondu 500.*Incident : Répertoire des associations muet/,
    );
    const elsewhere = await call('/v2/entreprises/100404003');
    expect(await said(traces(`/${elsewhere}`))).toContain('Aucun incident ni maintenance n’était publié');
  });
});
