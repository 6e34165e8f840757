import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { linkIn, mailsOf } from '../support/mails.ts';
import { opened, piecesIn, png, versionIn, wordsOf } from '../support/tickets.ts';
import { loggedIn, Visitor } from '../support/visitor.ts';

const SUPPORT = 'support@exploitation.example';
const DESK = '/administration/tickets';
let instance: TestInstance;
let operator: Visitor;
let visitor: Visitor;
beforeAll(async () => {
  instance = await startTestInstance({ environment: { SUPPORT_EMAIL: `${SUPPORT}, garde@exploitation.example` } });
});
afterAll(() => instance.stop());
beforeEach(async () => {
  await instance.apie('horloge', 'avancer', '61m');
  visitor = new Visitor(instance.url);
  operator ??= await loggedIn(instance, 'administrateur');
});

const mailsTo = async (address: string) =>
  (await mailsOf(instance)).filter(({ to }) => [to].flat()[0]?.value[0]?.address === address);
const numberIn = (path: string) => /S-\d{4}-\d{6}/.exec(path)?.[0] ?? '';

/** Sends a form of the page of a ticket, as it is read now. */
async function send(who: Visitor, page: string, form: string, fields: Record<string, string> = {}) {
  const version = versionIn((await who.get(page)).html);
  return who.post(`${page}/${form}`, { version, ...fields });
}

const answer = (numero: string, reponse: string, etat = 'en_attente') =>
  send(operator, `${DESK}/${numero}`, 'reponses', { reponse, etat });

describe('a ticket, from end to end', () => {
  it('is answered, completed, closed and reopened; each side is told of what the other does', async () => {
    const email = 'de-bout-en-bout@mairie.example';
    const path = await opened(visitor, 'endpoint', { email });
    const numero = numberIn(path);
    expect(wordsOf((await visitor.get(path)).html)).toContain('Le support ne l’a pas encore traité');

    expect((await answer(numero, 'Quel est le X-Request-Id ?')).location).toBe(`${DESK}/${numero}?fait=repondu`);
    const [, asked] = await mailsTo(email);
    expect(asked?.subject).toBe(`Réponse à votre signalement ${numero}`);
    expect(asked?.text).toMatch(/Quel est le X-Request-Id \?[\s\S]*Nous attendons votre réponse/);
    const mailed = linkIn(asked, `/support/${numero}/`);
    const waiting = wordsOf((await visitor.get(mailed)).html);
    expect(waiting).toMatch(/En attente de vous.*Le support ·.*Quel est le X-Request-Id \?/);
    expect(waiting).not.toContain('ministere.example');

    const told = (await mailsTo(SUPPORT)).length;
    const version = versionIn((await visitor.get(mailed)).html);
    const answered = await visitor.postFiles(`${mailed}/messages`, { version, texte: 'Le voici.' }, [png]);
    expect([answered.status, answered.location]).toEqual([303, `${mailed}?fait=repondu`]);
    const news = await mailsTo(SUPPORT);
    expect([news.length, news.at(-1)?.subject]).toEqual([told + 1, expect.stringContaining(`[${numero}] Suite`)]);
    expect((await mailsTo('garde@exploitation.example')).at(-1)?.subject).toBe(news.at(-1)?.subject);
    expect(wordsOf((await visitor.get(path)).html)).toMatch(/En cours.*Télécharger Écran du jour.png/);

    expect((await send(visitor, path, 'resolu')).location).toBe(`${path}?fait=resolu`);
    const closed = (await visitor.get(`${path}?fait=resolu`)).html;
    expect(wordsOf(closed)).toContain('Votre signalement est clos');
    expect(closed).toContain('Rouvrir le signalement');
    expect((await mailsTo(SUPPORT)).at(-1)?.subject).toContain('clos par son auteur');
    await send(visitor, path, 'messages', { texte: 'Cela recommence.' });
    expect(wordsOf((await visitor.get(path)).html)).toContain('Le support y travaille');
    await send(operator, `${DESK}/${numero}`, 'etat', { etat: 'resolu' });
    expect((await mailsTo(email)).at(-1)?.subject).toBe(`Votre signalement ${numero} est résolu`);
  });

  it('is known to its author and to the support alone: its key is guessed by nobody, kept nowhere, told to nobody', async () => {
    const path = await opened(visitor, 'general');
    const key = path.split('/').at(-1) ?? '';
    const { headers, html } = await visitor.get(path);
    expect([headers.get('cache-control'), headers.get('referrer-policy'), headers.get('x-robots-tag')]).toEqual([
      'no-store',
      'no-referrer',
      'noindex',
    ]);
    const elsewhere = [...html.matchAll(/href="([^"]*)"/g)].map(([, address = '']) => address);
    expect(elsewhere.filter((address) => address.includes(key) && !address.includes('/pieces/'))).toEqual([]);
    expect(instance.logged()).not.toContain(key);

    const other = await opened(visitor, 'general');
    const numero = numberIn(path);
    const wrong = [
      `/support/${numero}/${key.slice(1)}`,
      `/support/${numero}/${other.split('/').at(-1)}`,
      '/support/S-1/x',
    ];
    for (const address of wrong) {
      const { status, html: dead } = await visitor.get(address);
      expect([status, dead.includes('Ce lien n’ouvre aucun signalement')]).toEqual([404, true]);
      expect((await visitor.post(`${address}/messages`, { texte: 'x', version: '1' })).status).toBe(404);
      expect((await visitor.post(`${address}/resolu`, { version: '1' })).status).toBe(404);
    }
  });

  it('says so when something was said meanwhile, and loses nothing that was typed', async () => {
    const path = await opened(visitor, 'site');
    const numero = numberIn(path);
    const seen = versionIn((await visitor.get(path)).html);
    await answer(numero, 'Est-ce toujours le cas ?');
    const { status, html } = await visitor.post(`${path}/messages`, { version: seen, texte: 'Écrit en même temps' });
    expect(status).toBe(409);
    expect(html).toContain('<title>Erreur – ');
    expect(wordsOf(html)).toMatch(/Du nouveau est arrivé.*Est-ce toujours le cas \?/);
    expect(html).toContain('Écrit en même temps</textarea>');
    expect((await visitor.post(`${path}/resolu`, { version: seen })).status).toBe(409);
    expect((await visitor.post(`${path}/messages`, { version: versionIn(html), texte: 'Renvoyé' })).status).toBe(303);

    const late = { version: seen, reponse: 'Réponse en retard', etat: 'resolu' };
    const refused = await operator.post(`${DESK}/${numero}/reponses`, late);
    expect([refused.status, refused.html.includes('Réponse en retard</textarea>')]).toEqual([409, true]);
    expect(refused.html).toMatch(/value="resolu" checked/);
    const twice = await send(operator, `${DESK}/${numero}`, 'etat', { etat: 'en_cours' });
    expect([twice.status, twice.html.includes('déjà dans cet état')]).toEqual([422, true]);
  });

  it('asks for words, and for no more than twenty messages an hour', async () => {
    const path = await opened(visitor, 'general');
    const empty = await send(visitor, path, 'messages', { texte: ' ' });
    expect([empty.status, empty.html.includes('href="#champ-texte"')]).toEqual([422, true]);
    for (let turn = 1; turn < 20; turn++)
      expect((await send(visitor, path, 'messages', { texte: `${turn}` })).status).toBe(303);
    const refused = await send(visitor, path, 'messages', { texte: 'Un de trop' });
    expect([refused.status, refused.html.includes('beaucoup écrit')]).toEqual([422, true]);
    expect(refused.html).toContain('Un de trop</textarea>');
  });
});

