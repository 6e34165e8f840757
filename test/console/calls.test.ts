import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadEndpoints } from '../../src/gateway/rooms.ts';
import { createPapersReader } from '../../src/papers/room-papers.ts';
import { callFields, fieldOf } from '../../src/portal/shared/console/call-fields.ts';
import { callablesOf } from '../../src/portal/shared/console/callable.ts';
import { filled, sendConsole, wordsOf } from '../support/console-form.ts';
import { htmlFaults } from '../support/html.ts';
import { type Answer, visit } from '../support/http.ts';
import { places, startTestInstance, type TestInstance } from '../support/instance.ts';
import { limitsFile } from '../support/limits.ts';

const SHEET = '/catalogue/entreprises/appel';
const CONSOLE = '/developpeurs/bac-a-sable';
const callables = callablesOf(await loadEndpoints(places.endpoints), createPapersReader(places.endpoints));
let instance: TestInstance;
let token: string;
/** Everything that was answered to a browser. */
const answered: string[] = [];

beforeAll(async () => {
  instance = await startTestInstance({ environment: { LIMITS_FILE: limitsFile({ documents: 2 }) } });
  token = await instance.token();
}, 60_000);
afterAll(() => instance.stop());
// Nobody is to wait for the limit of tries.
beforeEach(() => instance.apie('horloge', 'avancer', '2m'));

async function send(path: string, fields: Readonly<Record<string, string>>, from?: string): Promise<Answer> {
  const answer = await sendConsole(instance.url, path, fields, from);
  answered.push(answer.text, JSON.stringify(answer.headers));
  return answer;
}

const ask = (more: Readonly<Record<string, string>> = {}, from?: string) =>
  send(SHEET, { ...filled, 'appel-siren': '100100015', 'jeton-saisi': token, ...more }, from);
const traces = async () => (await instance.apie('traces', 'exporter')).map((line) => JSON.parse(line));

describe('a call made from the console', () => {
  it('shows its request without the token, its body, and its headers with what they say', async () => {
    const answer = await ask();
    expect([answer.status, answer.headers['cache-control']]).toEqual([200, 'no-store']);
    expect(htmlFaults(answer.text)).toEqual([]);
    const words = wordsOf(answer);
    expect(words).toContain('200 – Réponse complète');
    expect(words).toContain(
      `GET ${instance.url}/v2/entreprises/100100015?context=Aides+publiques&recipient=10000001700010&object=dossier-42 Authorization: Bearer ••••••••`,
    );
    expect(words).toContain('"siren": "100100015"');
    expect(words).toMatch(/X-Request-Id [0-9a-f-]{36} La référence de cet appel/);
    expect(words).toMatch(/RateLimit-Remaining \d+ Il lui en reste \d+/);
    expect(words).toMatch(/RateLimit-Reset \d+ La période finit à \d\d:\d\d:\d\d/);
    expect(words).toContain('-H "Authorization: Bearer $JETON"');
  });

  it('is a real call: in the window of its token, and in the traces under the address of the visitor', async () => {
    const own = await instance.token();
    await ask({ 'jeton-saisi': own, 'appel-object': 'depuis-la-console' }, '127.0.0.4');
    const after = await instance.call('/v2/entreprises/100100015', own);
    expect(after.headers.get('ratelimit-remaining')).toBe('248');
    expect((await traces()).filter(({ object }) => object === 'depuis-la-console')).toMatchObject([
      { endpoint: 'entreprises', identifiant: '100100015', statut: 200, adresse: '127.0.0.4' },
    ]);
  });

  it('gives its options, ticked or typed', async () => {
    const closed = await ask({ 'appel-siren': '100451004' });
    expect(wordsOf(closed)).toContain('451 – Indisponible pour raisons légales (INSEE)');
    const open = await ask({
      'appel-siren': '100451004',
      'appel-options': 'non_diffusables',
      'appel-user_id': 'agent-7',
    });
    expect(wordsOf(open)).toMatch(/200 – Réponse complète.*&non_diffusables=true&user_id=agent-7/);
    expect(open.text).toContain('value="non_diffusables" checked');
  });

  it('leads to the documents of its answer, on this site', async () => {
    const answer = await send('/catalogue/documents-associations/appel', {
      ...filled,
      'appel-id': 'W751000015',
      'jeton-saisi': token,
    });
    const [, address = ''] = /<a href="([^"]+\/documents\/[^"]+)">/.exec(answer.text) ?? [];
    expect(address.startsWith(`${instance.url}/documents/`)).toBe(true);
    expect((await fetch(address)).headers.get('content-type')).toBe('application/pdf');
    expect(wordsOf(answer)).toMatch(/X-Document-Expire-Le \S+ L’adresse du document vaut jusqu’au \d+/);
  });

  it.each([
    ['206', { 'appel-siren': '100206002' }, /206 – Réponse incomplète.*Il manque : \/entreprise/],
    ['301', { 'appel-siren': '100301001' }, /301 .*Location .*L’adresse avec le nouvel identifiant/],
    ['401', { 'jeton-saisi': 'abc' }, /401 – Jeton absent ou invalide.*Revoir le jeton/],
    ['404', { 'appel-siren': '100404003' }, /404 – Entité non trouvée \(INSEE\).*Revoir siren/],
    ['422', { 'appel-siren': '100100014' }, /422 – SIREN invalide.*Le numéro de SIREN n’est pas correctement formé/],
    ['503', { 'appel-siren': '100503101' }, /503 – .*Retry-After \d+ Attendez \d+ secondes/],
    ['X-Avertissement', { 'appel-recipient': 'mairie' }, /200 – .*X-Avertissement recipient-non-siret.*à corriger/],
  ])('says %s in words, and the way on', async (_, fields, said) => {
    const answer = await ask(fields);
    expect(answer.status).toBe(200);
    expect(wordsOf(answer)).toMatch(said);
  });

  it('says which rights were lacking (403), and when one may call again (429)', async () => {
    const none = await instance.token('aucun');
    expect(wordsOf(await ask({ 'jeton-saisi': none }))).toMatch(/403 – Droits insuffisants.*Changer de jeton/);
    const papers = () =>
      send('/catalogue/documents-associations/appel', { ...filled, 'appel-id': 'W751000015', 'jeton-saisi': token });
    for (let turn = 0; turn < 2; turn += 1) expect(wordsOf(await papers())).toContain('200 – Réponse complète');
    expect(wordsOf(await papers())).toMatch(/429 – Trop de requêtes.*Retry-After \d+ Attendez \d+ secondes/);
  });
});

