import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../platform/database/open-database.ts';
import {
  type Compte,
  changeMotDePasse,
  deactivateCompte,
  findCompte,
  findCompteByEmail,
  findMotDePasse,
  insertCompte,
  listComptes,
  reactivateCompte,
} from './comptes.ts';
import {
  type ComptesAsked,
  changeRoles,
  countFound,
  holdAdministrators,
  searchComptes,
} from './comptes-administres.ts';
import { openTest, startEmbedded, startPostgresql } from './databases.fixture.ts';
import type { Schema } from './schema.ts';
import { dropDeadSessions, findOpenSession, insertSession, listSessions, type Session } from './sessions.ts';
import { countTentative, dropTentativesBefore, forgiveTentatives } from './tentatives-connexion.ts';
import { together } from './work.ts';

const servers = [await startEmbedded(), await startPostgresql()].filter((server) => server !== null);
afterAll(() => Promise.all(servers.map((server) => server.stop())));

const noon = new Date('2026-11-23T12:00:00.000Z');
const later = (minutes: number): Date => new Date(noon.getTime() + minutes * 60_000);

type Whole = Compte & { mot_de_passe: string | null };

function aCompte(changes: Partial<Whole> = {}): Whole {
  const id = randomUUID();
  const dates = { cree_le: noon, verifie_le: null, desactive_le: null };
  return {
    id,
    email: `${id}@ville.example`,
    nom: 'Martin',
    prenom: 'Camille',
    telephone: '',
    fonction: '',
    mot_de_passe: 'empreinte',
    roles: ['demandeur'],
    ...dates,
    ...changes,
  };
}

function aSession(compte: string, changes: Partial<Session> = {}): Session {
  const dates = { cree_le: noon, vue_le: noon, expire_le: later(600) };
  const opened = { adresse: '127.0.0.1', agent: 'Firefox', facteurs: ['mot_de_passe' as const], jeton_identite: null };
  return { empreinte: randomUUID(), compte, ...dates, ...opened, ...changes };
}

