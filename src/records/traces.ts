import { type Kysely, type Selectable, sql } from 'kysely';
import { sqlStateOf } from '../platform/database/sql-error.ts';
import { appelsDeJetons } from './appels-de-jetons.ts';
import { consommation } from './consommation-cumulee.ts';
import { jsonBatches } from './json-rows.ts';
import { createMissingPartitions, dropPartition, forgetPartitions, listPartitions, partitionOf } from './partitions.ts';
import type { Schema } from './schema.ts';
import type { TracesTable } from './tables/calls.ts';
import { isUuid, storable } from './text.ts';

const PAGE_ROWS = 1000;
const MAX_TEXT = 16_384;
const NO_PARTITION = '23514';

export type Trace = Selectable<TracesTable>;

/** Thrown when every other trace of the batch is stored: those it holds can never be, so a retry is useless. */
export class UnstorableTraces extends Error {
  readonly traces: readonly Trace[];

  constructor(traces: readonly Trace[]) {
    super(`${traces.length} trace(s) with an identifier or a date that is not one: ${traces[0]?.request_id}`);
    this.name = 'UnstorableTraces';
    this.traces = traces;
  }
}

/** Keeps traces and says how many were new: giving the same batch again adds nothing. */
export async function insertTraces(db: Kysely<Schema>, batch: readonly Trace[]): Promise<number> {
  const storables = batch.filter(isStorable);
  let inserted = 0;
  try {
    inserted = await insertAll(db, storables);
  } catch (error) {
    // Inside a caller's transaction the failure has already doomed it: only the caller can start again.
    if (sqlStateOf(error) !== NO_PARTITION || db.isTransaction) throw error;
    forgetPartitions(db);
    inserted = await insertAll(db, storables);
  }
  if (storables.length < batch.length) throw new UnstorableTraces(batch.filter((trace) => !isStorable(trace)));
  return inserted;
}

/**
 * The quick way for lines that we wrote ourselves, as they are: one JSON object a line, `recu_le` in ISO form.
 * Throws when a line cannot be kept as it is; none is kept then, and `insertTraces` says which.
 */
export async function insertTraceLines(db: Kysely<Schema>, lines: readonly string[]): Promise<void> {
  const months = new Set(lines.map(monthOf));
  await createMissingPartitions(
    db,
    [...months].map((month) => new Date(`${month}-01T00:00:00Z`)),
  );
  await insertRows(db, `[${lines.join(',')}]`);
}

const RECEIVED = '"recu_le":"';

function monthOf(line: string): string {
  const start = line.indexOf(RECEIVED) + RECEIVED.length;
  return line.slice(start, start + 'AAAA-MM'.length);
}

async function insertAll(db: Kysely<Schema>, traces: readonly Trace[]): Promise<number> {
  await createMissingPartitions(
    db,
    traces.map(({ recu_le }) => recu_le),
  );
  let inserted = 0;
  for (const rows of jsonBatches(traces.map(storableTrace))) inserted += await insertRows(db, rows);
  return inserted;
}

