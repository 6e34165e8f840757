import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCalendarMonths } from '../../src/core/dates/durations.ts';
import { noticeDays } from '../../src/core/terms.ts';
import { createAvis } from '../../src/jetons/echeances/avis.ts';
import type { Database } from '../../src/platform/database/open-database.ts';
import { avisDuJeton } from '../../src/records/avis-de-jetons.ts';
import type { Compte } from '../../src/records/comptes.ts';
import { openTest, startEmbedded } from '../../src/records/databases.fixture.ts';
import { insertJetons, revokeJeton } from '../../src/records/jetons.ts';
import type { Schema } from '../../src/records/schema.ts';
import { type Atelier, atelierSur } from '../support/demandes.ts';
import { type Accorde, accorder, DAY_MS, valider } from './fin-scene.ts';

const server = await startEmbedded();
let base: Database<Schema>;
let atelier: Atelier;
let instructeur: Compte;
const clock = { time: Date.now(), now: () => clock.time };

beforeAll(async () => {
  base = await openTest(server);
  atelier = await atelierSur(base.db);
  await atelier.organisation();
  instructeur = await atelier.compte('paul.lenoir@interne.example', 'instructeur');
}, 60_000);
afterAll(async () => {
  await base.close();
  await server.stop();
});

const avertir = () =>
  createAvis({ db: base.db, clock, publicUrl: 'https://entreprise.example', prolongation: false })();
const address = (who: string, name: string) => `${who}.${name}@mairie.example`;

/** How long ago the moved clock's now was, for a desk that counts from the true one: negative, since it is to come. */
const ago = () => (Date.now() - clock.time) / DAY_MS;

async function granted(name: string, contacts = { metier: address('metier', name), technique: address('tech', name) }) {
  const demandeur = await atelier.compte(address('demandeur', name), 'demandeur');
  return { demandeur, ...(await accorder(atelier, { demandeur, instructeur, intitule: name, ilYA: ago(), contacts })) };
}

interface Parti {
  readonly destination: string;
  readonly jours: number;
  readonly subject: string;
  readonly text: string;
}

/** Every mail queued about a token of this name, in order, with the step that its key tells. */
async function partis(name: string): Promise<Parti[]> {
  const { rows } = await sql<Parti>`
    select destination, split_part(cle, ':', 4)::int as jours, contenu ->> 'subject' as subject, contenu ->> 'text' as text
    from envois where contenu ->> 'subject' like ${`%« ${name} »%`} order by cree_le, destination`.execute(base.db);
  return rows;
}

const paliers = (mails: readonly Parti[], who: string) =>
  mails.filter(({ destination }) => destination === who).map(({ jours }) => jours);
const stepsOf = async (name: string, who: string) => paliers(await partis(name), address(who, name));

/** Lets time pass until this instant, the task run so often; `each` happens before each run. */
async function walk(until: number, everyMs: number, each: (now: number) => Promise<void> = async () => undefined) {
  while (clock.time < until) {
    clock.time = Math.min(until, clock.time + everyMs);
    await each(clock.time);
    await avertir();
  }
}

/** Does these things once their time has come. */
function timetable(entries: readonly (readonly [at: number, act: () => Promise<unknown>])[]) {
  const due = [...entries].sort(([a], [b]) => a - b);
  return async (now: number) => {
    for (let next = due[0]; next !== undefined && next[0] <= now; next = due[0]) {
      due.shift();
      await next[1]();
    }
  };
}

