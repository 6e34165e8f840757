import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { type Page, Visitor } from '../support/visitor.ts';
import { people, playScenes, type SceneName, type Scenes } from './scenes.ts';

let instance: TestInstance;
let scenes: Scenes;
const visitors = new Map<keyof typeof people, Visitor>();

beforeAll(async () => {
  scenes = await playScenes();
  instance = await startTestInstance({ varDir: scenes.folder });
  for (const who of Object.keys(people) as (keyof typeof people)[]) {
    const visitor = new Visitor(instance.url);
    await visitor.logIn(people[who]);
    visitors.set(who, visitor);
  }
}, 60_000);
afterAll(async () => {
  await instance.stop();
  await rm(scenes.folder, { recursive: true, force: true });
});

const as = (who: keyof typeof people): Visitor => {
  const visitor = visitors.get(who);
  if (visitor === undefined) throw new Error(`${who} is not logged in`);
  return visitor;
};
const addressOf = (name: SceneName, rest = ''): string => `/instruction/demandes/${scenes.demandes[name].id}${rest}`;
const versionIn = ({ html }: Page): string => /name="version" value="(\d+)"/.exec(html)?.[1] ?? '';

/** Opens a request, then sends a decision on it with what its page carries. */
async function decide(who: keyof typeof people, name: SceneName, fields: Record<string, string>): Promise<Page> {
  const version = versionIn(await as(who).get(addressOf(name)));
  return as(who).post(addressOf(name, '/decision'), { version, ...fields });
}

/** The request as its page shows it, in words. */
async function read(who: keyof typeof people, name: SceneName): Promise<string> {
  return (await as(who).get(addressOf(name))).html;
}

describe('who may enter', () => {
  it('a visitor logs in first; for an applicant the room does not exist', async () => {
    const visitor = new Visitor(instance.url);
    expect((await visitor.get('/instruction')).location).toMatch(/^\/connexion/);
    for (const path of ['/instruction', addressOf('neuve'), '/instruction/demandes.csv', '/instruction/statistiques'])
      expect((await as('usager').get(path)).status, path).toBe(404);
  });

  it('a rapporteur and an administrator read, and are offered no decision', async () => {
    for (const who of ['rapporteur', 'administrateur'] as const) {
      const html = await read(who, 'neuve');
      expect(html).toContain('Seul un instructeur décide.');
      expect(html).not.toContain('value="valider"');
    }
  });

  it('a decision that a rapporteur or an administrator forges is refused, and changes nothing', async () => {
    const { version } = scenes.demandes.neuve;
    for (const who of ['rapporteur', 'administrateur'] as const) {
      await as(who).get('/instruction');
      const forged = { version: String(version), acte: 'valider', texte: '' };
      expect((await as(who).post(addressOf('neuve', '/decision'), forged)).status).toBe(422);
    }
    await as('usager').get('/compte');
    const sent = await as('usager').post(addressOf('neuve', '/decision'), {
      version: String(version),
      acte: 'valider',
    });
    expect(sent.status).toBe(404);
    expect(await read('instructeur', 'neuve')).toContain('À instruire');
  });

  it('ready answers are those of instructors alone', async () => {
    expect((await as('rapporteur').get('/instruction/modeles')).status).toBe(404);
    expect((await as('administrateur').get('/instruction/modeles')).status).toBe(404);
    expect((await as('instructeur').get('/instruction/modeles')).status).toBe(200);
  });

  it('the menu leads there for the three roles, and for no one else', async () => {
    for (const who of ['rapporteur', 'administrateur', 'instructeur'] as const)
      expect((await as(who).get('/')).html, who).toContain('href="/instruction"');
    expect((await as('usager').get('/')).html).not.toContain('href="/instruction"');
  });

  it('one’s own request is read, not decided, and the page says why', async () => {
    const html = await read('instructeur', 'propre');
    expect(html).toContain('nul n’instruit sa propre demande');
    expect(html).not.toContain('value="valider"');
    const { version } = scenes.demandes.propre;
    const forged = await as('instructeur').post(addressOf('propre', '/decision'), {
      version: String(version),
      acte: 'valider',
    });
    expect(forged.status).toBe(422);
    expect(forged.html).toContain('Nul n’instruit sa propre demande');
    expect(await read('collegue', 'propre')).toContain('value="valider"');
  });
});

