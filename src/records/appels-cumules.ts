import { type Kysely, sql } from 'kysely';
import type { Schema } from './schema.ts';

/** Calls of one day of Paris (`AAAA-MM-JJ`) that ended with one status. */
export interface DayCount {
  readonly jour: string;
  readonly statut: number;
  readonly nombre: number;
}

/** Calls of one endpoint in one month (`AAAA-MM`) or one day (`AAAA-MM-JJ`) of Paris that ended with one status. */
export interface EndpointCount {
  readonly endpoint: string;
  readonly periode: string;
  readonly statut: number;
  readonly nombre: number;
}

/** Minutes are read for the beginning of a period only: two days of them are kept. */
const MINUTES_KEPT_MS = 2 * 86_400_000;

/**
 * Counts by day and status of the calls received from an instant on. Whole days are read as days, the first day as hours,
 * its first hour as minutes while those are kept: at most some hundreds of rows, whatever the traffic was.
 */
export async function countsByDay(db: Kysely<Schema>, endpoints: readonly string[], from: Date): Promise<DayCount[]> {
  const { rows } = await sql<DayCount>`
    with bornes as (
      select ${from}::timestamptz as debut,
        date_trunc('hour', ${from}::timestamptz) + interval '1 hour' as heure,
        (date_trunc('day', ${from}::timestamptz at time zone 'Europe/Paris') + interval '1 day') at time zone 'Europe/Paris' as jour)
    select to_char(debut_du_cumul at time zone 'Europe/Paris', 'YYYY-MM-DD') as jour, statut, sum(nombre)::float8 as nombre
    from (
      select c.debut as debut_du_cumul, statut, nombre from appels_cumules c, bornes
      where endpoint = any(${sql.val([...endpoints])}::text[]) and (
        (grain = 'j' and c.debut >= bornes.jour)
        or (grain = 'h' and c.debut >= bornes.heure and c.debut < bornes.jour)
        or (grain = 'm' and c.debut >= date_trunc('minute', bornes.debut) and c.debut < least(bornes.heure, bornes.jour)))
    ) as comptes
    group by 1, 2 order by 1, 2`.execute(db);
  return rows;
}

/** Counts by endpoint and status of whole days of Paris, from a day (`AAAA-MM-JJ`) on, summed by month or by day. */
export async function countsByEndpoint(
  db: Kysely<Schema>,
  { by, endpoints, from }: { by: 'mois' | 'jour'; endpoints: readonly string[]; from: string },
): Promise<EndpointCount[]> {
  const { rows } = await sql<EndpointCount>`
    select endpoint, to_char(debut at time zone 'Europe/Paris', ${by === 'mois' ? 'YYYY-MM' : 'YYYY-MM-DD'}) as periode,
      statut, sum(nombre)::float8 as nombre
    from appels_cumules
    where endpoint = any(${sql.val([...endpoints])}::text[]) and grain = 'j'
      and debut >= ${from}::timestamp at time zone 'Europe/Paris'
    group by 1, 2, 3 order by 1, 2, 3`.execute(db);
  return rows;
}

/** Forgets the minutes that no period reads any more. */
export async function dropOldMinutes(db: Kysely<Schema>, now: Date): Promise<void> {
  await db
    .deleteFrom('appels_cumules')
    .where('grain', '=', 'm')
    .where('debut', '<', new Date(now.getTime() - MINUTES_KEPT_MS))
    .execute();
}
