import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { subscribeByRole } from '../../src/letters/by-role.ts';
import type { Database } from '../../src/platform/database/open-database.ts';
import {
  addAbonnementByRole,
  dropLeftAbonnements,
  endAbonnement,
  keepAbonnement,
} from '../../src/records/abonnements.ts';
import { changeListes, dropLeftAbonnes, joinListes } from '../../src/records/abonnes-lettres.ts';
import { openTest, startEmbedded, startPostgresql } from '../../src/records/databases.fixture.ts';
import type { Schema } from '../../src/records/schema.ts';
import { together } from '../../src/records/work.ts';

const servers = [await startEmbedded(), await startPostgresql()].filter((server) => server !== null);
afterAll(() => Promise.all(servers.map((server) => server.stop())));

const now = new Date('2027-03-04T08:00:00.000Z');
const later = new Date('2027-06-04T08:00:00.000Z');
const email = 'camille@mairie.example';

describe.each(
  servers.map((server) => ({ on: server.options.url === undefined ? 'PGlite' : 'PostgreSQL', server })),
)('lists by role, on $on', ({ server }) => {
  let base: Database<Schema>;
  beforeAll(async () => {
    base = await openTest(server);
  });
  afterAll(() => base.close());
  beforeEach(() => sql`truncate abonnements, abonnes_lettres, desinscriptions`.execute(base.db));

  const named = (role: 'demandeur' | 'contact_metier' | 'contact_technique', at = now, of = email) =>
    together(base.db, (work) => subscribeByRole(work, { email: of, role }, at));
  const letters = () => base.db.selectFrom('abonnes_lettres').selectAll().orderBy('email').execute();
  const notices = () => base.db.selectFrom('abonnements').selectAll().execute();
  const leave = async (listes: ('infolettre' | 'techlettre')[]) => {
    const [abonne] = await letters();
    await together(base.db, (work) => changeListes(work, abonne?.id ?? '', listes, now));
  };

  it('the requester and the business contact receive the infolettre', async () => {
    expect(await named('demandeur')).toEqual(['infolettre']);
    expect(await named('contact_metier', now, 'metier@mairie.example')).toEqual(['infolettre']);
    expect((await letters()).map((one) => [one.email, one.listes, one.confirme_le])).toEqual([
      [email, ['infolettre'], null],
      ['metier@mairie.example', ['infolettre'], null],
    ]);
    expect(await notices()).toEqual([]);
  });

  it('the technical contact receives the techlettre, and the notices of every service', async () => {
    expect(await named('contact_technique')).toEqual(['techlettre', 'avis']);
    expect((await letters()).map(({ listes }) => listes)).toEqual([['techlettre']]);
    expect(await notices()).toMatchObject([{ email, sorte: 'courriel', endpoints: [], desinscrit_le: null }]);
  });

  it('one person of several roles is one subscriber, named twice is named once', async () => {
    await named('demandeur', now, ' Camille@Mairie.example ');
    expect(await named('contact_technique')).toEqual(['techlettre', 'avis']);
    expect(await named('contact_technique', later)).toEqual([]);
    expect(await named('contact_metier', later)).toEqual([]);
    expect((await letters()).map(({ listes }) => listes)).toEqual([['infolettre', 'techlettre']]);
    expect(await notices()).toHaveLength(1);
    expect(await named('demandeur', now, 'pas une adresse')).toEqual([]);
  });

  it('who has left a list is never put back in it, and is in the others', async () => {
    await named('demandeur');
    await leave([]);
    expect(await named('demandeur', later)).toEqual([]);
    expect(await named('contact_technique', later)).toEqual(['techlettre', 'avis']);
    expect((await letters()).map(({ listes, desinscrit_le }) => [listes, desinscrit_le])).toEqual([
      [['techlettre'], null],
    ]);
    await leave([]);
    expect([await named('demandeur', later), await named('contact_technique', later)]).toEqual([[], []]);
  });

  it('not even once his address is erased', async () => {
    await named('contact_technique');
    await leave([]);
    const [notice] = await notices();
    await together(base.db, (work) => endAbonnement(work, notice?.id ?? '', now));
    await dropLeftAbonnes(base.db, later);
    await dropLeftAbonnements(base.db, later);
    expect([await letters(), await notices()]).toEqual([[], []]);
    expect(JSON.stringify(await base.db.selectFrom('desinscriptions').selectAll().execute())).not.toContain('camille');
    expect(await named('contact_technique', later)).toEqual([]);
    expect([await letters(), await notices()]).toEqual([[], []]);
  });

  it('until he asks for it himself', async () => {
    await named('contact_technique');
    await leave([]);
    const [notice] = await notices();
    await together(base.db, (work) => endAbonnement(work, notice?.id ?? '', now));
    await together(base.db, (work) => joinListes(work, { email, listes: ['techlettre'] }, later));
    const demande = {
      empreinte: 'x',
      email,
      sorte: 'courriel',
      url: '',
      endpoints: ['entreprises'],
      adresse: '',
    } as const;
    const asked = {
      ...demande,
      endpoints: ['entreprises'],
      pour: 'avis' as const,
      listes: [],
      cree_le: now,
      expire_le: later,
    };
    await together(base.db, (work) => keepAbonnement(work, asked, { secret: null, now: later }));
    expect((await letters()).map(({ listes, confirme_le }) => [listes, confirme_le])).toEqual([
      [['techlettre'], later],
    ]);
    await leave([]);
    expect(await named('contact_technique', later)).toEqual([]);
    // The services that he follows are those he chose.
    expect(await notices()).toMatchObject([{ endpoints: ['entreprises'], desinscrit_le: null }]);
  });

  it('is kept with the acceptance, or not at all', async () => {
    const undone = together(base.db, async (work) => {
      await subscribeByRole(work, { email, role: 'contact_technique' }, now);
      throw new Error('not accepted');
    });
    await expect(undone).rejects.toThrow('not accepted');
    expect([await letters(), await notices()]).toEqual([[], []]);
  });

  it.runIf(server.options.url !== undefined)('who is leaving at the same moment has left', async () => {
    await named('contact_technique');
    const [abonne] = await letters();
    const [notice] = await notices();
    let named2: Promise<unknown> = Promise.resolve();
    await together(base.db, async (work) => {
      await changeListes(work, abonne?.id ?? '', ['infolettre'], now);
      await endAbonnement(work, notice?.id ?? '', now);
      named2 = together(base.db, async (other) => [
        await addAbonnementByRole(other, email, later),
        await subscribeByRole(other, { email, role: 'contact_technique' }, later),
      ]);
    });
    expect(await named2).toEqual([false, []]);
    expect((await letters()).map(({ listes }) => listes)).toEqual([['infolettre']]);
  });
});
