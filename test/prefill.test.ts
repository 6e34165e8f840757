import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseSiret } from '../src/core/identifiers/siret.ts';
import { prefill } from '../src/portal/demonstrations/prefill.ts';
import { sandboxUnits } from '../src/portal/demonstrations/sandbox-units.tsx';
import { startTestInstance, type TestInstance } from './support/instance.ts';

const PATH = '/demonstrations/pre-remplissage';
const browser = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
let instance: TestInstance;

beforeAll(async () => {
  instance = await startTestInstance();
});
afterAll(() => instance.stop());

/** Sends a form of the page, as a browser without a script does: with the token that the page gave. */
async function send(path: string, fields: Record<string, string>): Promise<{ status: number; html: string }> {
  const page = await (await fetch(`${instance.url}${PATH}`, { headers: browser })).text();
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const body = new URLSearchParams({ _csrf: csrf, ...fields });
  const response = await fetch(`${instance.url}${path}`, { method: 'POST', body, headers: browser });
  return { status: response.status, html: await response.text() };
}

const ask = (siret: string) => send(PATH, { siret, accord: 'oui' });
const typedIn = (html: string, field: string): string =>
  new RegExp(`<input[^>]*value="([^"]*)"[^>]*name="${field}"`).exec(html)?.[1] ?? '';
/** A unit is asked once in this file, whatever the limit of tries. */
const nextMinute = () => instance.apie('horloge', 'avancer', '2m');

describe('the pre-filled form', () => {
  it('proposes what the registers know, in fields that can be changed', async () => {
    const { status, html } = await ask('100 100 015 00013');
    expect(status).toBe(200);
    expect(html).toContain('Votre demande est pré-remplie');
    expect(
      ['raison_sociale', 'enseigne', 'voie', 'complement', 'code_postal', 'commune', 'date_creation'].map((field) =>
        typedIn(html, field),
      ),
    ).toEqual([
      'ATELIERS DU PHARE IMAGINAIRE',
      'AU PHARE IMAGINAIRE',
      '14 RUE DES MAREES INVENTEES',
      'BATIMENT C',
      '35000',
      'RENNES',
      '2004-09-13',
    ]);
    expect(html).not.toMatch(/<input[^>]*(readonly|disabled)/);
    expect(html).toContain('corrigez si besoin');
  });

  it('calls with a token of its own, of open data, as any client: counted and traced', async () => {
    const [token = ''] = (await instance.apie('jeton', 'lister')).filter((line) => line.includes('Démonstration'));
    expect(token).toContain('entreprises');
    const traces = (await instance.apie('traces', 'exporter')).map((line) => JSON.parse(line));
    const own = traces.filter(({ object }) => object === 'demonstration-pre-remplissage');
    expect(own.map(({ endpoint, identifiant, statut }) => [endpoint, identifiant, statut]).sort()).toEqual([
      ['entreprises', '100100015', 200],
      ['etablissements', '10010001500013', 200],
    ]);
    expect(instance.logged()).not.toContain('eyJ');
  });

  it('names a person who has no name of business', async () => {
    const { html } = await ask('10010002300017');
    expect(typedIn(html, 'raison_sociale')).toMatch(/^\p{Lu}[\p{L} -]+ \p{Lu}[\p{L}-]+$/u);
  });

  it.each(['10045100400012', '10045110300012'])('shows nothing of %s, which is not diffusible', async (siret) => {
    const { html } = await ask(siret);
    expect(html).toContain('ne sont pas diffusées');
    for (const field of ['raison_sociale', 'voie', 'code_postal', 'commune']) expect(typedIn(html, field)).toBe('');
  });

  it('says that a SIRET is unknown, and that the form is filled by hand', async () => {
    const { html } = await ask('10040400300012');
    expect(html).toContain('ne connaît pas ce SIRET');
    expect(html).toContain('à la main');
  });

  it('gives the SIRET that replaces another, without following it', async () => {
    const { html } = await ask('10030100100010');
    expect(html).toContain('a été remplacé');
    expect(typedIn(html, 'siret')).toBe('10010001500013');
    expect(typedIn(html, 'voie')).toBe('');
  });

  it('fills what could be had when a part is missing', async () => {
    await nextMinute();
    const { html } = await ask('10020600200014');
    expect(html).toContain('Une partie des informations');
    expect(html).not.toContain('Donnée indisponible');
    expect(typedIn(html, 'voie')).not.toBe('');
  });

  it('works by hand when the provider is down', async () => {
    await instance.apie('simulateur', 'panne', 'insee', 'refus');
    try {
      const { status, html } = await ask('10010001500013');
      expect(status).toBe(200);
      expect(html).toContain('ne répond pas en ce moment');
      expect(typedIn(html, 'siret')).toBe('10010001500013');
    } finally {
      await instance.apie('simulateur', 'panne', 'insee', 'fin');
    }
    const { html } = await send(`${PATH}/demande`, typed);
    expect(html).toContain('Relisez votre demande');
  });

  it.each([
    ['10010001500014', 'Un SIRET a 14 chiffres'],
    ['', 'Un SIRET a 14 chiffres'],
    ['"><script>', 'Un SIRET a 14 chiffres'],
  ])('refuses « %s » beside its field, and asks nothing', async (siret, sentence) => {
    const before = (await instance.apie('traces', 'exporter')).length;
    const { status, html } = await ask(siret);
    expect(status).toBe(422);
    expect(html).toContain('<title>Erreur – ');
    expect(html).toContain(sentence);
    expect(html).not.toContain('"><script>');
    expect(await instance.apie('traces', 'exporter')).toHaveLength(before);
  });

  it('asks nothing without consent', async () => {
    const before = (await instance.apie('traces', 'exporter')).length;
    const { status, html } = await send(PATH, { siret: '10010001500013' });
    expect(status).toBe(422);
    expect(html).toContain('Sans votre accord, rien n’est demandé');
    expect(typedIn(html, 'siret')).toBe('10010001500013');
    expect(await instance.apie('traces', 'exporter')).toHaveLength(before);
  });

  it('is refused when another site sends it', async () => {
    const response = await fetch(`${instance.url}${PATH}`, {
      method: 'POST',
      body: new URLSearchParams({ siret: '10010001500013', accord: 'oui' }),
      headers: { ...browser, Origin: 'https://ailleurs.example' },
    });
    expect(response.status).toBe(403);
  });

  it('stops calling for a visitor who tries too often, and stays open to the hand', async () => {
    await nextMinute();
    const answers: string[] = [];
    for (let rank = 0; rank <= 10; rank += 1) answers.push((await ask('10040400300012')).html);
    expect(answers[9]).toContain('ne connaît pas ce SIRET');
    expect(answers[10]).toContain('Trop d’essais');
    await nextMinute();
    expect((await ask('10040400300012')).html).toContain('ne connaît pas ce SIRET');
  });

  it('says which fictional units to try', async () => {
    const html = await (await fetch(`${instance.url}${PATH}`, { headers: browser })).text();
    for (const [siret] of sandboxUnits) {
      expect(parseSiret(siret)).toBe(siret);
      expect(html).toContain(siret);
    }
  });
});