describe('who has an account', () => {
  it('follows what he reported without a key, and sees nothing of another', async () => {
    const owner = await loggedIn(instance, 'demandeur');
    expect((await owner.get('/compte')).html).toContain('href="/compte/tickets"');
    expect(wordsOf((await owner.get('/compte/tickets')).html)).toContain('Vous n’avez rien signalé');
    expect((await owner.get('/support/signaler?type=general')).html).not.toContain('name="email"');
    const page = await opened(owner, 'general', { email: 'autre@ailleurs.example' }, [png]);
    expect(page).toMatch(/^\/compte\/tickets\/S-/);
    const { html } = await owner.get(page);
    expect(html).not.toContain('autre@ailleurs.example');
    expect((await owner.get('/compte/tickets')).html).toContain(`href="${page}"`);
    expect((await send(owner, page, 'messages', { texte: 'Encore' })).location).toBe(`${page}?fait=repondu`);
    const [piece = ''] = piecesIn(html);
    expect((await owner.download(piece)).bytes).toEqual(png.bytes);

    const other = await loggedIn(instance, 'instructeur');
    await other.get('/compte');
    for (const address of [page, piece]) expect((await other.get(address)).status).toBe(404);
    expect((await other.post(`${page}/messages`, { texte: 'x', version: '2' })).status).toBe(404);
    expect((await other.get('/compte/tickets')).html).not.toContain(numberIn(page));
    expect((await visitor.get(page)).location).toContain('/connexion?retour=');
    expect(wordsOf((await operator.get(`${DESK}/${numberIn(page)}`)).html)).toContain('connecté à son compte');
  });
});

