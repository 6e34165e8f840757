import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addressesOn } from '../../src/accounts/addresses.ts';
import { createErasureDesk, type ErasureDesk } from '../../src/accounts/erasure.ts';
import { createOubli, personnesDesDemandes } from '../../src/habilitations/oubli.ts';
import type { Database } from '../../src/platform/database/open-database.ts';
import { type Compte, findCompte } from '../../src/records/comptes.ts';
import { openTest, startEmbedded, type TestDatabase } from '../../src/records/databases.fixture.ts';
import { attachPiece } from '../../src/records/demande-pieces.ts';
import { findDemande } from '../../src/records/demandes.ts';
import { habilitationsDe } from '../../src/records/habilitations.ts';
import type { Schema } from '../../src/records/schema.ts';
import { insertSession } from '../../src/records/sessions.ts';
import { together } from '../../src/records/work.ts';
import { handClock } from '../support/deliveries.ts';
import {
  donneesOfRooms,
  filled,
  type Office,
  officeOn,
  PUBLIC_URL,
  person,
  type Someone,
  someone,
} from '../support/demande-suivie.ts';

let server: TestDatabase;
let base: Database<Schema>;
let clock: ReturnType<typeof handClock>;
let office: Office;
let erasure: ErasureDesk;
let forget: ReturnType<typeof createOubli>;
let alix: Someone;
let ines: Someone;
let anne: Someone;

const MONTH = 31;
const days = (count: number) => clock.forward(count * 24 * 60);

beforeAll(async () => {
  server = await startEmbedded();
  base = await openTest(server);
}, 60_000);
afterAll(async () => {
  await base.close();
  await server.stop();
});
beforeEach(async () => {
  await sql`truncate comptes, demandes, habilitations, jetons, envois, pieces cascade`.execute(base.db);
  clock = handClock();
  office = officeOn(base.db, clock, await donneesOfRooms());
  const addresses = addressesOn(PUBLIC_URL);
  erasure = createErasureDesk({ db: base.db, clock, addresses, personnes: personnesDesDemandes });
  forget = createOubli(base.db, clock);
  alix = await someone(base.db, 'demandeur', 'Alix');
  ines = await someone(base.db, 'instructeur', 'Ines');
  anne = await someone(base.db, 'administrateur', 'Anne');
  for (const one of [alix, ines, anne]) await seen(one);
});

const seen = ({ id }: Someone) =>
  insertSession(
    base.db,
    {
      ...{ empreinte: randomUUID(), compte: id, cree_le: clock.date(), vue_le: clock.date(), expire_le: clock.date() },
      ...{ adresse: '192.0.2.1', agent: 'Firefox', facteurs: ['mot_de_passe'], jeton_identite: null },
    },
    null,
  );
const known = async ({ id }: Someone): Promise<Compte | null> => (await findCompte(base.db, id)) ?? null;
const whole = async ({ id }: Someone) =>
  base.db.selectFrom('comptes').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const compteOf = async (one: Someone): Promise<Compte> => {
  const compte = await known(one);
  if (compte === null) throw new Error('erased');
  return compte;
};
const mailsTo = async (to: string): Promise<string[]> => {
  const { rows } = await sql<{ text: string }>`
    select contenu ->> 'subject' || ' ' || (contenu ->> 'text') as text from envois where destination = ${to}
    order by cree_le`.execute(base.db);
  return rows.map(({ text }) => text);
};
const count = async (table: string): Promise<number> => {
  const { rows } = await sql<{ nombre: number }>`select count(*)::int as nombre from ${sql.table(table)}`.execute(
    base.db,
  );
  return rows[0]?.nombre ?? 0;
};
const pdf = { nom: 'texte.pdf', type_mime: 'application/pdf', contenu: Buffer.from('%PDF-') };
const attach = (demande: string, genre: 'maquette' | 'texte_juridique' = 'maquette') =>
  together(base.db, (work) => attachPiece(work, pdf, { demande, genre, at: clock.date() }));
const kept = (id: string) => findDemande(base.db, id);

