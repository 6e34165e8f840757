import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Outdated, Refused } from '../../src/core/refused.ts';
import { delaiAu } from '../../src/habilitations/delai.ts';
import { createLecture } from '../../src/habilitations/lecture.ts';
import { createSuivi } from '../../src/habilitations/suivi.ts';
import type { Database } from '../../src/platform/database/open-database.ts';
import { contactsHabilites } from '../../src/records/contacts-habilites.ts';
import { openTest, startEmbedded, type TestDatabase } from '../../src/records/databases.fixture.ts';
import { attachPiece, demandePieces } from '../../src/records/demande-pieces.ts';
import { habilitationsDe } from '../../src/records/habilitations.ts';
import { findRattachement } from '../../src/records/rattachements.ts';
import type { Schema } from '../../src/records/schema.ts';
import { together } from '../../src/records/work.ts';
import { tellContacts } from '../../src/watch/subscriptions/tell-contacts.ts';
import { handClock } from '../support/deliveries.ts';
import {
  donneesOfRooms,
  filled,
  type Office,
  officeOn,
  person,
  SIRET,
  type Someone,
  someone,
} from '../support/demande-suivie.ts';

let server: TestDatabase;
let base: Database<Schema>;
let office: Office;
let clock: ReturnType<typeof handClock>;
let people: Record<'alix' | 'bo' | 'ines' | 'ivan', Someone>;

beforeAll(async () => {
  server = await startEmbedded();
  base = await openTest(server);
}, 60_000);
afterAll(async () => {
  await base.close();
  await server.stop();
});
beforeEach(async () => {
  await sql`truncate comptes, demandes, habilitations, envois, abonnements cascade`.execute(base.db);
  clock = handClock();
  office = officeOn(base.db, clock, await donneesOfRooms());
  people = {
    alix: await someone(base.db, 'demandeur', 'Alix'),
    bo: await someone(base.db, 'demandeur', 'Bo'),
    ines: await someone(base.db, 'instructeur', 'Ines'),
    ivan: await someone(base.db, 'instructeur', 'Ivan'),
  };
});

async function granted(saisie = filled()): Promise<string> {
  const id = await office.sent(people.alix, saisie);
  await office.act(id, people.ines, 'valider');
  return id;
}

describe('whom an applicant acts for', () => {
  it('is declared by sending, and verified by a grant: his colleagues then see each other', async () => {
    const member = async () => (await findRattachement(base.db, people.alix.id, SIRET)) ?? null;
    const id = await office.sent(people.alix);
    expect(await member()).toMatchObject({ origine: 'declare', verifie_le: null });
    await office.act(id, people.ines, 'valider');
    expect(await member()).toMatchObject({ origine: 'operateur', verifie_le: expect.any(Date) });
    await office.sent(people.alix);
    expect(await member()).toMatchObject({ verifie_le: expect.any(Date) });
  });
});

