// node --import tsx bench/statistiques.mjs [--base postgresql|embarquee] [--calls 100000000] [--tokens 2000] [--traces 300000]
// Fills the counts of tokens as a hundred million calls leave them, then times what the pages of one token read; then a search
// that finds nothing in the traces of a token that has called a lot.
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { tranchesDe, uniteDe } from '../src/jetons/statistiques/periodes.ts';
import { createLectureTraces } from '../src/jetons/traces/recherche.ts';
import { comptesDeJeton, regrouperAppels } from '../src/records/appels-de-jetons.ts';
import { openTest, startEmbedded, startPostgresql } from '../src/records/databases.fixture.ts';
import { createMissingPartitions } from '../src/records/partitions.ts';
import { dernieresTraces } from '../src/records/traces-de-jetons.ts';
import { median } from './report.mjs';

const { values } = parseArgs({
  options: {
    base: { type: 'string', default: 'postgresql' },
    calls: { type: 'string', default: '100000000' },
    tokens: { type: 'string', default: '2000' },
    traces: { type: 'string', default: '300000' },
  },
});
const [calls, tokens, traces] = [Number(values.calls), Number(values.tokens), Number(values.traces)];
/** Of an ordinary token; the busiest one calls all the endpoints, and sees everything happen. */
const [ENDPOINTS, COMBINATIONS] = [5, 8];
const [ALL_ENDPOINTS, ALL_COMBINATIONS] = [31, 40];
const READS = 200;
const STATUSES = [200, 404, 422, 502, 429];
const PERIODS = ['10min', '30h', '8j', '12mois'];

const server = values.base === 'postgresql' ? await startPostgresql() : await startEmbedded();
if (server === null) process.exit(1);
const { db, close } = await openTest(server);
const now = Date.now();
try {
  const busiest = randomUUID();
  await fill(busiest);
  const { rows: ordinary } = await sql`
    select distinct jti from appels_de_jetons where grain = 'M' and jti <> ${busiest} limit ${READS}`.execute(db);
  const table = {};
  for (const period of PERIODS) {
    table[`statistiques, ${period}`] = await timed(
      ordinary.map(
        ({ jti }) =>
          () =>
            read(jti, period),
      ),
    );
    table[`statistiques, ${period}, le plus actif`] = await timed(times(20, () => read(busiest, period)));
  }
  await fillTraces(busiest);
  table['50 derniers appels'] = await timed(times(50, () => dernieresTraces(db, busiest, 50)));
  const lecture = createLectureTraces({ db, clock: { now: Date.now } });
  const search = { from: null, before: null, endpoint: null, identifiant: null, recipient: null, object: null };
  const found = [];
  const nothing = async () => found.push(await lecture.chercher(busiest, { ...search, code: '418' }, null));
  table[`recherche vaine dans ${traces} traces`] = await timed(times(3, nothing));
  if (found.some(({ arretee }) => arretee))
    console.log('La recherche vaine s’est arrêtée avant la fin, comme elle le dit.');
  const startedAt = performance.now();
  await regrouperAppels(db, new Date(now + 3_600_000));
  console.log(`Une heure de cumuls regroupée en ${Math.round(performance.now() - startedAt)} ms.`);
  console.table(table);
} finally {
  await close();
  await server.stop();
}

async function read(jti, period) {
  const [from] = tranchesDe(period, now);
  return comptesDeJeton(db, { jti, from, unite: uniteDe(period) });
}