describe('the desk of the support', () => {
  it('is for administrators: the others do not know that it exists', async () => {
    const numero = numberIn(await opened(visitor, 'general'));
    const applicant = await loggedIn(instance, 'demandeur,instructeur');
    await applicant.get('/compte');
    for (const address of [DESK, `${DESK}/${numero}`]) {
      expect((await visitor.get(address)).status).toBe(303);
      expect((await applicant.get(address)).status).toBe(404);
      expect((await operator.get(address)).status).toBe(200);
    }
    for (const form of ['reponses', 'etat', 'notes'])
      expect((await applicant.post(`${DESK}/${numero}/${form}`, { reponse: 'x', note: 'x' })).status).toBe(404);
    expect((await operator.get('/administration')).html).toContain(`href="${DESK}"`);
    expect((await operator.get(`${DESK}/S-2026-999999`)).status).toBe(404);
    expect((await operator.post(`${DESK}/S-2026-999999/notes`, { note: 'x' })).status).toBe(404);
  });

  it('finds by state, kind, endpoint, number, words and e-mail; what waits for it first, the oldest on top', async () => {
    const first = numberIn(await opened(visitor, 'general', { sujet: 'Zèbre 100%', email: 'rare@mairie.example' }));
    await instance.apie('horloge', 'avancer', '2h');
    const second = numberIn(await opened(visitor, 'general', { sujet: 'Zèbre second', nom: 'Dominique Rare' }));
    const third = numberIn(await opened(visitor, 'endpoint', { service: 'exercices' }));
    await answer(first, 'Lequel ?');
    const found = async (query: string) => {
      const { html } = await operator.get(`${DESK}?${query}`);
      return [...html.matchAll(/<a href="\/administration\/tickets\/(S-[\d-]+)"/g)].map(([, numero]) => numero);
    };
    expect(await found(`q=${encodeURIComponent('zèbre')}`)).toEqual([second, first]);
    expect(await found(`q=${encodeURIComponent('zèbre')}&etat=en_attente`)).toEqual([first]);
    expect(await found(`q=${first}`)).toEqual([first]);
    expect(await found('q=RARE@mairie.example')).toEqual([first]);
    expect(await found(`q=${encodeURIComponent('dominique rare')}`)).toEqual([second]);
    expect(await found(`q=${encodeURIComponent('100%')}`)).toEqual([first]);
    expect(await found(`q=${encodeURIComponent('%')}`)).toEqual([first]);
    expect(await found('genre=endpoint&service=exercices')).toEqual([third]);
    expect(await found('genre=site&service=exercices')).toEqual([]);
    expect(wordsOf((await operator.get(`${DESK}?q=introuvable`)).html)).toMatch(
      /Aucun signalement.*Retirer les filtres/,
    );
    const { html } = await operator.get(`${DESK}?q=${first}`);
    expect(wordsOf(html)).toMatch(/Reçu : \d+.*En attente du demandeur : \d+/);
    expect(html).toMatch(/data-colonne="Âge">2 h/);
  });

  it('keeps its notes for itself, and does not wait for who has been asked nothing', async () => {
    const path = await opened(visitor, 'general', { email: 'notes@mairie.example' });
    const numero = numberIn(path);
    const seen = versionIn((await visitor.get(path)).html);
    const mails = (await mailsTo('notes@mairie.example')).length;
    expect((await send(operator, `${DESK}/${numero}`, 'notes', { note: 'Client difficile' })).status).toBe(303);
    expect((await operator.get(`${DESK}/${numero}`)).html).toContain('Client difficile');
    expect((await visitor.get(path)).html).not.toContain('Client difficile');
    expect((await visitor.post(`${path}/messages`, { version: seen, texte: 'Sans conflit' })).status).toBe(303);
    expect(await mailsTo('notes@mairie.example')).toHaveLength(mails);
    for (const etat of ['en_attente', 'recu', 'autre'])
      expect((await send(operator, `${DESK}/${numero}`, 'etat', { etat })).status).toBe(422);
    const empty = await answer(numero, '', 'en_cours');
    expect([empty.status, empty.html.includes('href="#champ-reponse"')]).toEqual([422, true]);
  });

  it('downloads what was attached, and opens an incident on the endpoint', async () => {
    const path = await opened(visitor, 'endpoint', {}, [png]);
    const { html } = await operator.get(`${DESK}/${numberIn(path)}`);
    expect((await operator.download(piecesIn(html)[0] ?? '')).bytes).toEqual(png.bytes);
    const address = '/administration/incidents/nouveau?services=cotisations_msa';
    expect(html).toContain(`href="${address}"`);
    const incident = await operator.get(address);
    expect(incident.html).toMatch(/value="cotisations_msa" checked/);
    expect(incident.html.match(/name="services"[^>]* checked/g)).toHaveLength(1);
  });
});

describe('the list, long', () => {
  it('is cut into pages that keep what is looked for', async () => {
    for (let turn = 0; turn < 21; turn++) {
      if (turn % 5 === 0) await instance.apie('horloge', 'avancer', '61m');
      await opened(visitor, 'general', { sujet: `Girafe ${turn}`, email: `girafe-${turn}@mairie.example` });
    }
    const { html } = await operator.get(`${DESK}?q=girafe`);
    expect(html).toContain('href="/administration/tickets?q=girafe&page=2"');
    expect(wordsOf((await operator.get(`${DESK}?q=girafe&page=2`)).html)).toContain('Girafe 20');
    expect(wordsOf((await operator.get(`${DESK}?q=girafe&page=99`)).html)).toContain('Page 2 sur 2');
  });
});