describe('deciding', () => {
  it('approving grants: the request, a habilitation, a token', async () => {
    expect((await decide('instructeur', 'aValider', { acte: 'valider', texte: '' })).location).toContain(
      'fait=valider',
    );
    const html = await read('instructeur', 'aValider');
    expect(html).toContain('Validée');
    expect(html).not.toContain('value="valider"');
    const grants = (await as('instructeur').get('/instruction/habilitations?q=March')).html;
    expect(grants).toContain('Marchés de la commune');
    expect(grants).toMatch(/data-colonne="Fin du jeton">\d/);
  });

  it('asking for precisions needs a sentence, keeps what was typed, and is shown with its date', async () => {
    const empty = await decide('instructeur', 'aPreciser', { acte: 'demander_precisions', texte: '' });
    expect(empty.status).toBe(422);
    expect(empty.html).toMatch(/<title>Erreur – /);
    await decide('instructeur', 'aPreciser', { acte: 'demander_precisions', texte: 'Quel est le texte ?' });
    const queue = (await as('instructeur').get('/instruction?etat=a_modifier')).html;
    expect(queue).toContain('La réponse de l’usager, depuis le');
    expect(await read('instructeur', 'aPreciser')).toContain('Quel est le texte ?');
  });

  it('refusing is not offered before a request for precisions, and refused when forged, the text kept', async () => {
    expect(await read('instructeur', 'neuve')).not.toContain('value="refuser"');
    const forged = await decide('instructeur', 'neuve', { acte: 'refuser', texte: 'Motif tapé avec soin.' });
    expect(forged.status).toBe(422);
    expect(forged.html).toContain('qu’après une demande de précisions');
    expect(forged.html).toContain('Motif tapé avec soin.');
  });

  it('a refusal is read over first, and names the request for precisions', async () => {
    const texte = 'L’usage n’est fondé par aucun texte.';
    const asked = await decide('instructeur', 'refusable', { acte: 'refuser', texte });
    expect(asked.status).toBe(200);
    expect(asked.html).toContain('Refuser la demande');
    expect(asked.html).toContain('Des précisions vous ont été demandées le');
    expect(await read('instructeur', 'refusable')).toContain('À instruire');
    const done = await decide('instructeur', 'refusable', { acte: 'refuser', texte, confirme: 'oui' });
    expect(done.status).toBe(303);
    const html = await read('instructeur', 'refusable');
    expect(html).toContain('Refusée');
    expect(html).toMatch(/Des précisions vous ont été demandées le \d+.{3,40}\s+L’usage n’est fondé/s);
  });

  it('two who decide at once: the second is told, and nothing he typed is lost', async () => {
    const version = versionIn(await as('instructeur').get(addressOf('disputee')));
    await decide('collegue', 'disputee', { acte: 'demander_precisions', texte: 'Qui en est chargé ?' });
    const late = { version, acte: 'valider', texte: 'Un texte déjà tapé.' };
    const told = await as('instructeur').post(addressOf('disputee', '/decision'), late);
    expect(told.status).toBe(409);
    expect(told.html).toContain('Quelqu’un d’autre vient de le modifier');
    expect(told.html).toContain('Un texte déjà tapé.');
    expect(told.html).toContain('Précisions attendues');
  });

  it('revoking asks for a reason and a confirmation; an administrator may, a rapporteur may not', async () => {
    const address = addressOf('accordee', '/actes/revoquer');
    expect((await as('rapporteur').get(address)).status).toBe(404);
    const page = await as('administrateur').get(address);
    expect(page.html).toContain('Ses jetons sont refusés aussitôt');
    const version = versionIn(page);
    expect((await as('administrateur').post(address, { version, motif: '' })).status).toBe(422);
    expect((await as('administrateur').post(address, { version: '1', motif: 'Fuite' })).status).toBe(409);
    expect((await as('administrateur').post(address, { version, motif: 'Jeton divulgué.' })).status).toBe(303);
    const grants = (await as('instructeur').get('/instruction/habilitations?etat=revoquee')).html;
    expect(grants).toContain('Cantines scolaires');
    expect(grants).toContain('Aucun jeton en vigueur');
  });
});

