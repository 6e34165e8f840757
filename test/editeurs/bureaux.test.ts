import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAdministrationEditeurs } from '../../src/editeurs/administration.ts';
import { createBureauDelegations } from '../../src/editeurs/delegations.ts';
import { createBureauDemandes } from '../../src/editeurs/demandes.ts';
import { createEspaceEditeur } from '../../src/editeurs/espace.ts';
import { type Choix, createLectureEditeur } from '../../src/editeurs/lecture.ts';
import { debutDe, lundiDe } from '../../src/editeurs/regles.ts';
import { createResume, resumeOwner } from '../../src/editeurs/resume.ts';
import type { Database } from '../../src/platform/database/open-database.ts';
import { eraseCompte } from '../../src/records/comptes-effaces.ts';
import { openTest, startEmbedded, startPostgresql } from '../../src/records/databases.fixture.ts';
import { dropDelegationsBefore, finirDelegationsSansObjet } from '../../src/records/delegations.ts';
import { donneesDeCompte } from '../../src/records/donnees-de-compte.ts';
import type { Schema } from '../../src/records/schema.ts';
import { together } from '../../src/records/work.ts';
import { type Atelier, atelierSur } from '../support/demandes.ts';
import { anEditor, aRight, callsOf, MEAN, people, rightOf, type Scene, writeScene } from './scene.ts';

const servers = [await startEmbedded(), await startPostgresql()].filter((server) => server !== null);
afterAll(() => Promise.all(servers.map((server) => server.stop())));

const DAY_MS = 86_400_000;
const PUBLIC_URL = 'https://entreprise.example';
const all: Choix = { mots: '', echeance: false, souffrantes: false, tri: 'fin' };

describe('days and weeks are those of Paris', () => {
  it('begin at midnight there, across a change of the clocks', () => {
    expect(debutDe(new Date('2026-03-30T10:00:00Z'), 3)).toEqual(new Date('2026-03-27T23:00:00Z'));
    expect(debutDe(new Date('2026-10-26T23:30:00Z'), 3)).toEqual(new Date('2026-10-24T22:00:00Z'));
    expect(debutDe(new Date('2026-11-24T22:30:00Z'), 1)).toEqual(new Date('2026-11-23T23:00:00Z'));
  });
  it('begin on Monday', () => {
    expect(lundiDe(new Date('2026-11-29T22:30:00Z'))).toBe('2026-11-23');
    expect(lundiDe(new Date('2026-11-29T23:30:00Z'))).toBe('2026-11-30');
  });
});

