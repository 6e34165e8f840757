import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { etatJeton } from '../core/etat-jeton.ts';
import { noticeDays } from '../core/terms.ts';
import type { Database } from '../platform/database/open-database.ts';
import { openTest, startEmbedded, startPostgresql, type TestDatabase } from './databases.fixture.ts';
import { insertJetons } from './jetons.ts';
import { chercherJetons, compterJetons } from './jetons-administres.ts';
import { addRefus401, refusDuJeton } from './refus-401.ts';
import { dropOldRetraits, holdJeton, keepRetrait, retraitDe, undoRetrait } from './retraits.ts';
import type { Schema } from './schema.ts';
import { together } from './work.ts';

const now = new Date('2026-12-01T12:00:00.000Z');
const at = (ms: number) => new Date(now.getTime() + ms);
const DAY_MS = 86_400_000;
const NOTICE_MS = noticeDays[0] * DAY_MS;
const postgresql = await startPostgresql();

const databases: [string, () => Promise<TestDatabase | null>][] = [
  ['PGlite', startEmbedded],
  ['PostgreSQL', () => Promise.resolve(postgresql)],
];

describe.each(databases)('tokens, on %s', (name, start) => {
  let server: TestDatabase;
  let base: Database<Schema>;
  const isAbsent = name === 'PostgreSQL' && postgresql === null;

  beforeAll(async () => {
    const started = await start();
    if (started === null) return;
    server = started;
    base = await openTest(server);
  }, 60_000);
  afterAll(async () => {
    if (isAbsent) return;
    await base.close();
    await server.stop();
  });

  async function made(dates: object = {}): Promise<string> {
    const jti = randomUUID();
    const life = { cree_le: at(-1), expire_le: at(10 * NOTICE_MS), revoque_le: null, banni_le: null };
    await insertJetons(base.db, [{ jti, uid: 'u', sujet: 's', roles: [], usage: 'protege', ...life, ...dates }]);
    return jti;
  }

  it.skipIf(isAbsent)('the state that is searched is the state that is shown, to the millisecond', async () => {
    const ends = [at(-1), at(0), at(1), at(NOTICE_MS), at(NOTICE_MS + 1)];
    const withdrawn = [null, at(-1), at(0), at(1), at(NOTICE_MS + 2)];
    for (const expire_le of ends)
      for (const banni_le of withdrawn)
        for (const revoque_le of [null, at(-5)]) await made({ expire_le, banni_le, revoque_le });
    const states = ['actif', 'fin_proche', 'retrait_prevu', 'expire', 'retire'] as const;
    let total = 0;
    for (const etat of states) {
      const found = await chercherJetons(base.db, { mots: [], etat }, { now, offset: 0, limit: 100 });
      expect(found.map((jeton) => etatJeton(jeton, now.getTime()))).toEqual(found.map(() => etat));
      expect(found.length).toBeGreaterThan(0);
      total += await compterJetons(base.db, { mots: [], etat }, now);
    }
    expect(total).toBe(ends.length * withdrawn.length * 2);
  });

  it.skipIf(isAbsent)('a withdrawal stands alone, is undone whole, and goes once its token is long over', async () => {
    const jti = await made({ expire_le: at(DAY_MS) });
    const said = { jti, origine: 'operateur', auteur: null, raison: 'x', decide_le: now } as const;
    await together(base.db, (work) => keepRetrait(work, { ...said, effet_le: at(60_000) }));
    expect(await together(base.db, (work) => holdJeton(work, jti))).toMatchObject({
      jeton: { banni_le: at(60_000), revoque_le: null },
      retrait: { effet_le: at(60_000) },
      octroi: null,
    });
    await together(base.db, (work) => keepRetrait(work, { ...said, effet_le: now }));
    expect(await retraitDe(base.db, jti)).toMatchObject({ effet_le: now });
    await together(base.db, (work) => undoRetrait(work, jti, at(1)));
    expect(await together(base.db, (work) => holdJeton(work, jti))).toMatchObject({
      jeton: { banni_le: null, revoque_le: null },
      retrait: null,
    });
    await dropOldRetraits(base.db, at(DAY_MS));
    const kept = () => base.db.selectFrom('retraits_de_jetons').selectAll().where('jti', '=', jti).execute();
    expect(await kept()).toHaveLength(2);
    await dropOldRetraits(base.db, at(DAY_MS + 1));
    expect(await kept()).toEqual([]);
  });

  it.skipIf(isAbsent)(
    'what is refused to a token is told by address, from the minute of its withdrawal on',
    async () => {
      const jti = await made();
      const row = { minute: now, adresse: '192.0.2.1', empreinte: 'a', code: '00105', nombre: 2, jti };
      const other = { ...row, adresse: '192.0.2.2', empreinte: 'b', minute: at(120_000), nombre: 1 };
      const before = { ...row, minute: at(-60_000) };
      await addRefus401(base.db, [row, other, before, { ...row, empreinte: 'c', jti: await made() }]);
      await addRefus401(base.db, [row]);
      expect(await refusDuJeton(base.db, jti, at(30_000))).toEqual([
        { adresse: '192.0.2.2', nombre: 1, derniere: at(120_000) },
        { adresse: '192.0.2.1', nombre: 4, derniere: now },
      ]);
    },
  );
});