describe('verifying without calling', () => {
  const verify = (more: Readonly<Record<string, string>>) => ask({ etape: 'verifier', ...more });

  it('says that all is ready, and which right opens, and calls nothing', async () => {
    const before = (await traces()).length;
    const answer = await verify({});
    expect(answer.status).toBe(200);
    expect(wordsOf(answer)).toMatch(/Tout est prêt : rien n’a été appelé.*son droit entreprises ouvre cet endpoint/);
    expect(await traces()).toHaveLength(before);
  });

  it('says every missing or malformed value at once, beside its field', async () => {
    const answer = await verify({ 'appel-siren': '123', 'appel-context': '', 'appel-object': '', 'jeton-saisi': '' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('<title>Erreur – Appel – ');
    expect(wordsOf(answer)).toContain('4 erreurs sont à corriger');
    for (const field of ['jeton-saisi', 'appel-siren', 'appel-context', 'appel-object']) {
      expect(answer.text).toContain(`href="#champ-${field}"`);
      expect(answer.text).toContain(`id="champ-${field}-erreur"`);
    }
    expect(answer.text).toContain('value="10000001700010"');
  });

  it.each([
    ['not a token', async () => 'abc', /n’est pas un jeton d’API Entreprise.*La réponse serait 401/],
    ['a token of elsewhere', async () => token.slice(0, -8).concat('AAAAAAAA'), /n’est pas reconnu/],
    ['two halves', async () => `${token.slice(0, 20)} ${token.slice(20)}`, /contient une espace/],
    ['without rights', () => instance.token('aucun'), /sans le droit entreprises : la réponse serait 403/],
    ['revoked', async () => revoked(), /a été révoqué/],
    [
      'expired',
      async () => (await instance.apie('jeton', 'creer', '--droits', 'tous', '--expire-dans=-1s'))[0] ?? '',
      /a expiré le/,
    ],
  ])('says what a token is worth: %s', async (_, given, said) => {
    const before = (await traces()).length;
    const answer = await verify({ 'jeton-saisi': await given() });
    expect(answer.status).toBe(422);
    expect(wordsOf(answer)).toMatch(said);
    expect(await traces()).toHaveLength(before);
  });

  it('says what would be accepted with a warning', async () => {
    const answer = await verify({ 'appel-recipient': 'mairie', 'appel-object': 'o'.repeat(50) });
    expect(answer.status).toBe(200);
    expect(wordsOf(answer)).toMatch(/recipient-non-siret.*object-trop-long/);
  });

  async function revoked(): Promise<string> {
    const own = await instance.token();
    await instance.apie('jeton', 'revoquer', own);
    return own;
  }
});

describe('what leads nowhere', () => {
  it.each(['', '.', '..'])('an identifier « %s » is no call', async (siren) => {
    const before = (await traces()).length;
    const answer = await ask({ 'appel-siren': siren });
    expect([answer.status, wordsOf(answer).includes('Rien n’a été appelé')]).toEqual([422, true]);
    expect(await traces()).toHaveLength(before);
  });

  it.each([
    '../privileges',
    '100100015?context=x',
    '@ailleurs.example',
    '%2e%2e/privileges',
    'a#b',
    '//x',
    '100100015\r\nX: y',
  ])('an identifier « %s » stays one segment of the same address', async (siren) => {
    const answer = await ask({ 'appel-siren': siren });
    expect(wordsOf(answer)).toMatch(/ 422 – SIREN invalide/);
    expect(answer.text).toContain(`GET ${instance.url}/v2/entreprises/`);
  });

  it('an endpoint that is not, a form of another site, a page asked without its form', async () => {
    expect((await send('/catalogue/inconnu/appel', filled)).status).toBe(404);
    const foreign = await fetch(`${instance.url}${SHEET}`, {
      method: 'POST',
      body: new URLSearchParams({ ...filled, 'appel-siren': '100100015', 'jeton-saisi': token }),
      headers: { Accept: 'text/html', Origin: 'https://ailleurs.example' },
    });
    expect(foreign.status).toBe(403);
    const asked = await visit(`${instance.url}${SHEET}`, { headers: { Accept: 'text/html' } });
    expect([asked.status, asked.headers.location]).toEqual([303, '/catalogue/entreprises#console-appel']);
  });
});

describe('who calls too much', () => {
  it('is told to wait by the console, which calls nothing more for him alone', async () => {
    const from = '127.0.0.5';
    for (let turn = 0; turn < 30; turn += 1) expect((await ask({ etape: 'verifier' }, from)).status).toBe(200);
    const before = (await traces()).length;
    const answer = await ask({}, from);
    expect([answer.status, wordsOf(answer).includes('Trop d’essais en peu de temps')]).toEqual([429, true]);
    expect(await traces()).toHaveLength(before);
    expect((await ask({}, '127.0.0.6')).status).toBe(200);
  });

  it('does not get round a ban, nor has anyone else banned', { timeout: 60_000 }, async () => {
    const from = '127.0.0.7';
    const calls = (count: number) =>
      Promise.all(Array.from({ length: count }, () => visit(`${instance.url}/v2/inconnu`, { from }).catch(() => null)));
    for (let turn = 0; turn < 21; turn += 1) await calls(50);
    const before = (await traces()).length;
    const answer = await ask({}, from);
    expect(wordsOf(answer)).toContain('Votre adresse est bannie : l’API ne lui répond pas');
    expect(await traces()).toHaveLength(before);
    expect(wordsOf(await ask())).toContain('200 – Réponse complète');
  });
});

describe('the page of the console', () => {
  const shown = (query: string) => visit(`${instance.url}${CONSOLE}${query}`, { headers: { Accept: 'text/html' } });

  it('calls any endpoint with the token of the sandbox, without showing it', async () => {
    for (const { endpoint, example } of callables) {
      await instance.apie('horloge', 'avancer', '2m');
      const fields = callFields({ endpoint, example, slug: '', sheetPath: '', timeoutSeconds: 5 });
      const page = await shown(`?endpoint=${endpoint.name}`);
      for (const { name } of fields.main) {
        expect(page.text).toMatch(new RegExp(`value="${example[name]}"[^>]*name="${fieldOf(name)}"`));
      }
      const values = Object.fromEntries(fields.main.map(({ name }) => [fieldOf(name), example[name] ?? '']));
      const answer = await send(`${CONSOLE}?endpoint=${endpoint.name}`, { ...values, jeton: 'essai' });
      expect([endpoint.name, wordsOf(answer).includes('200 – Réponse complète')]).toEqual([endpoint.name, true]);
    }
  }, 120_000);

  it('lists the fictional units, each with what it plays and a link that fills the form', async () => {
    const page = await shown('?endpoint=etablissements');
    expect(page.text.match(/>Utiliser</g)).toHaveLength(18);
    const unit = await shown('?endpoint=etablissements&unite=100404003');
    expect(unit.text).toMatch(/value="10040400300012"[^>]*name="appel-siret"/);
    const unknown = await shown('?endpoint=n&unite=%3Cscript%3E');
    expect([unknown.status, unknown.text.includes('<script>')]).toEqual([200, false]);
    expect(unknown.text).toContain('name="appel-siren"');
  });
});

it('the token is in nothing that was answered, and in nothing that was logged', () => {
  expect(answered.length).toBeGreaterThan(100);
  expect(answered.filter((text) => text.includes('eyJ') && !text.includes('«\u00a0eyJ\u00a0»'))).toEqual([]);
  expect(answered.filter((text) => text.includes(token))).toEqual([]);
  expect(instance.logged()).not.toContain('eyJ');
});