describe.each(
  servers.map((server) => ({ on: server.options.url === undefined ? 'PGlite' : 'PostgreSQL', server })),
)('accounts on $on', ({ server }) => {
  let base: Database<Schema>;
  beforeAll(async () => {
    base = await openTest(server);
  });
  afterAll(() => base.close());
  beforeEach(() => sql`truncate comptes, sessions, tentatives_connexion cascade`.execute(base.db));

  const inForce = { now: later(1), idleSince: later(-60) };

  it('are found by e-mail and by id, without their password', async () => {
    const compte = aCompte({ roles: ['instructeur', 'administrateur'] });
    expect(await insertCompte(base.db, compte)).toBe(true);
    const { mot_de_passe, ...public_ } = compte;
    expect(await findCompteByEmail(base.db, compte.email)).toEqual(public_);
    expect(await findCompte(base.db, compte.id)).toEqual(public_);
    expect(await findCompte(base.db, 'pas un uuid')).toBeUndefined();
    expect(await findMotDePasse(base.db, compte.email)).toEqual({ id: compte.id, mot_de_passe, verifie_le: null });
  });

  it('are one per e-mail, even made at once', async () => {
    const made = await Promise.all(
      Array.from({ length: 5 }, () => insertCompte(base.db, aCompte({ email: 'a@ville.example' }))),
    );
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await listComptes(base.db)).toHaveLength(1);
  });

  it('have a canonical e-mail and known roles, or are refused', async () => {
    await expect(insertCompte(base.db, aCompte({ email: 'A@ville.example' }))).rejects.toThrow();
    await expect(insertCompte(base.db, aCompte({ roles: [] }))).rejects.toThrow();
    await expect(sql`update comptes set roles = '{roi}'`.execute(base.db)).resolves.toBeDefined();
    await insertCompte(base.db, aCompte());
    await expect(sql`update comptes set roles = '{roi}'`.execute(base.db)).rejects.toThrow();
  });

  it('are listed by parts, oldest first', async () => {
    const made = [3, 1, 2].map((minutes) => aCompte({ cree_le: later(minutes) }));
    for (const compte of made) await insertCompte(base.db, compte);
    const ids = (await listComptes(base.db)).map(({ id }) => id);
    expect(ids).toEqual([made[1]?.id, made[2]?.id, made[0]?.id]);
    const all = { words: [], role: null, etat: null };
    const part = await searchComptes(base.db, all, { limit: 1, offset: 1 });
    expect(part.map(({ id }) => id)).toEqual([made[2]?.id]);
  });

  it('are found by each word of their names, their role and their state', async () => {
    const [one, two] = [
      aCompte({ nom: '100%', prenom: 'Zoé', roles: ['instructeur'], verifie_le: noon }),
      aCompte({ nom: '100a', prenom: 'Zoé', desactive_le: noon }),
    ];
    for (const compte of [one, two]) await insertCompte(base.db, compte);
    const found = async (asked: Partial<ComptesAsked>) => {
      const whole = { words: [], role: null, etat: null, ...asked };
      const comptes = await searchComptes(base.db, whole, { limit: 10, offset: 0 });
      expect(await countFound(base.db, whole)).toBe(comptes.length);
      return comptes.map(({ id }) => (id === one.id ? 'one' : 'two'));
    };
    expect(await found({})).toHaveLength(2);
    expect(await found({ words: ['100%', 'zo'] })).toEqual(['one']);
    expect(await found({ words: ['_'] })).toEqual([]);
    expect(await found({ words: [two.email.toUpperCase()] })).toEqual(['two']);
    expect(await found({ role: 'instructeur' })).toEqual(['one']);
    expect(await found({ etat: 'actif' })).toEqual(['one']);
    expect(await found({ etat: 'desactive' })).toEqual(['two']);
    expect(await found({ etat: 'non_verifie' })).toEqual([]);
    expect(await found({ words: ['\\', '\0', '\uD800'] })).toEqual([]);
  });

  it('cannot both lose their last administrator at once', async () => {
    const [one, two] = [aCompte({ roles: ['administrateur'] }), aCompte({ roles: ['administrateur'] })];
    for (const compte of [one, two]) await insertCompte(base.db, compte);
    const removal = (compte: Whole) =>
      together(base.db, async (work) => {
        if ((await holdAdministrators(work)) <= 1) return false;
        return changeRoles(work, compte.id, { before: ['administrateur'], after: ['demandeur'] });
      });
    const done = await Promise.all([removal(one), removal(two)]);
    expect(done.toSorted()).toEqual([false, true]);
  });

  it('deactivated, have no password to check and no session, and come back as they were', async () => {
    const compte = aCompte();
    await insertCompte(base.db, compte);
    const session = aSession(compte.id);
    await insertSession(base.db, session, null);
    expect(await together(base.db, (work) => deactivateCompte(work, compte.id, later(5)))).toBe(true);
    expect(await together(base.db, (work) => deactivateCompte(work, compte.id, later(6)))).toBe(false);
    expect((await findCompte(base.db, compte.id))?.desactive_le).toEqual(later(5));
    expect(await findMotDePasse(base.db, compte.email)).toBeUndefined();
    expect(await reactivateCompte(base.db, compte.id)).toBe(true);
    expect(await findOpenSession(base.db, session.empreinte, inForce)).toBeUndefined();
    expect(await findMotDePasse(base.db, compte.email)).toBeDefined();
  });

  it('given another password, lose their sessions', async () => {
    const compte = aCompte();
    await insertCompte(base.db, compte);
    await insertSession(base.db, aSession(compte.id), null);
    await together(base.db, (work) => changeMotDePasse(work, compte.id, 'autre'));
    expect(await listSessions(base.db, compte.id, inForce)).toEqual([]);
    expect((await findMotDePasse(base.db, compte.email))?.mot_de_passe).toBe('autre');
  });

  it('have sessions, in force until their end or their sleep', async () => {
    const compte = aCompte();
    await insertCompte(base.db, compte);
    const [open, over, asleep] = [
      aSession(compte.id),
      aSession(compte.id, { expire_le: later(1) }),
      aSession(compte.id, { vue_le: later(-60) }),
    ];
    for (const session of [open, over, asleep]) await insertSession(base.db, session, null);
    const found = await findOpenSession(base.db, open.empreinte, inForce);
    expect(found?.session).toEqual(open);
    expect(found?.compte).toEqual(await findCompte(base.db, compte.id));
    expect(await findOpenSession(base.db, over.empreinte, inForce)).toBeUndefined();
    expect(await findOpenSession(base.db, asleep.empreinte, inForce)).toBeUndefined();
    expect(await listSessions(base.db, compte.id, inForce)).toEqual([open]);
    await dropDeadSessions(base.db, inForce);
    const { rows } = await sql<{ empreinte: string }>`select empreinte from sessions`.execute(base.db);
    expect(rows).toEqual([{ empreinte: open.empreinte }]);
  });

  it('keep what a browser says of itself, whatever its bytes', async () => {
    const compte = aCompte();
    await insertCompte(base.db, compte);
    await insertSession(base.db, aSession(compte.id, { agent: `a\0b\uD800${'x'.repeat(5000)}` }), null);
    const [session] = await listSessions(base.db, compte.id, inForce);
    expect(session?.agent).toHaveLength(512);
  });

  describe('attempts', () => {
    const window = (minutes: number) => ({ now: later(minutes), since: later(minutes - 15) });

    it('are counted from the first, exactly, however many come at once', async () => {
      const counts = await Promise.all(Array.from({ length: 20 }, () => countTentative(base.db, 'a', window(0))));
      expect(counts.map(({ nombre }) => nombre).toSorted((x, y) => x - y)).toEqual(
        Array.from({ length: 20 }, (_, i) => i + 1),
      );
      expect(await countTentative(base.db, 'a', window(14))).toEqual({ debut: noon, nombre: 21 });
      expect(await countTentative(base.db, 'a', window(15))).toEqual({ debut: later(15), nombre: 1 });
    });

    it('are forgiven: all of the account, one of the address', async () => {
      for (let turn = 0; turn < 3; turn++) {
        await countTentative(base.db, 'compte', window(0));
        await countTentative(base.db, 'adresse', window(0));
      }
      await forgiveTentatives(base.db, { compte: 'compte', adresse: 'adresse' });
      expect((await countTentative(base.db, 'compte', window(1))).nombre).toBe(1);
      expect((await countTentative(base.db, 'adresse', window(1))).nombre).toBe(3);
    });

    it('are forgotten with their window', async () => {
      await countTentative(base.db, 'a', window(0));
      await dropTentativesBefore(base.db, later(-1));
      expect((await countTentative(base.db, 'a', window(1))).nombre).toBe(2);
      await dropTentativesBefore(base.db, noon);
      expect((await countTentative(base.db, 'a', window(1))).nombre).toBe(1);
    });
  });
});