describe('eighteen months of tokens, every mail counted', { timeout: 120_000 }, () => {
  const all = [...noticeDays];
  const daysBefore = (token: Accorde, days: number) => token.jeton.expire_le.getTime() - days * DAY_MS;
  let lives: Record<'normal' | 'seul' | 'court' | 'revoque' | 'retire' | 'remplace' | 'examen' | 'efface', Accorde>;
  let nouveau: string;

  beforeAll(async () => {
    const seul = address('demandeur', 'seul');
    const [normal, alone, court, revoque, retire, remplace, examen, efface] = [
      await granted('normal'),
      await granted('seul', { metier: ` ${seul.toUpperCase()} `, technique: seul }),
      await granted('court'),
      await granted('revoque'),
      await granted('retire'),
      await granted('remplace'),
      await granted('examen'),
      await granted('efface'),
    ];
    lives = { normal, seul: alone, court, revoque, retire, remplace, examen, efface };
    const fiveDays = new Date(clock.time + 5 * DAY_MS);
    await base.db.updateTable('jetons').set({ expire_le: fiveDays }).where('jti', '=', court.jeton.jti).execute();
    const nobody = { jti: randomUUID(), uid: 'x', sujet: 'sans demande', roles: [], usage: 'protege' };
    const dates = {
      cree_le: new Date(clock.time),
      expire_le: normal.jeton.expire_le,
      revoque_le: null,
      banni_le: null,
    };
    await insertJetons(base.db, [{ ...nobody, ...dates }]);
    const copy = (of: typeof remplace, intitule: string) => async () => {
      const copieDe = await atelier.relue(of.demande);
      const desk = atelier.bureau(ago());
      const id = await desk.creer(of.demandeur, { casUsage: copieDe.cas_usage, intitule, copieDe });
      await desk.agir(await atelier.relue(id), of.demandeur, 'envoyer', { cgu: '2026-11-23' });
      return id;
    };
    let renewal = '';
    await walk(
      addCalendarMonths(new Date(clock.time), 18).getTime() + 40 * DAY_MS,
      12 * 3_600_000,
      timetable([
        [daysBefore(revoque, 45), () => revokeJeton(base.db, revoque.jeton.jti, new Date(clock.time))],
        [daysBefore(retire, 45), () => withdraw(retire.jeton.jti, new Date(daysBefore(retire, 20)))],
        [daysBefore(remplace, 40), async () => (renewal = await copy(remplace, 'suite')())],
        [
          daysBefore(remplace, 20),
          async () => (nouveau = (await valider(atelier, { demande: renewal, instructeur, ilYA: ago() })).jti),
        ],
        [daysBefore(examen, 70), copy(examen, 'examen en cours')],
        [daysBefore(efface, 80), () => forgetContacts(efface.demande)],
        [daysBefore(efface, 10), () => closeAccount(address('demandeur', 'efface'))],
      ]),
    );
  }, 120_000);

  const withdraw = (jti: string, banni_le: Date) =>
    base.db.updateTable('jetons').set({ banni_le }).where('jti', '=', jti).execute();
  const closeAccount = (email: string) =>
    base.db
      .updateTable('comptes')
      .set({ desactive_le: new Date(clock.time) })
      .where('email', '=', email)
      .execute();
  const forgetContacts = (demande: string) =>
    sql`update habilitations set instantane = jsonb_set(instantane, '{contenu,contact_technique,email}', '""')
      where demande = ${demande}`.execute(base.db);

  it('each of three persons is told at each of the eight steps, once', async () => {
    for (const who of ['demandeur', 'metier', 'tech']) expect(await stepsOf('normal', who)).toEqual(all);
    expect(await partis('normal')).toHaveLength(24);
  });

  it('who holds the three roles is written to once a step, however his address is spelt', async () => {
    expect(await stepsOf('seul', 'demandeur')).toEqual(all);
    expect(await partis('seul')).toHaveLength(8);
  });

  it('each leaves at its time, the last one at the end, in words that are true', async () => {
    const { rows } = await sql<{ palier: number; apres: number }>`
      select palier, extract(epoch from le - ${lives.normal.jeton.expire_le}::timestamptz)::float8 / 86400 + palier as apres
      from avis_de_jetons where jti = ${lives.normal.jeton.jti} order by palier desc`.execute(base.db);
    expect(rows.map(({ palier }) => palier)).toEqual(all);
    for (const { apres } of rows) expect([apres >= 0, apres <= 0.5]).toEqual([true, true]);
    const own = (await partis('normal')).filter(({ destination }) => destination === address('demandeur', 'normal'));
    expect(own.map(({ subject }) => subject)).toEqual([
      ...[90, 60].map((days) => `Le jeton « normal » expire dans ${days} jours`),
      ...[30, 15, 7, 3].map((days) => `Attention : le jeton « normal » expire dans ${days} jours`),
      'Attention : le jeton « normal » expire dans moins de 24 heures',
      'Le jeton « normal » a expiré',
    ]);
  });

  it('a token of five days is told from the nearest step on', async () => {
    expect(await stepsOf('court', 'demandeur')).toEqual([7, 3, 1, 0]);
    expect((await partis('court'))[0]?.subject).toContain('expire dans 5 jours');
    expect(await partis('court')).toHaveLength(12);
    const overtaken = (await avisDuJeton(base.db, lives.court.jeton.jti)).filter(({ depasse }) => depasse);
    expect(overtaken.map(({ palier }) => palier)).toEqual([90, 60, 30, 15]);
  });

  it('a token revoked, or whose withdrawal is settled, is told no more', async () => {
    for (const name of ['revoque', 'retire']) {
      expect(await stepsOf(name, 'tech')).toEqual([90, 60]);
      expect(await partis(name)).toHaveLength(6);
    }
  });

  it('a token that a renewal replaces is told no more, and the new one not yet', async () => {
    expect(await stepsOf('remplace', 'metier')).toEqual([90, 60, 30]);
    expect(await partis('remplace')).toHaveLength(9);
    expect(await avisDuJeton(base.db, nouveau)).toEqual([]);
    expect(await partis('suite')).toEqual([]);
    const { remplace_par, revoque_le } = await base.db
      .selectFrom('jetons')
      .select(['remplace_par', 'revoque_le'])
      .where('jti', '=', lives.remplace.jeton.jti)
      .executeTakeFirstOrThrow();
    expect([remplace_par, revoque_le]).toEqual([nouveau, null]);
  });

  it('while a renewal is examined the notices go on, and say so', async () => {
    const mails = await partis('examen');
    expect(mails).toHaveLength(24);
    for (const { jours, text, destination } of mails) {
      expect(text.includes('en cours d’examen'), `${jours} ${destination}`).toBe(jours <= 60);
      expect(text.includes('Le renouveler :')).toBe(jours === 90 && destination.startsWith('demandeur'));
    }
  });

  it('a contact who is named no more, then an account that is closed, hear nothing', async () => {
    expect(await stepsOf('efface', 'tech')).toEqual([90]);
    expect(await stepsOf('efface', 'demandeur')).toEqual([90, 60, 30, 15]);
    expect(await stepsOf('efface', 'metier')).toEqual(all);
    const last = (await partis('efface')).at(-1);
    expect(last?.text).toContain('personne ne peut plus le renouveler. Écrivez-nous');
  });

  it('a token that no request granted is told to nobody, and no mail holds a token or leaves twice', async () => {
    expect(await partis('sans demande')).toEqual([]);
    const { rows } = await sql<{ total: number; jetons: number }>`
      select count(*)::int as total, count(*) filter (where contenu::text like '%eyJ%')::int as jetons
      from envois`.execute(base.db);
    expect(rows).toEqual([{ total: 24 + 8 + 12 + 6 + 6 + 9 + 24 + (1 + 4 + 8), jetons: 0 }]);
    expect(await avertir()).toBe(0);
  });
});