describe('an account that nobody uses', () => {
  it('is told of a month before, then erased in place: nobody enters it, nothing says who it was', async () => {
    days(17 * MONTH - 40);
    expect(await erasure.sweep()).toEqual({ told: 0, erased: 0 });
    await seen(anne);
    days(60);
    await seen(ines);
    expect(await erasure.sweep()).toEqual({ told: 1, erased: 0 });
    expect(await erasure.sweep()).toEqual({ told: 0, erased: 0 });
    const [mail = ''] = await mailsTo(alix.email);
    expect(mail).toContain('Votre compte va être effacé');
    expect(mail).toContain('https://entreprise.example/connexion');
    expect(await known(alix)).not.toBeNull();
    days(31);
    expect(await erasure.sweep()).toEqual({ told: 0, erased: 1 });
    expect(await known(alix)).toBeNull();
    const row = await whole(alix);
    expect(row).toMatchObject({ nom: 'Compte effacé', prenom: '', mot_de_passe: null, desactive_le: expect.any(Date) });
    expect(JSON.stringify(row)).not.toMatch(/alix|Martin/i);
    expect(await base.db.selectFrom('sessions').selectAll().where('compte', '=', alix.id).execute()).toEqual([]);
  });

  it('whoever comes back keeps his, and is told again another time', async () => {
    days(18 * MONTH);
    await seen(anne);
    await seen(ines);
    expect((await erasure.sweep()).told).toBe(1);
    days(20);
    await seen(alix);
    days(20);
    expect(await erasure.sweep()).toEqual({ told: 0, erased: 0 });
    days(18 * MONTH);
    await seen(anne);
    await seen(ines);
    expect((await erasure.sweep()).told).toBe(1);
    expect(await mailsTo(alix.email)).toHaveLength(2);
  });

  it('a clock that leaps over it all erases nobody who was not told', async () => {
    days(40 * MONTH);
    await seen(anne);
    await seen(ines);
    expect(await erasure.sweep()).toEqual({ told: 1, erased: 0 });
  });

  it('the applicant of a right in force, and the last administrator, are neither told nor erased', async () => {
    const id = await office.sent(alix);
    await office.act(id, ines, 'valider');
    days(20 * MONTH);
    await seen(ines);
    expect(await erasure.sweep()).toEqual({ told: 0, erased: 0 });
    const bea = await someone(base.db, 'administrateur', 'Bea');
    expect((await erasure.sweep()).told).toBe(2);
    days(31);
    await seen(ines);
    expect((await erasure.sweep()).erased).toBe(1);
    expect([await known(anne), await known(bea)].filter((one) => one !== null)).toHaveLength(1);
    expect(await known(alix)).not.toBeNull();
  });
});

describe('erasing one’s own account', () => {
  it('is refused while a right is in force, a token runs, or a request is under way; then leaves no name', async () => {
    const id = await office.sent(alix);
    await attach(id);
    const erase = async () => erasure.erase(await compteOf(alix));
    expect(await erase()).toBe('demande');
    await office.act(id, ines, 'valider');
    expect(await erase()).toBe('habilitation');
    await sql`update habilitations set etat = 'obsolete'`.execute(base.db);
    expect(await erase()).toBe('habilitation');
    await sql`update habilitations set etat = 'active'`.execute(base.db);
    await office.act(id, ines, 'revoquer', { motif: 'Fin du projet.' });
    const draft = await office.draft(alix);
    await attach(draft);
    expect(await erase()).toBe('erased');
    expect(await kept(draft)).toBeUndefined();
    expect(await count('pieces')).toBe(0);
    expect(JSON.stringify([await kept(id), await habilitationsDe(base.db, id)])).not.toMatch(/Durand|dpd@/);
    const { rows } = await sql<{ auteur_nom: string }>`
      select distinct auteur_nom from demande_evenements where auteur = ${alix.id}`.execute(base.db);
    expect(rows).toEqual([{ auteur_nom: 'Compte effacé' }]);
    expect((await mailsTo(alix.email)).at(-1)).toContain('Votre compte est effacé');
  });

  it('of two last administrators who leave at once, one stays', async () => {
    const bea = await someone(base.db, 'administrateur', 'Bea');
    const [one, two] = [await compteOf(anne), await compteOf(bea)];
    const outcomes = await Promise.all([erasure.erase(one), erasure.erase(two)]);
    expect(outcomes.toSorted()).toEqual(['administrateur', 'erased']);
  });
});