describe('reading', () => {
  it('what changed since the last sending is marked in place, in words too', async () => {
    const html = await read('instructeur', 'renvoyee');
    expect(html).toContain('Un champ a changé');
    expect(html).toMatch(/<ins><span class="fr-sr-only"> \[ajouté : <\/span>/);
    expect(html).toMatch(/<del><span class="fr-sr-only"> \[retiré : <\/span>/);
  });

  it('the organisation is said in words, with an advice on its eligibility', async () => {
    const html = await read('instructeur', 'renvoyee');
    expect(html).toContain('Commune de Valfleury');
    expect(html).toContain('Commune et commune nouvelle (7210)');
    expect(html).toContain('Administration publique générale (84.11Z)');
    expect(html).toContain('Éligible');
  });

  it('data outside the use case comes with its justification, discouraged data with why', async () => {
    const html = await read('instructeur', 'neuve');
    expect(html).toMatch(/Déconseillées \(1\)/);
    expect(html).toContain('réservées à la détection de la fraude');
    expect(html).toContain('apprécier la santé financière');
    expect(html).toMatch(/Du cas d’usage, non demandées/);
  });

  it('other requests of the organisation are listed, and lead to their page', async () => {
    const html = await read('instructeur', 'renvoyee');
    expect(html).toContain(addressOf('accordee'));
  });
});

describe('talking', () => {
  it('messages that nobody read are counted until an instructor opens the request', async () => {
    const before = (await as('rapporteur').get('/instruction?q=Aides+au+commerce')).html;
    expect(before).toMatch(/1 message non lu|Renvoyée/);
  });

  it('a remark is kept on its field, and cannot be empty', async () => {
    await as('instructeur').get(addressOf('neuve'));
    const champ = 'description';
    const empty = await as('instructeur').post(addressOf('neuve', '/messages'), { champ, remarque_description: '' });
    expect(empty.status).toBe(422);
    expect(empty.html).toContain('href="#champ-remarque_description"');
    const remark = { champ, remarque_description: 'Combien d’agents ?' };
    expect((await as('instructeur').post(addressOf('neuve', '/messages'), remark)).status).toBe(303);
    const html = await read('instructeur', 'neuve');
    const field = html.slice(html.indexOf('id="lu-description"'), html.indexOf('id="lu-mise_en_production"'));
    expect(field).toContain('Combien d’agents ?');
  });

  it('a rapporteur writes nothing to the applicant', async () => {
    await as('rapporteur').get(addressOf('neuve'));
    const sent = await as('rapporteur').post(addressOf('neuve', '/messages'), { corps: 'Bonjour' });
    expect(sent.status).toBe(422);
    expect(await read('instructeur', 'neuve')).not.toContain('>Bonjour<');
  });
});

describe('opinions', () => {
  it('one at a time, of a named rapporteur, answered by him alone, and withdrawn when he does not', async () => {
    const page = await as('instructeur').get(addressOf('pourAvis'));
    const version = versionIn(page);
    const rapporteur = /<option value="([\da-f-]{36})">Marc Vidal/.exec(page.html)?.[1] ?? '';
    const question = 'La taxe de séjour est-elle concernée ?';
    const ask = (fields: Record<string, string>) =>
      as('instructeur').post(addressOf('pourAvis', '/avis'), { version, question, ...fields });
    expect((await ask({ rapporteur: scenes.demandes.pourAvis.demandeur })).status).toBe(422);
    expect((await ask({ rapporteur })).status).toBe(303);
    expect((await ask({ rapporteur })).html).toContain('Un avis est déjà attendu');
    expect((await as('instructeur').get('/instruction?q=Taxe')).html).toContain('Avis attendu de Marc Vidal');
    await as('instructeur').get(addressOf('pourAvis'));
    expect((await as('instructeur').post(addressOf('pourAvis', '/avis/retrait'), {})).status).toBe(303);
    expect((await as('rapporteur').get('/instruction/avis')).html).toContain('Aucun avis n’est attendu');

    expect((await ask({ rapporteur })).status).toBe(303);
    const list = (await as('rapporteur').get('/instruction/avis')).html;
    expect(list).toContain(question);
    expect(list).toContain('Mes avis (1)');
    expect((await as('rapporteur').get('/instruction?avis=moi')).html).toContain('1 demande');
    const forged = await as('instructeur').post(addressOf('pourAvis', '/avis/reponse'), { reponse: 'Oui' });
    expect(forged.status).toBe(422);
    await as('rapporteur').get(addressOf('pourAvis'));
    const reponse = 'Oui, par l’article L. 2333-26.';
    const given = await as('rapporteur').post(addressOf('pourAvis', '/avis/reponse'), { reponse });
    expect(given.location).toBe('/instruction/avis?fait=rendu');
    expect(await read('instructeur', 'pourAvis')).toContain(reponse);
    expect((await as('rapporteur').get('/instruction/avis')).html).toContain('Aucun avis n’est attendu');
  });
});