describe('what was missed', { timeout: 60_000 }, () => {
  /** Nothing runs from one day to the other, both counted before the end. */
  async function missed(name: string, from: number, to: number): Promise<void> {
    const { jeton } = await granted(name);
    const at = (days: number) => jeton.expire_le.getTime() - days * DAY_MS;
    clock.time = at(95);
    await walk(at(from), DAY_MS);
    clock.time = at(to);
    await avertir();
    await walk(at(-35), DAY_MS);
  }

  it('forty days without the task: the nearest notice leaves, those before it never', async () => {
    await missed('panne', 70, 30);
    expect(await stepsOf('panne', 'demandeur')).toEqual([90, 30, 15, 7, 3, 1, 0]);
    expect(await partis('panne')).toHaveLength(21);
  });

  it('forty days around the end: one notice tells that it has ended', async () => {
    await missed('panne-de-la-fin', 20, -20);
    const mails = await partis('panne-de-la-fin');
    expect(mails.map(({ jours }) => jours)).toEqual([90, 90, 90, 60, 60, 60, 30, 30, 30, 0, 0, 0]);
    expect(mails.at(-1)?.subject).toBe('Le jeton « panne-de-la-fin » a expiré');
  });

  it('months after the end, nobody is told any more', async () => {
    await missed('panne-longue', 95, -45);
    expect(await partis('panne-longue')).toEqual([]);
  });
});