const typed = {
  raison_sociale: 'Les Marées <Inventées>',
  enseigne: '',
  voie: '2 rue du Phare',
  complement: '',
  code_postal: '35000',
  commune: 'Rennes',
  activite: '',
  date_creation: '2004-09-13',
  objet: 'Installer une terrasse',
  etape: 'relire',
};

describe('the request', () => {
  it('is read over before it would be sent, and can be changed', async () => {
    const { html } = await send(`${PATH}/demande`, typed);
    expect(html).toContain('rien n’est envoyé ni conservé');
    expect(html).toContain('Les Marées &lt;Inventées>');
    expect(html).toContain('13 septembre 2004');
    const changing = await send(`${PATH}/demande`, { ...typed, etape: 'modifier' });
    expect(typedIn(changing.html, 'voie')).toBe('2 rue du Phare');
    expect(changing.html).not.toContain('Relisez votre demande');
  });

  it('says what is missing or wrong, and keeps the rest', async () => {
    const { status, html } = await send(`${PATH}/demande`, { ...typed, objet: '', code_postal: '3500' });
    expect(status).toBe(422);
    expect(html).toContain('2 erreurs sont à corriger');
    expect(html).toContain('Un code postal a cinq chiffres');
    expect(typedIn(html, 'commune')).toBe('Rennes');
  });
});

describe('an answer that should not be', () => {
  const siret = parseSiret('10010001500013');
  const establishment = {
    etablissement: {
      diffusable_commercialement: true,
      enseigne: null,
      libelle_naf: 'Donnée indisponible',
      date_creation_etablissement: null,
      etat_administratif: { value: 'F' },
      adresse: {
        numero_voie: null,
        type_voie: 'RUE',
        nom_voie: 'DU PORT',
        complement_adresse: null,
        code_postal: '35000',
        localite: 'RENNES',
      },
    },
  };
  const answering = async (status: number, body: unknown, companyStatus = 200) => {
    const logged: unknown[] = [];
    if (siret === null) throw new Error('no siret');
    const outcome = await prefill(
      async (path) => {
        if (status === 0) throw new Error('délai dépassé');
        const company = { entreprise: { raison_sociale: 'PHARE', nom: null, prenom: null } };
        return path.includes('etablissements') ? { status, body } : { status: companyStatus, body: company };
      },
      siret,
      (error) => logged.push(error),
    );
    return { outcome, logged };
  };

  it('shows nothing of a unit said not to be diffusible, even with a 200', async () => {
    const hidden = { etablissement: { ...establishment.etablissement, diffusable_commercialement: false } };
    expect((await answering(200, hidden)).outcome).toEqual({ kind: 'hidden' });
    expect((await answering(200, establishment, 451)).outcome).toEqual({ kind: 'hidden' });
  });

  it.each([
    [0, null],
    [200, { etablissement: {} }],
    [200, 'illisible'],
    [301, { siret: 'x' }],
    [401, { errors: [] }],
    [429, { errors: [] }],
    [504, { errors: [] }],
  ])('%s %j leaves the form to the hand', async (status, body) => {
    const { outcome, logged } = await answering(status, body);
    expect(outcome).toEqual({ kind: 'unavailable' });
    expect(logged.length > 0).toBe(status === 0);
  });

  it('leaves empty what it does not have, and says that it is closed', async () => {
    expect((await answering(206, establishment, 503)).outcome).toMatchObject({
      kind: 'proposed',
      values: { raison_sociale: '', activite: '', voie: 'RUE DU PORT' },
      isClosed: true,
      isWhole: false,
    });
  });
});
