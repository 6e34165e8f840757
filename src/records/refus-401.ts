import { type Kysely, type Selectable, sql } from 'kysely';
import { jsonBatches } from './json-rows.ts';
import type { Schema } from './schema.ts';
import type { Refus401Table } from './tables/calls.ts';
import { storable } from './text.ts';

// Each text is in the primary key, and an index entry holds 2.7 kB at most, all of them together.
const MAX_TEXT = 128;

export type Refus401 = Selectable<Refus401Table>;

/** Adds counts of 401 answers to those of the same minute, address, token hash and code. */
export async function addRefus401(db: Kysely<Schema>, rows: readonly Refus401[]): Promise<void> {
  const storables = rows.map((row) => ({
    ...row,
    adresse: storable(row.adresse, MAX_TEXT),
    empreinte: storable(row.empreinte, MAX_TEXT),
    code: storable(row.code, MAX_TEXT),
  }));
  for (const batch of jsonBatches(storables)) {
    // In one order for all, or two nodes adding to the same minutes could wait for each other for ever.
    await sql`
      insert into refus_401 (minute, adresse, empreinte, code, nombre, jti)
      select date_trunc('minute', minute), adresse, empreinte, code, least(sum(nombre), 2147483647)::int, min(jti)::uuid
      from json_to_recordset(${batch}::json) as refus (
        minute timestamptz, adresse text, empreinte text, code text, nombre int, jti text)
      group by 1, 2, 3, 4 order by 1, 2, 3, 4
      on conflict (minute, adresse, empreinte, code) do update
      set nombre = least(refus_401.nombre::bigint + excluded.nombre, 2147483647)::int`.execute(db);
  }
}

/** What was refused to a token from one address. */
export interface RefusDAdresse {
  readonly adresse: string;
  readonly nombre: number;
  /** The minute of the last one. */
  readonly derniere: Date;
}

/** The answers 401 to a token from an instant on, by address, the last seen first. */
export async function refusDuJeton(db: Kysely<Schema>, jti: string, since: Date): Promise<RefusDAdresse[]> {
  const { rows } = await sql<RefusDAdresse>`
    select adresse, sum(nombre)::float8 as nombre, max(minute) as derniere from refus_401
    where jti = ${jti} and minute >= date_trunc('minute', ${since}::timestamptz)
    group by 1 order by derniere desc, adresse`.execute(db);
  return rows;
}

export async function dropRefus401Before(db: Kysely<Schema>, before: Date): Promise<void> {
  await db.deleteFrom('refus_401').where('minute', '<', before).execute();
}