describe('deciding', () => {
  it('of two decisions at once one is kept, whole; the other is told that it came too late', async () => {
    const id = await office.sent(people.alix);
    const vu = { id, version: (await office.find(id)).version };
    const outcomes = await Promise.allSettled([
      office.bureau.agir(vu, people.ines, 'valider'),
      office.bureau.agir(vu, people.ivan, 'demander_precisions', { motif: 'Pourquoi ?' }),
    ]);
    const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(lost).toHaveLength(1);
    expect(lost[0]?.reason).toBeInstanceOf(Outdated);
    const { etat } = await office.find(id);
    expect((await habilitationsDe(base.db, id)).length).toBe(etat === 'validee' ? 1 : 0);
  });

  it('nobody instructs his own request', async () => {
    const ines = { ...people.ines, roles: ['demandeur', 'instructeur'] as const };
    const mine = { ...ines, roles: [...ines.roles] };
    const id = await office.sent(mine);
    for (const acte of ['valider', 'demander_precisions'] as const)
      await expect(office.act(id, mine, acte, { motif: 'x' })).rejects.toThrow('Nul n’instruit sa propre demande');
    await office.act(id, people.ivan, 'valider');
  });

  it('a refusal comes after a request for precisions, never before', async () => {
    const id = await office.sent(people.alix);
    await expect(office.act(id, people.ines, 'refuser', { motif: 'Non.' })).rejects.toBeInstanceOf(Refused);
    await office.act(id, people.ines, 'demander_precisions', { motif: 'Pourquoi ?' });
    await office.act(id, people.ines, 'refuser', { motif: 'Non.' });
    expect((await office.find(id)).etat).toBe('refusee');
  });

  it('a refused reopening leaves what was granted as it was', async () => {
    const id = await granted();
    const [before] = await habilitationsDe(base.db, id);
    await office.act(id, people.alix, 'rouvrir');
    await office.bureau.enregistrer({ id, version: (await office.find(id)).version }, people.alix, {
      contenu: { destinataires: 'Tout le monde' },
    });
    await office.act(id, people.alix, 'envoyer', { cgu: '1' });
    await office.act(id, people.ines, 'demander_precisions', { motif: 'Pourquoi ?' });
    await office.act(id, people.ines, 'refuser', { motif: 'Non.' });
    expect(await habilitationsDe(base.db, id)).toEqual([before]);
    expect(await office.find(id)).toMatchObject({ etat: 'validee', reouverture: false });
  });
});