/** Counts what is new by minute first: the two coarser grains are then sums of a few rows. */
async function insertRows(db: Kysely<Schema>, rows: string): Promise<number> {
  const { rows: counted } = await sql<{ nombre: number }>`
    with nouvelles as (
      insert into traces (request_id, recu_le, endpoint, identifiant, statut, statut_fournisseur, jti, uid,
        context, recipient, object, user_id, adresse, duree_ms, avertissements, code_erreur)
      select * from json_to_recordset(${rows}::json) as trace (
        request_id uuid, recu_le timestamptz, endpoint text, identifiant text, statut smallint,
        statut_fournisseur smallint, jti uuid, uid text, context text, recipient text, object text,
        user_id text, adresse text, duree_ms double precision, avertissements text[], code_erreur text)
      on conflict do nothing returning endpoint, recu_le, statut, jti, adresse, duree_ms),
    minutes as (
      select endpoint, date_trunc('minute', recu_le) as minute, statut, count(*) as nombre
      from nouvelles group by 1, 2, 3),
    cumuls as (
      insert into appels_cumules (endpoint, grain, debut, statut, nombre)
      select endpoint, grain, debut, statut, sum(nombre)
      from minutes, lateral (values
        ('m'::"char", minute),
        ('h'::"char", date_trunc('hour', minute)),
        ('j'::"char", date_trunc('day', minute at time zone 'Europe/Paris') at time zone 'Europe/Paris')) as g (grain, debut)
      group by 1, 2, 3, 4
      order by 1, 2, 3, 4
      on conflict (endpoint, grain, debut, statut) do update set nombre = appels_cumules.nombre + excluded.nombre),
    ${consommation},
    ${appelsDeJetons}
    select coalesce(sum(nombre), 0)::int as nombre from minutes`.execute(db);
  return counted[0]?.nombre ?? 0;
}

function isStorable({ request_id, jti, recu_le }: Trace): boolean {
  const year = recu_le.getUTCFullYear();
  return isUuid(request_id) && isUuid(jti) && year >= 1970 && year <= 9999;
}

function storableTrace(trace: Trace): Trace {
  return {
    ...trace,
    endpoint: storable(trace.endpoint, MAX_TEXT),
    identifiant: storable(trace.identifiant, MAX_TEXT),
    statut: smallint(trace.statut) ?? 0,
    statut_fournisseur: smallint(trace.statut_fournisseur),
    uid: storable(trace.uid, MAX_TEXT),
    context: orNull(trace.context),
    recipient: orNull(trace.recipient),
    object: orNull(trace.object),
    user_id: orNull(trace.user_id),
    adresse: storable(trace.adresse, MAX_TEXT),
    duree_ms: Number.isFinite(trace.duree_ms) ? trace.duree_ms : 0,
    avertissements: trace.avertissements.map((code) => storable(code, MAX_TEXT)),
    code_erreur: orNull(trace.code_erreur),
  };
}

function orNull(text: string | null): string | null {
  return text === null ? null : storable(text, MAX_TEXT);
}

function smallint(value: number | null): number | null {
  return value !== null && Number.isInteger(value) && Math.abs(value) <= 32_767 ? value : null;
}

/** Every trace received from `depuis` on and before `jusqua`, oldest first, a page in memory at a time. */
export async function* streamTraces(
  db: Kysely<Schema>,
  { depuis, jusqua }: { depuis?: Date | undefined; jusqua?: Date | undefined },
): AsyncGenerator<Trace> {
  let last: Trace | undefined;
  do {
    const page = await readPage(db, { from: last?.recu_le ?? depuis, before: jusqua, after: last });
    yield* page;
    last = page.length < PAGE_ROWS ? undefined : page.at(-1);
  } while (last !== undefined);
}

type Page = { from: Date | undefined; before: Date | undefined; after: Trace | undefined };

async function readPage(db: Kysely<Schema>, { from, before, after }: Page): Promise<Trace[]> {
  let query = db.selectFrom('traces').selectAll().orderBy('recu_le').orderBy('request_id').limit(PAGE_ROWS);
  if (from !== undefined) query = query.where('recu_le', '>=', from);
  if (before !== undefined) query = query.where('recu_le', '<', before);
  if (after !== undefined) {
    query = query.where(sql<boolean>`(recu_le, request_id) > (${after.recu_le}, ${after.request_id})`);
  }
  return query.execute();
}

/** Drops whole every month before the month of this date, and names what it dropped. */
export async function dropTracesBefore(db: Kysely<Schema>, month: Date): Promise<string[]> {
  const names = (await listPartitions(db)).filter((name) => name < partitionOf(month));
  for (const name of names) await dropPartition(db, name);
  if (names.length > 0) forgetPartitions(db);
  return names;
}