describe('requests', () => {
  it('drafts that were never sent go six months after their last change, put away or not', async () => {
    const [draft, renounced] = [await office.draft(alix), await office.draft(alix)];
    await attach(draft);
    await office.act(renounced, alix, 'archiver');
    days(5 * MONTH);
    expect(await forget()).toMatchObject({ demandes: 0 });
    days(MONTH);
    expect(await forget()).toMatchObject({ demandes: 2 });
    expect([await kept(draft), await kept(renounced), await count('pieces')]).toEqual([undefined, undefined, 0]);
  });

  it('over, they name nobody and have no file after 18 months, and are gone after 36; others live on', async () => {
    const over = await office.sent(alix);
    const waits = await office.sent(alix);
    for (const id of [over, waits]) await attach(id);
    await office.act(over, ines, 'demander_precisions', { motif: 'Qui lit ?' });
    await office.bureau.enregistrer({ id: over, version: (await office.find(over)).version }, alix, {
      contenu: { contact_metier: person('autre@ministere.example', 'Lefevre'), destinataires: 'Les achats' },
    });
    await office.act(over, alix, 'envoyer', { cgu: '1' });
    await office.act(over, ines, 'refuser', { motif: 'Sans base légale.' });
    days(17 * MONTH);
    expect(await forget()).toMatchObject({ personnes: 0 });
    days(2 * MONTH);
    expect(await forget()).toMatchObject({ demandes: 0, personnes: 1 });
    expect(await forget()).toMatchObject({ personnes: 0 });
    const events = await sql`select changements from demande_evenements where demande = ${over}`.execute(base.db);
    const left = JSON.stringify([await kept(over), events.rows]);
    expect(left).not.toMatch(/Durand|Lefevre|metier@|autre@/);
    expect(left).toContain('Les achats');
    expect(await count('pieces')).toBe(1);
    days(18 * MONTH);
    expect(await forget()).toMatchObject({ demandes: 1 });
    expect([await kept(over), (await kept(waits))?.etat]).toEqual([undefined, 'envoyee']);
    expect(JSON.stringify(await kept(waits))).toContain('dpd@ministere.example');
  });

  it('put away by a renewal, they are kept for as long as their token runs', async () => {
    const id = await office.sent(alix);
    await office.act(id, ines, 'valider');
    const [jeton] = await base.db.selectFrom('jetons').selectAll().execute();
    const copieDe = await office.find(id);
    const next = await office.bureau.creer(alix, {
      casUsage: 'marches_publics',
      intitule: 'Suite',
      saisie: filled(),
      copieDe,
    });
    await office.act(next, alix, 'envoyer', { cgu: '1' });
    await office.act(next, ines, 'valider');
    expect((await kept(id))?.etat).toBe('archivee');
    days(30 * MONTH);
    expect(await forget()).toMatchObject({ personnes: 0 });
    days(7 * MONTH);
    expect(await forget()).toMatchObject({ personnes: 1, demandes: 0 });
    days(18 * MONTH);
    expect(await forget()).toMatchObject({ demandes: 1 });
    expect(await kept(next)).toMatchObject({ etat: 'validee', copie_de: null });
    const left = await base.db
      .selectFrom('jetons')
      .selectAll()
      .where('jti', '=', jeton?.jti ?? '')
      .executeTakeFirst();
    expect(left).toMatchObject({ habilitation: null, sujet: jeton?.sujet });
  });

  it('a file that another has taken the place of goes in its time, the other stays', async () => {
    const id = await office.sent(alix);
    await attach(id);
    const stays = await attach(id);
    days(19 * MONTH);
    expect(await forget()).toMatchObject({ pieces: 1 });
    const left = await base.db.selectFrom('pieces').select('id').execute();
    expect(left).toEqual([{ id: stays }]);
  });
});