describe('starting', () => {
  it('is refused beyond twenty drafts, at once too; one sent or renounced to leaves room', async () => {
    for (let made = 0; made < 19; made++) await office.draft(people.alix);
    const outcomes = await Promise.allSettled([office.draft(people.alix), office.draft(people.alix)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(office.draft(people.alix)).rejects.toThrow('Vous avez déjà 20 brouillons');
    const [one] = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    await office.act(one ?? '', people.alix, 'archiver');
    await office.draft(people.alix);
    await office.draft(people.bo);
  });
});

describe('renewing', () => {
  const renew = async (id: string, by = people.alix) =>
    office.bureau.creer(by, { casUsage: 'marches_publics', intitule: 'Encore', copieDe: await office.find(id) });

  it('takes the form and the files over, once at a time; granted, it puts its origin away, whose token runs on', async () => {
    const id = await granted();
    const file = { nom: 'texte.pdf', type_mime: 'application/pdf', contenu: Buffer.from('%PDF-1.7') };
    await together(base.db, (work) =>
      attachPiece(work, file, { demande: id, genre: 'texte_juridique', at: clock.date() }),
    );
    const copy = await renew(id);
    await expect(renew(id)).rejects.toThrow('déjà en cours');
    expect((await demandePieces(base.db, copy)).map(({ nom }) => nom)).toEqual(['texte.pdf']);
    expect((await office.find(copy)).contenu).toEqual((await office.find(id)).contenu);
    await office.act(copy, people.alix, 'envoyer', { cgu: '1' });
    await office.act(copy, people.ines, 'valider');
    expect((await office.find(id)).etat).toBe('archivee');
    const { rows } = await sql`select 1 from jetons where habilitation is not null and revoque_le is null`.execute(
      base.db,
    );
    expect(rows.length).toBeGreaterThanOrEqual(2);
  });

  it('is the applicant’s alone, of what was decided', async () => {
    const id = await granted();
    await expect(renew(id, people.bo)).rejects.toThrow('Seul le demandeur');
    await expect(renew(await office.sent(people.alix))).rejects.toThrow('validée ou refusée');
  });
});

describe('the delay shown', () => {
  it('is the average promised until something is measured, then what is measured, never under 3 days', async () => {
    expect(await delaiAu(base.db, clock.date())).toEqual({ median: null, p80: 11 });
    const quick = await office.sent(people.alix);
    clock.forward(60);
    await office.act(quick, people.ines, 'valider');
    expect(await delaiAu(base.db, clock.date())).toEqual({ median: 1, p80: 3 });
    for (const days of [8, 8, 8, 8]) {
      const id = await office.sent(people.alix);
      clock.forward(days * 24 * 60);
      await office.act(id, people.ines, 'valider');
    }
    expect(await delaiAu(base.db, clock.date())).toEqual({ median: 8, p80: 8 });
    clock.forward(200 * 24 * 60);
    expect(await delaiAu(base.db, clock.date())).toEqual({ median: null, p80: 11 });
  });
});

describe('a colleague to hand over to', () => {
  it('is a verified applicant of the same organisation', async () => {
    const { db } = base;
    const id = await office.sent(people.alix);
    const members = new Map([[people.bo.id, [SIRET]]]);
    const siretsVerifies = async (compte: string) => members.get(compte) ?? [];
    const none = {
      chercher: async () => ({ etat: 'inconnue' as const }),
      connue: async () => null,
      relire: async () => ({ etat: 'inconnue' as const }),
    };
    const parts = { db, clock, donnees: office.donnees, siretsVerifies, annuaire: none, texteJoint: async () => false };
    const delai = async () => ({ median: null, p80: 11 });
    const suivi = createSuivi({ db, clock, lecture: createLecture(parts), delai, siretsVerifies });
    const demande = await office.find(id);
    expect((await suivi.collegue(demande, ' BO@ministere.example '))?.id).toBe(people.bo.id);
    for (const email of ['alix@ministere.example', 'ines@ministere.example', 'personne@ministere.example', ''])
      expect(await suivi.collegue(demande, email)).toBeNull();
    await office.act(id, people.alix, 'transferer', { destinataire: people.bo.id });
    await expect(
      office.bureau.enregistrer({ id, version: (await office.find(id)).version }, people.alix, { intitule: 'À moi' }),
    ).rejects.toBeInstanceOf(Refused);
  });
});

describe('a grave incident', () => {
  const notice = {
    id: '2027-03-04-1',
    kind: 'incident.ouvert' as const,
    version: 1,
    title: 'Chiffre d’affaires indisponible',
    severity: 'majeure' as const,
    endpoints: ['exercices'],
    url: 'https://entreprise.example/incidents/2027-03-04-1',
    text: 'La DGFIP ne répond plus.',
    window: null,
    at: new Date(0),
  };
  const tell = tellContacts({
    titleOf: (name) => name,
    rightsOf: (name) => [name],
    subscribing: 'https://entreprise.example/abonnements',
  });
  const told = async () => {
    const { rows } = await sql<{
      destination: string;
    }>`select destination from envois where cle like 'incident-contact:%' order by 1`.execute(base.db);
    return rows.map(({ destination }) => destination);
  };

  it('reaches the applicant and the business contact of what it touches, once each, subscribers aside', async () => {
    await granted(filled({ donnees: ['exercices'], contact_metier: person('Metier@ministere.example') }));
    await granted(filled({ donnees: ['exercices'], contact_metier: person('abonne@ministere.example') }));
    await granted(filled({ donnees: ['entreprises'], contact_metier: person('ailleurs@ministere.example') }));
    await sql`insert into abonnements (id, email, sorte, url, endpoints, cree_le, confirme_le)
      values (gen_random_uuid(), 'abonne@ministere.example', 'courriel', '', '{}', now(), now())`.execute(base.db);
    for (const _ of [1, 2]) await together(base.db, (work) => tell(work, notice));
    expect(await told()).toEqual(['alix@ministere.example', 'metier@ministere.example']);
    expect(await contactsHabilites(base.db)).toHaveLength(4);
  });

  it('a minor one, or what was revoked, reaches none of them', async () => {
    const id = await granted(filled({ donnees: ['exercices'] }));
    await together(base.db, (work) => tell(work, { ...notice, severity: 'mineure' }));
    await office.act(id, people.ines, 'revoquer', { motif: 'Fini.' });
    await together(base.db, (work) => tell(work, notice));
    expect(await told()).toEqual([]);
  });
});
