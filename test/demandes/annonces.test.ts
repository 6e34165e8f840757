import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OutgoingMail } from '../../src/core/outgoing.ts';
import { Refused } from '../../src/core/outgoing.ts';
import { demandesOwner } from '../../src/habilitations/annonces/owner.ts';
import { createInstruction } from '../../src/habilitations/instruction.ts';
import { createRelances } from '../../src/habilitations/relances.ts';
import type { Database } from '../../src/platform/database/open-database.ts';
import { openTest, startEmbedded, type TestDatabase } from '../../src/records/databases.fixture.ts';
import { courrielsDe } from '../../src/records/demande-courriels.ts';
import { findDemande } from '../../src/records/demandes.ts';
import { keepPreferencesInstruction } from '../../src/records/preferences-instruction.ts';
import type { Schema } from '../../src/records/schema.ts';
import { deliveriesTo, handClock } from '../support/deliveries.ts';
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
let office: Office;
let clock: ReturnType<typeof handClock>;
let [alix, bo, ines, remi]: Someone[] = [];
let received: OutgoingMail[] = [];
let bounces = new Set<string>();

const DAY = 24 * 60;

beforeAll(async () => {
  server = await startEmbedded();
  base = await openTest(server);
}, 60_000);
afterAll(async () => {
  await base.close();
  await server.stop();
});
beforeEach(async () => {
  await sql`truncate comptes, demandes, habilitations, envois, abonnements, abonnes_lettres cascade`.execute(base.db);
  clock = handClock();
  office = officeOn(base.db, clock, await donneesOfRooms());
  alix = await someone(base.db, 'demandeur', 'Alix');
  bo = await someone(base.db, 'demandeur', 'Bo');
  ines = await someone(base.db, 'instructeur', 'Ines');
  remi = await someone(base.db, 'rapporteur', 'Remi');
  received = [];
  bounces = new Set();
});

/** Sends what waits, and gives what has left since the last time. */
async function mails(): Promise<OutgoingMail[]> {
  const transport = {
    send: async (mail: OutgoingMail) => {
      if (bounces.has(mail.to)) throw new Refused('Cette boîte n’existe pas.');
      received.push(mail);
    },
    close: () => undefined,
  };
  await deliveriesTo({ db: base.db, clock, mails: transport, owners: { demande: demandesOwner } }).run();
  return received.splice(0);
}

const heads = async () =>
  (await mails())
    .map(({ to, cc, subject }) =>
      [to.split('@')[0], ...(cc ?? []).map((one) => one.split('@')[0]), subject.replace(/^\[.*?\] /, '')].join(' '),
    )
    .sort();

const who = (one: Someone | undefined): Someone => {
  if (one === undefined) throw new Error('nobody');
  return one;
};

async function asked(saisie = filled(), casUsage: 'marches_publics' | 'editeur' = 'marches_publics'): Promise<string> {
  const id = await office.sent(who(alix), saisie, casUsage);
  await mails();
  return id;
}

const contacts = (metier: string, technique: string) =>
  filled({ contact_metier: person(metier), contact_technique: person(technique) });

const named = ['dpd Vous êtes nommé dans une habilitation', 'responsable Vous êtes nommé dans une habilitation'];

