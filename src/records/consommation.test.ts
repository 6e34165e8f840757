import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../platform/database/open-database.ts';
import { insertBannissement } from './bannissements.ts';
import {
  adressesVues,
  appelsEntre,
  compteRefus,
  dropOldConsommation,
  jetonsBannis,
  pannesDeJetons,
  refusDeJetons,
  refusRepetes,
} from './consommation.ts';
import { openTest, startEmbedded, startPostgresql } from './databases.fixture.ts';
import { dropFenetresFinies, fenetresDesAutres, keepFenetres } from './fenetres-en-cours.ts';
import { aTrace } from './samples.fixture.ts';
import type { Schema } from './schema.ts';
import { insertTraceLines, insertTraces, type Trace } from './traces.ts';

const servers = [await startEmbedded(), await startPostgresql()].filter((server) => server !== null);
afterAll(() => Promise.all(servers.map((server) => server.stop())));

const at = (time: string) => new Date(`2026-11-24T${time}Z`);
const range = { offset: 0, limit: 50 };

describe.each(
  servers.map((server) => ({ on: server.options.url === undefined ? 'PGlite' : 'PostgreSQL', server })),
)('what is counted of tokens, on $on', ({ server }) => {
  let base: Database<Schema>;
  beforeAll(async () => {
    base = await openTest(server);
  });
  afterAll(() => base.close());
  beforeEach(() =>
    sql`truncate traces, adresses_de_jetons, echecs_de_jetons, fenetres_en_cours, bannissements`.execute(base.db),
  );

  it('is what their traces say, once each, whichever way and however often they come', async () => {
    const jti = randomUUID();
    const call = (recu_le: Date, statut: number, adresse = '192.0.2.1', endpoint = 'entreprises') =>
      aTrace({ jti, recu_le, statut, adresse, endpoint });
    const traces = [
      call(at('10:00:01'), 200),
      call(at('10:00:02'), 429),
      call(at('10:00:59.999'), 429),
      call(at('10:01:00'), 429),
      call(at('10:02:00'), 502),
      call(at('12:02:00'), 504),
      call(at('12:02:00'), 404, '2001:db8::1'),
      // The next day in Paris, the same in UTC.
      call(at('23:30:00'), 429, '192.0.2.1', 'associations'),
    ];
    await insertTraceLines(base.db, traces.slice(0, 5).map(lineOf));
    await insertTraceLines(base.db, traces.slice(0, 5).map(lineOf));
    await insertTraces(base.db, traces);
    await insertTraces(base.db, [aTrace({ recu_le: at('10:00:00'), statut: 429 })]);

    expect(await adressesVues(base.db, [jti], at('00:00:00'))).toEqual([
      { jti, adresse: '192.0.2.1', appels: 7, refus_429: 4, premier_le: at('10:00:01'), dernier_le: at('23:30:00') },
      { jti, adresse: '2001:db8::1', appels: 1, refus_429: 0, premier_le: at('12:02:00'), dernier_le: at('12:02:00') },
    ]);
    expect((await adressesVues(base.db, [jti], at('23:00:00'))).map(({ appels }) => appels)).toEqual([1]);
    const refused = await refusDeJetons(base.db, [jti], at('00:00:00'), range);
    expect(refused.map(({ minute, nombre, endpoint }) => [minute, nombre, endpoint])).toEqual([
      [at('23:30:00'), 1, 'associations'],
      [at('10:01:00'), 1, 'entreprises'],
      [at('10:00:00'), 2, 'entreprises'],
    ]);
    expect(await compteRefus(base.db, [jti], at('10:01:00'))).toEqual({ lignes: 2, refus: 2 });
    expect(await compteRefus(base.db, [], at('10:01:00'))).toEqual({ lignes: 0, refus: 0 });
    expect(await pannesDeJetons(base.db, [jti], { from: at('00:00:00'), recently: at('12:00:00') })).toEqual([
      {
        endpoint: 'entreprises',
        statuts: [502, 504],
        nombre: 2,
        recents: 1,
        premiere: at('10:02:00'),
        derniere: at('12:02:00'),
      },
    ]);
    const asked = { jtis: [jti], adresse: '192.0.2.1', from: at('10:00:02'), to: at('10:01:00') };
    expect(await appelsEntre(base.db, asked)).toBe(3);
    const repeated = await refusRepetes(base.db, at('00:00:00'), 4);
    expect(repeated.map(({ nombre }) => nombre)).toEqual([2, 1, 1]);
    expect(await refusRepetes(base.db, at('00:00:00'), 5)).toEqual([]);
  });

  it('names the tokens that a ban in force cuts off, and no other', async () => {
    const [mine, older] = [randomUUID(), randomUUID()];
    const adresse = '192.0.2.7';
    const calls = [
      aTrace({ jti: mine, adresse, recu_le: at('09:00:00') }),
      aTrace({ jti: older, adresse, recu_le: new Date('2026-11-20T09:00:00Z') }),
      aTrace({ adresse: '192.0.2.8', recu_le: at('09:00:00') }),
    ];
    await insertTraces(base.db, calls);
    await insertBannissement(base.db, { adresse, motif: 'plafond', debut: at('10:00:00'), fin: at('22:00:00') });
    expect((await jetonsBannis(base.db, at('21:59:59'))).map(({ jti }) => jti)).toEqual([mine]);
    expect(await jetonsBannis(base.db, at('22:00:00'))).toEqual([]);
  });

  it('is forgotten when no page tells it any more', async () => {
    const [recent, old] = [
      aTrace({ recu_le: at('10:00:00'), statut: 503 }),
      aTrace({ recu_le: at('10:00:00'), statut: 503 }),
    ];
    await insertTraces(base.db, [recent, { ...old, recu_le: new Date('2026-08-01T10:00:00Z') }]);
    await dropOldConsommation(base.db, at('11:00:00'));
    const left = await adressesVues(base.db, [recent.jti, old.jti], new Date('2026-01-01T00:00:00Z'));
    expect(left.map(({ jti }) => jti)).toEqual([recent.jti]);
    const asked = { from: new Date('2026-01-01T00:00:00Z'), recently: at('00:00:00') };
    expect(await pannesDeJetons(base.db, [old.jti], asked)).toEqual([]);
  });

  it('tells each node the windows of the others, as last published, until they end', async () => {
    const [here, there] = [randomUUID(), randomUUID()];
    const window = (nombre: number) => ({ compteur: 'json', cle: 'un-jeton', nombre, fin: at('10:01:00') });
    await keepFenetres(base.db, there, [window(3)]);
    await keepFenetres(base.db, there, [window(9)]);
    await keepFenetres(base.db, here, [window(5)]);
    const read = (now: Date, cles = ['un-jeton']) => fenetresDesAutres(base.db, here, cles, now);
    expect(await read(at('10:00:59'))).toEqual([{ noeud: there, ...window(9) }]);
    expect([await read(at('10:01:00')), await read(at('10:00:00'), []), await read(at('10:00:00'), ['autre'])]).toEqual(
      [[], [], []],
    );
    await dropFenetresFinies(base.db, at('10:01:00'));
    expect(await read(at('10:00:00'))).toEqual([]);
  });
});

/** As the journal writes it. */
function lineOf(trace: Trace): string {
  return JSON.stringify({ ...trace, recu_le: trace.recu_le.toISOString() }).replace('"recu_le": "', '"recu_le":"');
}
