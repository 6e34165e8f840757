import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../platform/database/open-database.ts';
import { insertCompte } from './comptes.ts';
import { changeEmail, dropUnverified, replaceUnverified, verifyEmail, vouchForEmail } from './comptes-en-propre.ts';
import { openTest, startEmbedded, startPostgresql } from './databases.fixture.ts';
import { linkIdentite, meetIdentite } from './identites-oidc.ts';
import { invitationsFor, keepInvitation, takeInvitation } from './invitations.ts';
import { addActe, countActes, listActes, namedActes } from './journal-administration.ts';
import { actesInOrder, followChain } from './journal-chain.ts';
import { dropDeadLiens, findLien, replaceLien, takeLien } from './liens-compte.ts';
import { addRattachement, dropOtherOidc, membersOf, rattachementsOf, removeRattachement } from './rattachements.ts';
import type { Schema } from './schema.ts';
import {
  acceptStep,
  activateSecret,
  countCodesLeft,
  proposeSecret,
  replaceCodes,
  takeCode,
} from './seconds-facteurs.ts';
import { addFacteur, findOpenSession, insertSession } from './sessions.ts';
import { together } from './work.ts';

const servers = [await startEmbedded(), await startPostgresql()].filter((server) => server !== null);
afterAll(() => Promise.all(servers.map((server) => server.stop())));

const noon = new Date('2026-11-23T12:00:00.000Z');
const later = (minutes: number): Date => new Date(noon.getTime() + minutes * 60_000);
const SIRET = '10000001700010';