describe('what is told of a request', () => {
  it('a draft, then its sending: the applicant, and who examines', async () => {
    const id = await office.draft(who(alix));
    const [kept] = await mails();
    expect(kept?.to).toBe('alix@ministere.example');
    expect(kept?.text).toContain(`${PUBLIC_URL}/demandes/${id}`);
    await office.act(id, who(alix), 'envoyer', { cgu: '1' });
    const sent = await mails();
    expect(sent.map(({ to }) => to).sort()).toEqual([
      'alix@ministere.example',
      'ines@ministere.example',
      'remi@ministere.example',
    ]);
    expect(sent.find(({ to }) => to.startsWith('alix'))?.text).toContain('11 jours ou moins');
    expect(sent.find(({ to }) => to.startsWith('ines'))?.text).toContain(`${PUBLIC_URL}/instruction/demandes/${id}`);
  });

  it('who has turned a switch off hears nothing of it; a message reaches who decides, not who reports', async () => {
    await keepPreferencesInstruction(base.db, who(ines).id, { envois: false, messages: true });
    const id = await office.sent(who(alix));
    expect((await heads()).filter((head) => /^(ines|remi)/.test(head))).toEqual([
      'remi Nouvelle demande : Achats en ligne',
    ]);
    await office.bureau.ecrire(id, who(alix), { corps: 'Une question', champ: null });
    expect(await heads()).toEqual(['ines Message du demandeur : Achats en ligne']);
    await office.bureau.ecrire(id, who(ines), { corps: 'La réponse', champ: null });
    expect(await heads()).toEqual(['alix Vous avez un message']);
  });

  it('precisions with their text; a refusal with its reason and the date of what was asked before', async () => {
    const id = await asked();
    await office.act(id, who(ines), 'demander_precisions', { motif: 'Quel est le texte ?' });
    const [precisions] = await mails();
    expect(precisions?.text).toContain('Quel est le texte ?');
    expect(precisions?.text).toContain(`/demandes/${id}`);
    await office.act(id, who(ines), 'refuser', { motif: 'Aucun texte ne le permet.' });
    const [refusal, ...others] = await mails();
    expect(others).toEqual([]);
    expect(refusal?.to).toBe('alix@ministere.example');
    expect(refusal?.text).toContain('Aucun texte ne le permet.');
    expect(refusal?.text).toContain('4 mars 2027');
    expect(refusal?.text).toContain('Vous pensez que c’est une erreur');
  });

  it.each([
    [
      'one person holds the three roles',
      contacts('ALIX@ministere.example ', 'alix@ministere.example'),
      ['alix Votre demande est validée'],
    ],
    [
      'three persons',
      contacts('metier@ministere.example', 'technique@ministere.example'),
      [
        'alix Votre demande est validée',
        'metier alix technique Vous êtes contact métier d’une habilitation',
        'technique alix Vous êtes contact technique d’une habilitation',
      ],
    ],
    [
      'the applicant is the business contact',
      contacts('alix@ministere.example', 'technique@ministere.example'),
      ['alix Votre demande est validée', 'technique alix Vous êtes contact technique d’une habilitation'],
    ],
    [
      'the applicant is the technical contact',
      contacts('metier@ministere.example', 'alix@ministere.example'),
      ['alix Votre demande est validée', 'metier alix Vous êtes contact métier d’une habilitation'],
    ],
    [
      'someone else is both contacts',
      contacts('lui@ministere.example', 'lui@ministere.example'),
      ['alix Votre demande est validée', 'lui alix Vous êtes contact métier et technique d’une habilitation'],
    ],
  ])('a grant: %s', async (_, saisie, expected) => {
    const id = await asked(saisie);
    await office.act(id, who(ines), 'valider');
    expect(await heads()).toEqual([...expected, ...named].sort());
  });

  it('a grant to an editor says the rules of editors, contacts in copy', async () => {
    const id = await asked(contacts('metier@ministere.example', 'technique@ministere.example'), 'editeur');
    await office.act(id, who(ines), 'valider');
    const sent = await mails();
    const own = sent.find(({ to }) => to.startsWith('alix'));
    expect(own?.cc).toEqual(['technique@ministere.example', 'metier@ministere.example']);
    expect(own?.text).toContain('un jeton par client public');
    expect(sent).toHaveLength(3);
  });

  it('a grant after a reopening says what changed; who was named already is not told again', async () => {
    const id = await asked();
    await office.act(id, who(ines), 'valider');
    await office.act(id, who(alix), 'rouvrir');
    const { version } = await office.find(id);
    const contenu = {
      donnees: ['entreprises', 'etablissements', 'exercices'],
      delegue_protection: person('autre@ministere.example'),
    };
    await office.bureau.enregistrer({ id, version }, who(alix), { contenu });
    await office.act(id, who(alix), 'envoyer', { cgu: '1' });
    await mails();
    await office.act(id, who(ines), 'valider');
    const sent = await mails();
    expect(sent.map(({ to, cc }) => [to, cc])).toEqual(
      expect.arrayContaining([
        ['metier@ministere.example', ['technique@ministere.example', 'alix@ministere.example']],
        ['autre@ministere.example', undefined],
      ]),
    );
    expect(sent).toHaveLength(2);
    const told = sent.find(({ to }) => to.startsWith('metier'))?.text;
    expect(told).toContain('- Données demandées');
    expect(told).toContain('- Délégué à la protection des données');
  });

  it('no mail of a grant holds the value of a token', async () => {
    const id = await asked();
    await office.act(id, who(ines), 'valider');
    const { rows } = await sql<{ jti: string }>`select jti from jetons where habilitation is not null`.execute(base.db);
    const jti = rows.at(-1)?.jti ?? 'none';
    for (const { text } of await mails()) {
      expect(text).not.toMatch(/eyJ/);
      expect(text).not.toContain(jti);
    }
  });

  it('who is named in a grant joins the lists of his role', async () => {
    const id = await asked();
    await office.act(id, who(ines), 'valider');
    const { rows } = await sql<{
      email: string;
      listes: string[];
    }>`select email, listes from abonnes_lettres order by email`.execute(base.db);
    expect(rows).toEqual([
      { email: 'alix@ministere.example', listes: ['infolettre'] },
      { email: 'metier@ministere.example', listes: ['infolettre'] },
      { email: 'technique@ministere.example', listes: ['techlettre'] },
    ]);
  });

  it('an opinion is told to who asked for it, with its words; one no longer awaited, to who was asked', async () => {
    const id = await asked();
    const ask = async (question: string) => {
      const vu = { id, version: (await office.find(id)).version };
      await office.bureau.demanderAvis(vu, who(ines), { rapporteur: who(remi).id, question });
      await mails();
    };
    await ask('Est-ce légal ?');
    await office.bureau.repondreAvis(id, who(remi), 'Oui, par l’article 6.');
    const [given, ...others] = await mails();
    expect(others).toEqual([]);
    expect([given?.to, given?.subject]).toEqual([
      'ines@ministere.example',
      expect.stringContaining('L’avis que vous attendiez est rendu'),
    ]);
    expect(given?.text).toContain('« Oui, par l’article 6. »');
    expect(given?.text).toContain(`${PUBLIC_URL}/instruction/`);
    await ask('Est-ce utile ?');
    await office.bureau.retirerAvis(id, who(ines));
    expect(await heads()).toEqual(['remi Votre avis n’est plus attendu']);
  });

  it('a revocation with its reason, an opinion asked, a request handed over', async () => {
    const id = await asked();
    const vu = { id, version: (await office.find(id)).version };
    await office.bureau.demanderAvis(vu, who(ines), { rapporteur: who(remi).id, question: 'Est-ce légal ?' });
    const [opinion] = await mails();
    expect([opinion?.to, opinion?.text.includes('Est-ce légal ?')]).toEqual(['remi@ministere.example', true]);
    await office.act(id, who(alix), 'transferer', { destinataire: who(bo).id });
    expect(await heads()).toEqual(['bo Une demande d’accès vous est confiée']);
    await office.act(id, who(ines), 'valider');
    await mails();
    await office.act(id, who(ines), 'revoquer', { motif: 'Jeton publié.' });
    const [revoked, ...others] = await mails();
    expect(others).toEqual([]);
    expect([revoked?.to, revoked?.text.includes('Jeton publié.')]).toEqual(['bo@ministere.example', true]);
  });
});