describe.each(
  servers.map((server) => ({ on: server.options.url === undefined ? 'PGlite' : 'PostgreSQL', server })),
)('editors, on $on', { timeout: 60_000 }, ({ server }) => {
  let base: Database<Schema>;
  let atelier: Atelier;
  let scene: Scene;
  let nowMs = Date.now();
  const clock = { now: () => nowMs };
  const onDay = (days: number) => {
    nowMs = Date.now() + days * DAY_MS;
  };
  const desk = () => ({ db: base.db, clock, publicUrl: PUBLIC_URL });
  const delegations = () => createBureauDelegations(desk());
  const demandes = () => createBureauDemandes(desk());
  const administration = () => createAdministrationEditeurs(desk());
  const lecture = () =>
    createLectureEditeur({
      db: base.db,
      clock,
      services: [
        { name: 'entreprises', title: 'Unités légales', scopes: ['entreprises'] },
        { name: 'cotisations_msa', title: 'MSA', scopes: ['msa_cotisations'] },
      ],
    });
  const seen = async (editeur: string, choix: Partial<Choix> = {}) =>
    (await lecture().portefeuille(editeur, { ...all, ...choix }, 1)).items;
  const ask = (numero: string, by: 'editeur' | 'rival' = 'editeur') =>
    demandes().demander(
      { compte: scene.comptes[by].id, editeur: by === 'editeur' ? scene.logis : scene.rival },
      numero,
    );
  const mailsTo = async (to: string): Promise<string[]> => {
    const { rows } = await sql<{ text: string }>`
      select contenu ->> 'subject' || E'\n' || (contenu ->> 'text') as text from envois where destination = ${to}
      order by cree_le`.execute(base.db);
    return rows.map(({ text }) => text);
  };
  const grant = async () => {
    const { comptes, cantines, logis } = scene;
    return delegations().deleguer(comptes.demandeuse.id, cantines.habilitation, logis);
  };
  const vu = () => delegations().titre(scene.comptes.demandeuse.id, scene.cantines.habilitation, 1);

  beforeAll(async () => {
    base = await openTest(server);
    atelier = await atelierSur(base.db);
    scene = await writeScene(atelier);
  }, 60_000);
  afterAll(() => base.close());

  it('show nothing of a right before its applicant says so', async () => {
    expect(await seen(scene.logis)).toEqual([]);
    expect(await lecture().fiche(scene.logis, scene.cantines.habilitation)).toBeNull();
    expect((await vu())?.proposes.map(({ nom }) => nom)).toEqual(['Logis Publics']);
  });

  it('are shown a right by its applicant alone, once however often he says it', async () => {
    const { comptes, cantines, logis } = scene;
    const others = [comptes.voisin, comptes.technique, comptes.editeur, comptes.administrateur];
    for (const { id } of others) expect(await delegations().deleguer(id, cantines.habilitation, logis)).toBeNull();
    const outcomes = await Promise.all([grant(), grant(), grant()]);
    expect(outcomes.toSorted()).toEqual([false, false, true]);
    expect((await seen(logis)).map(({ numero }) => numero)).toEqual([cantines.numero]);
    expect(await seen(scene.rival)).toEqual([]);
    expect((await vu())?.proposes).toEqual([]);
  });

  it('see its dates, its calls and their failures, as the traces say', async () => {
    const [ligne] = await seen(scene.logis);
    expect(ligne).toMatchObject({
      intitule: MEAN,
      organisation: 'Commune de Valfleury',
      siret: '10010001500013',
      etat: 'fin_proche',
      appels: 200,
      refus: 20,
      pannes: 30,
      souffre: true,
    });
    const { expire_le } = await base.db
      .selectFrom('jetons')
      .select('expire_le')
      .where('jti', '=', scene.cantines.jti)
      .executeTakeFirstOrThrow();
    expect(ligne?.fin_jeton).toEqual(expire_le);
    expect(ligne?.joursRestants).toBe(Math.floor((expire_le.getTime() - nowMs) / DAY_MS));
    const fiche = await lecture().fiche(scene.logis, scene.cantines.habilitation);
    expect(fiche?.services.map(({ name }) => name)).toEqual(['entreprises']);
    expect(fiche?.jours.map(({ appels, refus, pannes }) => [appels, refus, pannes])).toEqual([[200, 20, 30]]);
    const told = fiche?.appels.map((service) => Object.values(service));
    // endpoint, calls, 2xx, 404, 429, other 4xx, 5xx
    expect(told).toEqual([
      ['etablissements', 30, 0, 0, 0, 0, 30],
      ['entreprises', 170, 150, 0, 20, 0, 0],
    ]);
    expect(fiche?.incidents.map(({ titre }) => titre)).toEqual(['Insee muet']);
    expect(fiche?.maintenances.map(({ titre }) => titre)).toEqual(['Travaux à l’Insee']);
  });

  it('find, filter and sort what they are shown', async () => {
    const { comptes, logis } = scene;
    const calm = await aRight(atelier, comptes.demandeuse, comptes.instructeur, { intitule: 'Voirie 50%', daysAgo: 5 });
    await delegations().deleguer(comptes.demandeuse.id, calm.habilitation, logis);
    const numbers = async (choix: Partial<Choix>) => (await seen(logis, choix)).map(({ numero }) => numero);
    const both = [scene.cantines.numero, calm.numero];
    expect(await numbers({})).toEqual(both);
    expect(await numbers({ echeance: true })).toEqual([scene.cantines.numero]);
    expect(await numbers({ souffrantes: true })).toEqual([scene.cantines.numero]);
    expect(await numbers({ tri: 'appels' })).toEqual(both);
    expect(await numbers({ tri: 'echecs' })).toEqual(both);
    expect(await numbers({ tri: 'organisation' })).toEqual(both);
    expect(await numbers({ mots: 'voirie 50%' })).toEqual([calm.numero]);
    expect(await numbers({ mots: '100 100 015 00013' })).toEqual(both);
    expect(await numbers({ mots: calm.numero })).toEqual([calm.numero]);
    expect(await numbers({ mots: '_' })).toEqual([]);
    await base.db
      .updateTable('jetons')
      .set({ revoque_le: new Date(nowMs) })
      .where('jti', '=', calm.jti)
      .execute();
    expect((await seen(logis, { echeance: true })).map(({ etat, joursRestants }) => [etat, joursRestants])).toEqual(
      [
        ['fin_proche', expect.any(Number)],
        ['fini', null],
      ].toReversed(),
    );
    const shown = (await delegations().titre(comptes.demandeuse.id, calm.habilitation, 1))?.accordees[0];
    await delegations().revoquer(comptes.demandeuse.id, calm.habilitation, shown?.id ?? '');
  });

  it('are given long lists by pages, and whole for a spreadsheet', async () => {
    const { comptes, rival, sports } = scene;
    await sql`
      with copied as (
        insert into demandes (id, etat, reouverture, demandeur, siret, cas_usage, intitule, contenu, version, creee_le, modifiee_le)
        select gen_random_uuid(), 'validee', false, demandeur, siret, cas_usage, 'Long', contenu, 1, now(), now()
        from demandes, generate_series(1, 30) where id = ${sports.demande} returning id),
      granted as (
        insert into habilitations (id, demande, instantane, etat, accordee_le, accordee_par)
        select gen_random_uuid(), copied.id, h.instantane, 'active', now(), h.accordee_par
        from copied, habilitations h where h.id = ${sports.habilitation} returning demande, numero)
      insert into delegations (id, editeur, demande, numero, etat, accordee_le)
      select gen_random_uuid(), ${rival}, demande, numero, 'accordee', now() from granted`.execute(base.db);
    const page = (asked: number) => lecture().portefeuille(rival, all, asked);
    const [first, second, beyond] = [await page(1), await page(2), await page(9)];
    expect([first.items.length, second.items.length, beyond.page, first.total]).toEqual([25, 5, 2, 30]);
    const numbers = [...first.items, ...second.items].map(({ numero }) => numero);
    expect(new Set(numbers).size).toBe(30);
    expect(first.items[0]).toMatchObject({ etat: 'sans_jeton', joursRestants: null, appels: 0, souffre: false });
    expect(await lecture().tout(rival, all)).toHaveLength(30);
    expect((await demandes().liste(rival, 2)).items).toHaveLength(5);
    await sql`delete from delegations where editeur = ${rival}`.execute(base.db);
    expect(await delegations().titre(comptes.voisin.id, sports.habilitation, 1)).toMatchObject({ accordees: [] });
  });

  it('keep a right that is reopened and granted again, and its new token', async () => {
    const { comptes, cantines, logis } = scene;
    const reopened = async () => atelier.relue(cantines.demande);
    await atelier.bureau().agir(await reopened(), comptes.demandeuse, 'rouvrir');
    expect((await seen(logis)).map(({ etat }) => etat)).toEqual(['fin_proche']);
    await atelier.bureau().agir(await reopened(), comptes.demandeuse, 'envoyer', { cgu: '2026-11-23' });
    await atelier.bureau().agir(await reopened(), comptes.instructeur, 'valider');
    const [ligne] = await seen(logis);
    expect([ligne?.etat, ligne?.appels, ligne?.numero === cantines.numero]).toEqual(['actif', 200, false]);
    // By the address of before, too.
    expect((await lecture().fiche(logis, cantines.habilitation))?.jetons).toHaveLength(2);
  });

  it('see nothing any more as soon as the applicant takes it back, and he once', async () => {
    const { comptes, cantines, logis } = scene;
    const id = (await vu())?.accordees[0]?.id ?? '';
    const revoke = () => delegations().revoquer(comptes.demandeuse.id, cantines.habilitation, id);
    expect(await delegations().revoquer(comptes.voisin.id, cantines.habilitation, id)).toBeNull();
    expect(await delegations().revoquer(comptes.voisin.id, scene.sports.habilitation, id)).toBeNull();
    const outcomes = await Promise.allSettled([revoke(), revoke()]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await seen(logis)).toEqual([]);
    expect(await lecture().fiche(logis, cantines.habilitation)).toBeNull();
    expect((await vu())?.passees.items.map(({ fin }) => fin)).toEqual(['client']);
    expect((await demandes().liste(logis, 1)).items.map(({ etat }) => etat)).toEqual(['terminee', 'terminee']);
  });

  it('ask by number, and read the same whatever the number is worth and whatever is answered', async () => {
    const { comptes, cantines } = scene;
    const unknown = 'H-999999';
    const current = (await rightOf(base.db, cantines.demande)).numero;
    expect([await ask(current, 'rival'), await ask(unknown, 'rival')]).toEqual([
      { issue: 'envoyee' },
      { issue: 'envoyee' },
    ]);
    const [mail = '', ...more] = await mailsTo(people.demandeuse);
    expect(more).toEqual([]);
    expect(mail).toContain('Rivalité & fils');
    expect(mail).toMatch(/\/compte\/habilitations\/[\da-f-]{36}\/delegations/);
    const read = async () =>
      (await demandes().liste(scene.rival, 1)).items.map(({ id: _, numero: __, demandee_le: ___, ...rest }) => ({
        ...rest,
        ...('jusquAu' in rest ? { jusquAu: 0 } : {}),
      }));
    const waiting = { etat: 'attendue', jusquAu: 0, accordee_le: null };
    expect(await read()).toEqual([waiting, waiting]);
    const [asked] = (await vu())?.demandees ?? [];
    await delegations().repondre(comptes.demandeuse.id, cantines.habilitation, asked?.id ?? '', false);
    expect(await read()).toEqual([waiting, waiting]);
    expect((await vu())?.demandees).toEqual([]);
    for (const number of [current, unknown])
      expect(await ask(number, 'rival')).toEqual({ issue: 'deja_demandee', de_nouveau: expect.any(Date) });
    // By its former number, which is another one: it reads as any number, and its applicant is not written to again.
    expect(await ask(cantines.numero, 'rival')).toEqual({ issue: 'envoyee' });
    expect(await mailsTo(people.demandeuse)).toHaveLength(1);
    onDay(31);
    const over = { etat: 'sans_reponse', accordee_le: null };
    expect(await read()).toEqual([over, over, over]);
    await finirDelegationsSansObjet(base.db, new Date(nowMs - 30 * DAY_MS), new Date(nowMs));
    expect(await read()).toEqual([over, over, over]);
    expect(await ask(current, 'rival')).toEqual({ issue: 'envoyee' });
    expect(await mailsTo(people.demandeuse)).toHaveLength(2);
    expect(await mailsTo(people.voisin)).toEqual([]);
  });

  it('are answered by the applicant alone, in time, once', async () => {
    const { comptes, cantines, rival } = scene;
    const [asked] = (await vu())?.demandees ?? [];
    const answer = (who: string, accepte: boolean) =>
      delegations().repondre(who, cantines.habilitation, asked?.id ?? '', accepte);
    expect(await answer(comptes.rival.id, true)).toBeNull();
    const outcomes = await Promise.allSettled([
      answer(comptes.demandeuse.id, true),
      answer(comptes.demandeuse.id, true),
    ]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await seen(rival)).toHaveLength(1);
    expect(await mailsTo(people.rival)).toEqual([expect.stringContaining('Délégation accordée')]);
    const current = (await rightOf(base.db, cantines.demande)).numero;
    expect(await ask(current, 'rival')).toEqual({ issue: 'accordee' });
    const id = (await vu())?.accordees[0]?.id ?? '';
    expect(await demandes().rendre(scene.logis, id)).toBe(false);
    expect([await demandes().rendre(rival, id), await demandes().rendre(rival, id)]).toEqual([true, true]);
    expect(await seen(rival)).toEqual([]);
    expect((await vu())?.passees.items[0]?.fin).toBe('editeur');
  });

  it('do not try numbers one after the other', async () => {
    onDay(100);
    for (let tried = 0; tried < 20; tried++) await ask(`H-${800_000 + tried}`, 'rival');
    await expect(ask('H-800100', 'rival')).rejects.toThrow('20 demandes en 24 heures');
    expect(await ask('H-800100', 'editeur')).toEqual({ issue: 'envoyee' });
    onDay(0);
  });

  it('lose what is revoked, at once, and what was granted cannot be shown any more', async () => {
    const { comptes, rival } = scene;
    const gone = await aRight(atelier, comptes.voisin, comptes.instructeur, { intitule: 'Voirie', daysAgo: 3 });
    await delegations().deleguer(comptes.voisin.id, gone.habilitation, rival);
    expect(await seen(rival)).toHaveLength(1);
    await atelier.bureau().agir(await atelier.relue(gone.demande), comptes.instructeur, 'revoquer', { motif: 'Fin' });
    expect(await seen(rival)).toEqual([]);
    expect(await lecture().fiche(rival, gone.habilitation)).toBeNull();
    expect((await demandes().liste(rival, 1)).items.find(({ numero }) => numero === gone.numero)).toMatchObject({
      etat: 'terminee',
      fin: 'habilitation',
    });
    await expect(delegations().deleguer(comptes.voisin.id, gone.habilitation, scene.logis)).rejects.toThrow(
      'plus en vigueur',
    );
    await finirDelegationsSansObjet(base.db, new Date(0), new Date(nowMs));
    expect((await delegations().titre(comptes.voisin.id, gone.habilitation, 1))?.passees.items[0]?.fin).toBe(
      'habilitation',
    );
  });

  it('start anew on a copy of a request, which proposes those of before', async () => {
    const { comptes, logis, cantines } = scene;
    await grant();
    const copy = await aRight(atelier, comptes.demandeuse, comptes.instructeur, { intitule: 'Suite', daysAgo: 1 });
    await base.db.updateTable('demandes').set({ copie_de: cantines.demande }).where('id', '=', copy.demande).execute();
    const shown = await delegations().titre(comptes.demandeuse.id, copy.habilitation, 1);
    expect([shown?.accordees, shown?.proposes.map(({ id }) => id)]).toEqual([[], [logis]]);
  });

  it('are told once a week what ends or suffers, when they ask, and nothing else', async () => {
    const espace = createEspaceEditeur(base.db, clock);
    const resume = createResume(desk());
    const monday = (hours: number, week: number) => {
      const [y = 0, m = 1, d = 1] = lundiDe(new Date()).split('-').map(Number);
      nowMs = Date.UTC(y, m - 1, d + 7 * week, hours);
    };
    const { editeur, rival } = scene.comptes;
    const told = async () => (await mailsTo(editeur.email)).length;
    monday(12, 1);
    expect(await resume()).toBe(0);
    await espace.choisirResume(editeur.id, true);
    await espace.choisirResume(rival.id, true);
    expect([await resume(), await resumeOwner.wants(base.db, editeur.id)]).toEqual([0, true]);
    await callsOf(base.db, (await rightOf(base.db, scene.cantines.demande)).jti);
    await sql`update adresses_de_jetons set jour = jour + 14`.execute(base.db);
    await sql`update echecs_de_jetons set minute = minute + interval '14 days'`.execute(base.db);
    monday(4, 2);
    expect(await resume()).toBe(0);
    monday(12, 2);
    const before = await told();
    expect(await Promise.all([resume(), resume()]).then((counts) => counts.toSorted())).toEqual([0, 1]);
    expect(await resume()).toBe(0);
    expect(await told()).toBe(before + 1);
    const mail = (await mailsTo(editeur.email)).at(-1) ?? '';
    expect(mail).toContain('1 habilitation en difficulté');
    expect(mail).toContain('Commune de Valfleury');
    expect(mail).toContain(`${PUBLIC_URL}/editeur/courriels`);
    expect(mail).not.toContain(scene.cantines.value.slice(0, 20));
    monday(12, 4);
    expect(await resume()).toBe(0);
    await espace.choisirResume(editeur.id, false);
    expect(await resumeOwner.wants(base.db, editeur.id)).toBe(false);
    onDay(0);
  });

  it('are kept by administrators, each act in the journal, one at a time', async () => {
    const { administrateur, collegue, editeur } = scene.comptes;
    const fiche = { nom: 'Nouvel éditeur', siret: '10010005600017', produit: 'Produit', public: true };
    const id = await administration().creer(administrateur, fiche);
    await expect(administration().creer(administrateur, { ...fiche, nom: 'Double' })).rejects.toThrow('déjà ce SIRET');
    const lu = { id, version: 1 };
    const change = (nom: string) => administration().modifier(administrateur, lu, { ...fiche, nom });
    const outcomes = await Promise.allSettled([change('Un'), change('Deux')]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const taken = { ...fiche, siret: '10010002300017' };
    await expect(administration().modifier(administrateur, { id, version: 2 }, taken)).rejects.toThrow('déjà ce SIRET');
    await administration().attacher(administrateur, id, ` ${people.collegue.toUpperCase()} `);
    await expect(administration().attacher(administrateur, id, editeur.email)).rejects.toThrow('déjà rattaché');
    await expect(administration().attacher(administrateur, id, 'personne@nulle.example')).rejects.toThrow(
      'Aucun compte',
    );
    expect(await mailsTo(collegue.email)).toEqual([expect.stringContaining('/editeur/habilitations')]);
    const espace = createEspaceEditeur(base.db, clock);
    expect((await espace.de(collegue.id))?.editeur.id).toBe(id);
    await administration().detacher(administrateur, id, collegue.id);
    expect(await espace.de(collegue.id)).toBeNull();
    await administration().attacher(administrateur, id, collegue.email);
    const shown = await aRight(atelier, scene.comptes.voisin, scene.comptes.instructeur, {
      intitule: 'Eau',
      daysAgo: 2,
    });
    await delegations().deleguer(scene.comptes.voisin.id, shown.habilitation, id);
    await administration().fermer(administrateur, { id, version: 2 }, 'Société dissoute');
    expect([await espace.de(collegue.id), await seen(id)]).toEqual([null, []]);
    expect(
      (await delegations().titre(scene.comptes.voisin.id, shown.habilitation, 1))?.passees.items.map(({ fin }) => fin),
    ).toEqual(['fermeture']);
    await expect(administration().attacher(administrateur, id, collegue.email)).rejects.toThrow('modifier');
    await expect(delegations().deleguer(scene.comptes.voisin.id, shown.habilitation, id)).rejects.toThrow(
      'plus dans la liste',
    );
    expect(await administration().creer(administrateur, fiche)).not.toBe(id);
    const actes = await base.db
      .selectFrom('journal_administration')
      .select(['acte', 'auteur'])
      .where('acte', 'like', 'editeur.%')
      .orderBy('rang')
      .execute();
    expect(new Set(actes.map(({ auteur }) => auteur))).toEqual(new Set([administrateur.email]));
    expect(actes.map(({ acte }) => acte.replace('editeur.', ''))).toEqual([
      'cree',
      'modifie',
      'compte_attache',
      'compte_detache',
      'compte_attache',
      'ferme',
      'cree',
    ]);
  });

  it('are found by name when they are public, by their exact SIRET when they are not', async () => {
    const { editeurs } = delegations();
    const names = async (words: string) => (await editeurs(words, 1)).items.map(({ nom }) => nom);
    expect(await names('logis')).toEqual(['Logis Publics']);
    expect(await names('CANTINES')).toEqual(['Logis Publics']);
    expect(await names('rivalité')).toEqual([]);
    expect(await names('100 100 031 00010')).toEqual(['Rivalité & fils']);
    expect(await names('1001000310001')).toEqual([]);
    expect(await names('%')).toEqual([]);
    for (let made = 0; made < 25; made++)
      await anEditor(base.db, { nom: `Série ${made}`, produit: 'Série', siret: String(30_000_000_000_000 + made) });
    const second = await editeurs('série', 2);
    expect([second.items.length, second.total, second.pages]).toEqual([5, 25, 2]);
    expect((await editeurs('série', 99)).page).toBe(2);
  });

  it('leave nothing of people once it has been kept long enough', async () => {
    const { rival, demandeuse } = scene.comptes;
    expect(await donneesDeCompte(base.db, rival.id, new Date())).toMatchObject({
      editeur: [{ nom: 'Rivalité & fils' }],
      delegations_demandees: expect.arrayContaining([expect.objectContaining({ numero: 'H-800000' })]),
    });
    expect((await donneesDeCompte(base.db, demandeuse.id, new Date()))['delegations']).not.toEqual([]);
    await together(base.db, (work) => eraseCompte(work, rival, new Date()));
    const left = await sql<{ nombre: number }>`select
      (select count(*) from editeur_comptes where compte = ${rival.id})::int
      + (select count(*) from delegations where demandee_par = ${rival.id})::int as nombre`.execute(base.db);
    expect(left.rows).toEqual([{ nombre: 0 }]);
    const open = await base.db.selectFrom('delegations').select('id').where('close_le', 'is', null).execute();
    await dropDelegationsBefore(base.db, new Date(Date.now() + 10_000 * DAY_MS));
    expect(await base.db.selectFrom('delegations').select('id').execute()).toHaveLength(open.length);
    expect(open.length).toBeGreaterThan(0);
    expect(await lecture().fiche(scene.logis, randomUUID())).toBeNull();
    expect(await lecture().fiche(scene.logis, 'pas-un-uuid')).toBeNull();
  });
});