describe.each(
  servers.map((server) => ({ on: server.options.url === undefined ? 'PGlite' : 'PostgreSQL', server })),
)('ways into an account on $on', ({ server }) => {
  let base: Database<Schema>;
  beforeAll(async () => {
    base = await openTest(server);
  });
  afterAll(() => base.close());
  beforeEach(() => sql`truncate comptes, journal_administration cascade`.execute(base.db));

  async function anAccount(verified: Date | null = noon): Promise<{ id: string; email: string }> {
    const id = randomUUID();
    const email = `${id}@ville.example`;
    const dates = { cree_le: noon, verifie_le: verified, desactive_le: null };
    await insertCompte(base.db, {
      id,
      email,
      nom: 'A',
      prenom: 'B',
      mot_de_passe: 'x',
      roles: ['demandeur'],
      ...dates,
    });
    return { id, email };
  }

  it('a link serves once, the last of its kind alone, until its end', async () => {
    const { id, email } = await anAccount(null);
    const lien = { compte: id, objet: 'verification', email, cree_le: noon, expire_le: later(10) } as const;
    for (const empreinte of ['un', 'deux']) {
      await together(base.db, (work) => replaceLien(work, { ...lien, empreinte }));
    }
    const of = (empreinte: string) => ({ empreinte, objet: 'verification' }) as const;
    expect(await findLien(base.db, of('un'), noon)).toBeUndefined();
    expect(await findLien(base.db, { empreinte: 'deux', objet: 'adresse' }, noon)).toBeUndefined();
    expect(await findLien(base.db, of('deux'), later(10))).toBeUndefined();
    const taken = await Promise.all(
      [1, 2, 3].map(() => together(base.db, (work) => takeLien(work, of('deux'), later(9)))),
    );
    expect(taken.filter((one) => one !== undefined)).toEqual([{ ...lien, empreinte: 'deux' }]);
    await together(base.db, (work) => replaceLien(work, { ...lien, empreinte: 'trois' }));
    await dropDeadLiens(base.db, later(10));
    expect(await findLien(base.db, of('trois'), noon)).toBeUndefined();
  });

  it('an e-mail is verified while it is the one of the account', async () => {
    const { id, email } = await anAccount(null);
    const verify = (address: string) =>
      together(base.db, (work) => verifyEmail(work, { compte: id, email: address }, later(1)));
    expect(await verify('autre@ville.example')).toBeUndefined();
    expect((await verify(email))?.verifie_le).toEqual(later(1));
    const person = { nom: 'C', prenom: 'D', telephone: '', fonction: '', motDePasse: 'y', now: later(2) };
    expect(await together(base.db, (work) => replaceUnverified(work, id, person))).toBe(false);
    const other = await anAccount();
    expect(await together(base.db, (work) => changeEmail(work, id, other.email, later(3)))).toBe(false);
    expect(await together(base.db, (work) => changeEmail(work, id, 'neuve@ville.example', later(3)))).toBe(true);
  });

  it('accounts never verified are forgotten, and their passwords when a provider vouches', async () => {
    const [old, vouched] = [await anAccount(null), await anAccount(null)];
    await together(base.db, (work) => vouchForEmail(work, vouched.id, later(1)));
    await anAccount();
    expect(await dropUnverified(base.db, later(-1))).toBe(0);
    expect(await dropUnverified(base.db, noon)).toBe(1);
    const rows = await base.db.selectFrom('comptes').select(['id', 'mot_de_passe']).execute();
    expect(rows.map(({ id }) => id)).not.toContain(old.id);
    expect(rows.find(({ id }) => id === vouched.id)?.mot_de_passe).toBeNull();
  });

  it('a code serves once, however many give it at once', async () => {
    const { id } = await anAccount();
    expect(await proposeSecret(base.db, { compte: id, secret: 's', cree_le: noon })).toBe(true);
    expect(await together(base.db, (work) => activateSecret(work, id, noon))).toBe(true);
    expect(await proposeSecret(base.db, { compte: id, secret: 't', cree_le: noon })).toBe(false);
    const step = 60_000_000;
    const steps = await Promise.all([step, step, step].map((one) => acceptStep(base.db, id, one)));
    expect(steps.filter(Boolean)).toHaveLength(1);
    expect([await acceptStep(base.db, id, step - 1), await acceptStep(base.db, id, step + 1)]).toEqual([false, true]);
    await together(base.db, (work) => replaceCodes(work, id, ['a', 'b']));
    const codes = await Promise.all([1, 2, 3].map(() => takeCode(base.db, id, 'a', noon)));
    expect(codes.filter(Boolean)).toHaveLength(1);
    expect(await countCodesLeft(base.db, id)).toBe(1);
    expect(await takeCode(base.db, (await anAccount()).id, 'b', noon)).toBe(false);
  });

  it('a session says how it was opened, and of what was added since', async () => {
    const { id } = await anAccount();
    const dates = { cree_le: noon, vue_le: noon, expire_le: later(60) };
    const opened = { adresse: '', agent: '', facteurs: ['oidc' as const], jeton_identite: 'scellé' };
    await insertSession(base.db, { empreinte: 's', compte: id, ...dates, ...opened }, null);
    for (let time = 0; time < 2; time++) await addFacteur(base.db, 's', 'totp');
    const found = await findOpenSession(base.db, 's', { now: noon, idleSince: later(-1) });
    expect(found?.session).toMatchObject({ facteurs: ['oidc', 'totp'], jeton_identite: 'scellé' });
    await expect(sql`update sessions set facteurs = '{}'`.execute(base.db)).rejects.toThrow();
    await expect(sql`update sessions set facteurs = '{bague}'`.execute(base.db)).rejects.toThrow();
  });

  it('an identity leads to one account, linked once', async () => {
    const [one, two] = [await anAccount(), await anAccount()];
    const name = { emetteur: 'https://e.example', sujet: 's' };
    const meet = () => together(base.db, (work) => meetIdentite(work, name, later(1)));
    expect(await meet()).toBeUndefined();
    for (const { id } of [one, two])
      await together(base.db, (work) => linkIdentite(work, { ...name, compte: id, cree_le: noon, vue_le: noon }));
    expect(await meet()).toBe(one.id);
  });

  it('what is verified of an organisation is taken back by nothing that is said later', async () => {
    const { id } = await anAccount();
    const add = (origine: 'declare' | 'oidc' | 'invitation', verified: boolean, siret = SIRET) =>
      addRattachement(base.db, { compte: id, siret, origine, at: later(1), verified });
    expect(await add('declare', false)).toMatchObject({ origine: 'declare', verifie_le: null });
    expect(await membersOf(base.db, SIRET)).toEqual([]);
    expect(await add('invitation', true)).toMatchObject({ origine: 'invitation', verifie_le: later(1) });
    expect(await add('declare', false)).toMatchObject({ origine: 'invitation', verifie_le: later(1) });
    expect((await membersOf(base.db, SIRET)).map((member) => member.id)).toEqual([id]);
    await add('oidc', true, '10010001500013');
    await together(base.db, (work) => dropOtherOidc(work, { compte: id, siret: '10020003600018' }));
    expect((await rattachementsOf(base.db, id)).map(({ siret }) => siret)).toEqual([SIRET]);
    expect(await together(base.db, (work) => removeRattachement(work, { compte: id, siret: SIRET }))).toBe(true);
    await expect(add('declare', false, '123')).rejects.toThrow();
  });

  it('an invitation is one an e-mail and an organisation, and is answered once', async () => {
    const { id } = await anAccount();
    const invitation = { email: 'a@ville.example', siret: SIRET, invite_par: id, cree_le: noon, expire_le: later(10) };
    for (const empreinte of ['un', 'deux'])
      await together(base.db, (work) => keepInvitation(work, { ...invitation, id: randomUUID(), empreinte }));
    const [kept, ...others] = await invitationsFor(base.db, 'a@ville.example', noon);
    expect([kept?.empreinte, others]).toEqual(['deux', []]);
    expect(await invitationsFor(base.db, 'a@ville.example', later(10))).toEqual([]);
    const take = (email: string) =>
      together(base.db, (work) => takeInvitation(work, { id: kept?.id ?? '', email }, noon));
    expect(await take('b@ville.example')).toBeUndefined();
    const taken = await Promise.all([take('a@ville.example'), take('a@ville.example')]);
    expect(taken.filter((one) => one !== undefined)).toHaveLength(1);
  });

  it('the journal gives back what was written, by act and by name, newest first', async () => {
    const act = { auteur: 'chef@ville.example', acte: 'compte.roles', cible: '100%@ville.example' };
    const detail = { avant: ['demandeur'], après: ['instructeur'] };
    await together(base.db, (work) => addActe(work, { ...act, raison: 'a\0b', detail }, noon));
    await together(base.db, (work) => addActe(work, { ...act, acte: 'compte.desactive' }, later(1)));
    const all = { acte: '', words: '' };
    const listed = await listActes(base.db, all, { limit: 10, offset: 0 });
    expect(listed.map(({ acte }) => acte)).toEqual(['compte.desactive', 'compte.roles']);
    expect(listed[1]).toMatchObject({ ...act, raison: 'a\uFFFDb', detail, le: noon });
    expect(await namedActes(base.db)).toEqual(['compte.desactive', 'compte.roles']);
    for (const [asked, found] of [
      [{ acte: 'compte.roles', words: '' }, 1],
      [{ acte: '', words: '100%@' }, 2],
      [{ acte: '', words: 'CHEF' }, 2],
      [{ acte: '', words: '100_@' }, 0],
    ] as const)
      expect(await countActes(base.db, asked)).toBe(found);
  });

  it('the journal is chained: an act changed or taken out shows, the oldest may end, and none can be changed', async () => {
    const act = { auteur: 'chef@ville.example', acte: 'compte.roles', cible: 'a@ville.example' };
    await Promise.all(
      [1, 2, 3, 4].map((day) =>
        together(base.db, (work) =>
          addActe(work, { ...act, raison: `le ${day}`, detail: { z: 'é', avant: ['b', 'a'] } }, later(day)),
        ),
      ),
    );
    const report = () => followChain(actesInOrder(base.db));
    expect(await report()).toMatchObject({ whole: true, actes: 4 });
    await expect(sql`update journal_administration set raison = 'autre'`.execute(base.db)).rejects.toThrow(
      'only added to',
    );

    const ranks = (await base.db.selectFrom('journal_administration').select('rang').orderBy('rang').execute()).map(
      ({ rang }) => rang,
    );
    await base.db
      .deleteFrom('journal_administration')
      .where('rang', '=', ranks[0] ?? 0)
      .execute();
    expect(await report()).toMatchObject({ whole: true, actes: 3 });
    await base.db
      .deleteFrom('journal_administration')
      .where('rang', '=', ranks[2] ?? 0)
      .execute();
    expect(await report()).toMatchObject({ whole: false, why: 'cut', at: { rang: ranks[3] } });

    await sql`alter table journal_administration disable trigger journal_administration_immuable`.execute(base.db);
    await sql`update journal_administration set cible = 'b@ville.example' where rang = ${ranks[1]}`.execute(base.db);
    await sql`alter table journal_administration enable trigger journal_administration_immuable`.execute(base.db);
    expect(await report()).toMatchObject({ whole: false, why: 'changed', at: { rang: ranks[1] } });
  });
});