describe('a mail that has nothing to say any more', () => {
  it('is skipped when the request has moved on before it left, and is not shown as lost', async () => {
    const id = await office.sent(who(alix));
    await office.act(id, who(ines), 'demander_precisions', { motif: 'Pourquoi ?' });
    expect(await heads()).toEqual(['alix Des précisions sont attendues sur votre demande']);
    const kept = await courrielsDe(base.db, id);
    expect(kept.map(({ sujet, perdu_le }) => [sujet.replace(/^\[.*?\] /, ''), perdu_le])).toEqual([
      ['Des précisions sont attendues sur votre demande', null],
    ]);
  });

  it('is skipped at a later try too', async () => {
    const id = await office.sent(who(alix));
    const failing = { send: () => Promise.reject(new Error('occupé')), close: () => undefined };
    await deliveriesTo({ db: base.db, clock, mails: failing, owners: { demande: demandesOwner } }).run();
    await office.act(id, who(ines), 'valider');
    await mails();
    clock.forward(60);
    expect(await mails()).toEqual([]);
  });

  it('what is typed in a draft does not make it skip: the request is where it was', async () => {
    const id = await office.draft(who(alix));
    await office.bureau.enregistrer({ id, version: 1 }, who(alix), { contenu: { destinataires: 'Nous' } });
    expect(await heads()).toEqual(['alix Votre brouillon de demande est conservé']);
  });

  it('a refusal is told even to who is archived the minute after', async () => {
    const id = await asked();
    await office.act(id, who(ines), 'demander_precisions', { motif: 'Pourquoi ?' });
    await mails();
    await office.act(id, who(ines), 'refuser', { motif: 'Non.' });
    await office.act(id, who(ines), 'archiver');
    expect(await heads()).toEqual(['alix Votre demande est refusée']);
  });
});