async function fill(busiest) {
  const startedAt = performance.now();
  const hours = slots('hour', 48);
  const days = slots('day', 8, 3);
  const months = slots('month', 12);
  const rows = tokens * ENDPOINTS * COMBINATIONS * 68 + ALL_ENDPOINTS * ALL_COMBINATIONS * 68;
  const each = Math.ceil(calls / rows);
  await sql`alter table appels_de_jetons drop constraint appels_de_jetons_pkey`.execute(db);
  for (const [grain, debuts] of Object.entries({ h: hours, j: days, M: months })) {
    await insert(
      sql`select gen_random_uuid() as jti from generate_series(1, ${tokens})`,
      [grain, debuts, each],
      [ENDPOINTS, COMBINATIONS],
      busiest,
    );
    await insert(
      sql`select ${busiest}::uuid as jti`,
      [grain, debuts, each],
      [ALL_ENDPOINTS, ALL_COMBINATIONS],
      busiest,
    );
  }
  await sql`alter table appels_de_jetons add primary key (jti, grain, debut, endpoint, statut, palier)`.execute(db);
  await sql`analyze appels_de_jetons`.execute(db);
  const { rows: told } = await sql`
    select count(*)::int as lignes, count(distinct jti)::int as jetons, sum(nombre)::float8 as appels,
      pg_total_relation_size('appels_de_jetons')::float8 as octets from appels_de_jetons`.execute(db);
  const [{ lignes, jetons, appels, octets }] = told;
  console.log(
    `${values.base} : ${appels} appels de ${jetons} jetons en ${lignes} lignes, ${Math.round(octets / 1e6)} Mo, remplis en ${Math.round((performance.now() - startedAt) / 1000)} s.`,
  );
}

/** Tokens are the same in every grain: they are made once, then taken again. */
async function insert(ofTokens, [grain, debuts, each], [endpoints, combinations], busiest) {
  const known = sql`select distinct jti from appels_de_jetons where jti <> ${busiest}`;
  const { rows: any } = await sql`select 1 from appels_de_jetons where jti <> ${busiest} limit 1`.execute(db);
  const source = endpoints === ENDPOINTS && any.length > 0 ? known : ofTokens;
  await sql`
    insert into appels_de_jetons
    select jti, ${grain}::"char", debut, 'endpoint_' || e, (${sql.val(STATUSES)}::int[])[1 + c % 5], 4 + c / 5, ${each}
    from (${source}) as j, unnest(${sql.val(debuts)}::timestamptz[]) as debut,
      generate_series(1, ${endpoints}::int) as e, generate_series(0, ${combinations}::int - 1) as c`.execute(db);
}

async function fillTraces(jti) {
  const months = tranchesDe('12mois', now);
  await createMissingPartitions(db, [...months, new Date(now)]);
  const span = now - (months[1]?.getTime() ?? now);
  for (let done = 0; done < traces; done += 50_000) {
    await sql`
      insert into traces
      select gen_random_uuid(), ${new Date(now)}::timestamptz - (${span}::float8 * n / ${traces}) * interval '1 millisecond',
        'entreprises', '100100015', 200, 200, ${jti}, 'u', 'Aides publiques', '10000001700010', 'dossier-' || n, null,
        '192.0.2.1', 25, '{}', null
      from generate_series(${done}::int, ${Math.min(done + 50_000, traces)}::int - 1) as n`.execute(db);
  }
  await sql`analyze traces`.execute(db);
}

function slots(unit, count, skipped = 0) {
  const period = { hour: '30h', day: '8j', month: '12mois' }[unit];
  const last = tranchesDe(period, now).at(-1).getTime();
  const step = { hour: 3_600_000, day: 86_400_000, month: 30.5 * 86_400_000 }[unit];
  return Array.from({ length: count }, (_, rank) => new Date(last - (rank + skipped) * step).toISOString());
}

async function timed(reads) {
  const durations = [];
  for (const run of reads) {
    const startedAt = performance.now();
    await run();
    durations.push(performance.now() - startedAt);
  }
  const sorted = durations.toSorted((a, b) => a - b);
  const at = (share) => Number(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1));
  return { 'médiane ms': Number(median(durations).toFixed(1)), 'p95 ms': at(0.95), lectures: durations.length };
}

function times(count, run) {
  return Array.from({ length: count }, () => run);
}
