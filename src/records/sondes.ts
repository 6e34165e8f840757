import { type Kysely, type Selectable, sql } from 'kysely';
import type { Schema } from './schema.ts';
import type { SondesTable } from './tables/watching.ts';

export type Sonde = Selectable<SondesTable>;

/** Statuses of a service that works: a partial answer is an answer. */
const UP: readonly number[] = [200, 206];

/** Keeps a probe and counts it in its day, once. */
export async function insertSonde(
  db: Kysely<Schema>,
  sonde: Omit<Sonde, 'en_maintenance'>,
  duringMaintenance: boolean,
): Promise<void> {
  const { endpoint, faite_le, code, duree_ms, request_id } = sonde;
  const succeeded = UP.includes(code) ? 1 : 0;
  const apart = succeeded === 0 && duringMaintenance ? 1 : 0;
  await sql`
    with nouvelle as (
      insert into sondes (endpoint, faite_le, code, duree_ms, request_id, en_maintenance)
      values (${endpoint}, ${faite_le}, ${code}, ${duree_ms}, ${request_id}, ${duringMaintenance})
      on conflict do nothing returning endpoint, faite_le)
    insert into sondes_par_jour (endpoint, jour, sondes, reussies, en_maintenance)
    select endpoint, (faite_le at time zone 'Europe/Paris')::date, 1, ${succeeded}::int, ${apart}::int from nouvelle
    on conflict (endpoint, jour) do update set sondes = sondes_par_jour.sondes + 1,
      reussies = sondes_par_jour.reussies + excluded.reussies,
      en_maintenance = sondes_par_jour.en_maintenance + excluded.en_maintenance`.execute(db);
}

/** Probes of one endpoint in one day of Paris (`AAAA-MM-JJ`). */
export interface SondesDuJour {
  readonly endpoint: string;
  readonly jour: string;
  readonly sondes: number;
  readonly reussies: number;
  readonly en_maintenance: number;
}

/** Days of probes from a day on, oldest first. */
export async function sondesParJour(db: Kysely<Schema>, from: string): Promise<SondesDuJour[]> {
  const { rows } = await sql<SondesDuJour>`
    select endpoint, to_char(jour, 'YYYY-MM-DD') as jour, sondes, reussies, en_maintenance
    from sondes_par_jour where jour >= ${from}::date order by jour`.execute(db);
  return rows;
}

/** The last probe of each endpoint. */
export async function lastSondes(db: Kysely<Schema>): Promise<Sonde[]> {
  const { rows } = await sql<Sonde>`
    select distinct on (endpoint) endpoint, faite_le, code, duree_ms, request_id, en_maintenance
    from sondes order by endpoint, faite_le desc`.execute(db);
  return rows;
}

/** Probes made from an instant on, oldest first. */
export async function sondesSince(db: Kysely<Schema>, from: Date): Promise<Sonde[]> {
  return db.selectFrom('sondes').selectAll().where('faite_le', '>=', from).orderBy('faite_le').execute();
}

export async function dropSondesBefore(db: Kysely<Schema>, before: Date): Promise<void> {
  await db.deleteFrom('sondes').where('faite_le', '<', before).execute();
}

/** Each endpoint's probes from an instant on, and its last ones whatever their age, oldest first. */
export async function recentSondes(
  db: Kysely<Schema>,
  endpoints: readonly string[],
  { from, atLeast }: { readonly from: Date; readonly atLeast: number },
): Promise<Sonde[]> {
  const { rows } = await sql<Sonde>`
    select s.endpoint, s.faite_le, s.code, s.duree_ms, s.request_id, s.en_maintenance
    from unnest(${sql.val([...endpoints])}::text[]) as demande (nom), lateral (
      select *, row_number() over (order by faite_le desc) as rang
      from (select * from sondes where endpoint = demande.nom order by faite_le desc limit ${MOST_RECENT}) as dernieres
    ) as s
    where s.rang <= ${atLeast} or s.faite_le >= ${from}
    order by s.faite_le`.execute(db);
  return rows;
}

/** More than the most frequent prober makes in an hour. */
const MOST_RECENT = 200;