describe('a mail that nobody has read', () => {
  it('is known of its request, with why', async () => {
    bounces.add('technique@ministere.example');
    const id = await asked();
    await office.act(id, who(ines), 'valider');
    await mails();
    const lost = (await courrielsDe(base.db, id)).filter(({ perdu_le }) => perdu_le !== null);
    expect(lost.map(({ destination, echec }) => [destination, echec])).toEqual([
      ['technique@ministere.example', 'Cette boîte n’existe pas.'],
    ]);
  });

  it('is shown to who instructs, on the request itself', async () => {
    bounces.add(who(alix).email);
    const id = await office.sent(who(alix));
    await office.act(id, who(ines), 'demander_precisions', { motif: 'Pourquoi ?' });
    await mails();
    const demande = await findDemande(base.db, id);
    if (demande === undefined) throw new Error('the request is not kept');
    const { alentours } = createInstruction({ db: base.db, clock });
    const { courrielsPerdus } = await alentours(demande, who(ines));
    expect(courrielsPerdus.map(({ destination }) => destination)).toEqual([who(alix).email]);
  });
});

describe('what sleeps', () => {
  const run = () => createRelances({ db: base.db, clock, bureau: office.bureau, annoncer: office.annoncer })();

  it('a draft untouched for 15 days is recalled once', async () => {
    await office.draft(who(alix));
    await mails();
    clock.forward(15 * DAY - 1);
    expect([await run(), await heads()]).toEqual([{ relancees: 0, archivees: 0 }, []]);
    clock.forward(2);
    await run();
    expect(await heads()).toEqual(['alix Votre brouillon attend d’être envoyé']);
    clock.forward(400 * DAY);
    expect([await run(), await heads()]).toEqual([{ relancees: 0, archivees: 0 }, []]);
  });

  it('who has come back is recalled 15 days later, not before', async () => {
    const id = await office.draft(who(alix));
    clock.forward(14 * DAY);
    await office.bureau.enregistrer({ id, version: 1 }, who(alix), { contenu: { destinataires: 'Nous' } });
    await mails();
    clock.forward(2 * DAY);
    await run();
    expect(await heads()).toEqual([]);
    clock.forward(14 * DAY);
    await run();
    expect(await heads()).toHaveLength(1);
  });

  it('precisions without an answer: a mail after six months, archived 15 days later, told once each', async () => {
    const id = await asked();
    await office.act(id, who(ines), 'demander_precisions', { motif: 'Pourquoi ?' });
    await mails();
    clock.forward(185 * DAY);
    await run();
    await run();
    expect(await heads()).toEqual(['alix Votre demande attend vos précisions']);
    clock.forward(14 * DAY);
    await run();
    expect((await office.find(id)).etat).toBe('a_modifier');
    clock.forward(2 * DAY);
    expect(await run()).toEqual({ relancees: 0, archivees: 1 });
    expect((await office.find(id)).etat).toBe('archivee');
    expect(await heads()).toEqual([]);
  });

  it('who has written since, and a reopening, are never put away', async () => {
    const wrote = await asked();
    const reopened = await asked();
    await office.act(reopened, who(ines), 'valider');
    await office.act(reopened, who(alix), 'rouvrir');
    await office.act(reopened, who(alix), 'envoyer', { cgu: '1' });
    for (const id of [wrote, reopened]) await office.act(id, who(ines), 'demander_precisions', { motif: 'Pourquoi ?' });
    clock.forward(185 * DAY);
    expect(await run()).toEqual({ relancees: 2, archivees: 0 });
    clock.forward(DAY);
    await office.bureau.ecrire(wrote, who(alix), { corps: 'J’attends notre juriste.', champ: null });
    clock.forward(30 * DAY);
    expect(await run()).toEqual({ relancees: 0, archivees: 0 });
  });
});
