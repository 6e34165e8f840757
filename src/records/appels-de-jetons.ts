import { sql } from 'kysely';
import type { GrainJeton } from './tables/calls.ts';
import type { Db } from './work.ts';

/**
 * What the statement that keeps traces (`nouvelles`) also counts of each token, by hour: days and months are made of hours
 * later, so that a trace is counted once.
 */
export const appelsDeJetons = sql`
    statistiques as (
      insert into appels_de_jetons
      select jti, 'h'::"char", date_trunc('hour', recu_le), left(endpoint, 128), statut, palier_duree(duree_ms), count(*)
      from nouvelles group by 1, 3, 4, 5, 6 order by 1, 3, 4, 5, 6
      on conflict (jti, grain, debut, endpoint, statut, palier)
        do update set nombre = appels_de_jetons.nombre + excluded.nombre)`;

/** A unit of the clock in Paris. */
export type Unite = 'minute' | 'hour' | 'day' | 'month';

/** From when on the calls of a token are read, and by what. */
export interface Etendue {
  readonly jti: string;
  /** The beginning of a `unite`. */
  readonly from: Date;
  readonly unite: Unite;
}

/** Calls of one unit of time that ended with one status. */
export interface CompteDeTranche {
  readonly debut: Date;
  readonly statut: number;
  readonly nombre: number;
}

/** Calls of one endpoint that ended with one status, within one step of duration. */
export interface CompteDEndpoint {
  readonly endpoint: string;
  readonly statut: number;
  readonly palier: number;
  readonly nombre: number;
}

export interface ComptesDeJeton {
  readonly tranches: readonly CompteDeTranche[];
  readonly endpoints: readonly CompteDEndpoint[];
}

/** The same calls twice, by time and by endpoint, as they are at one instant. */
export async function comptesDeJeton(db: Db, etendue: Etendue): Promise<ComptesDeJeton> {
  // Its unit is worked out for each beginning, not for each row: that is most of the cost of a busy token.
  const { rows } = await sql<CompteDeTranche & CompteDEndpoint & { par_temps: boolean }>`
    select par_temps, date_trunc(${etendue.unite}, debut, 'Europe/Paris') as debut, endpoint, statut, palier,
      sum(nombre)::float8 as nombre
    from (select grouping(endpoint) = 1 as par_temps, debut, endpoint, statut, palier, sum(nombre) as nombre
      from ${appels(etendue)} group by grouping sets ((debut, statut), (endpoint, statut, palier))) as comptes
    group by 1, 2, 3, 4, 5`.execute(db);
  return { tranches: rows.filter((row) => row.par_temps), endpoints: rows.filter((row) => !row.par_temps) };
}

/** A row that is coarser than the unit would be told at a moment that is not its own. */
const grains: Readonly<Record<Exclude<Unite, 'minute'>, readonly GrainJeton[]>> = {
  hour: ['h'],
  day: ['h', 'j'],
  month: ['h', 'j', 'M'],
};

/** No count is as fine as a minute: those are read from the traces, which the limits of a token keep few. */
const appels = ({ jti, from, unite }: Etendue) =>
  unite === 'minute'
    ? sql`(select date_trunc('minute', recu_le) as debut, left(endpoint, 128) as endpoint, statut, palier_duree(duree_ms) as palier, 1 as nombre
        from traces where jti = ${jti} and recu_le >= ${from}) as appels`
    : sql`(select debut, endpoint, statut, palier, nombre from appels_de_jetons
        where jti = ${jti} and grain = any(${sql.val([...grains[unite]])}::"char"[]) and debut >= ${from}) as appels`;

const DAY_MS = 86_400_000;
/** Longer than the pages that read hours (30 hours) and days (8 days) look back. */
const HEURES_KEPT_MS = 2 * DAY_MS;
const JOURS_KEPT_MS = 10 * DAY_MS;

/** Moves what is old enough into the coarser grain: a page sees each call in one row, before as after. */
export async function regrouperAppels(db: Db, now: Date): Promise<void> {
  const older = (ms: number) => new Date(now.getTime() - ms);
  await regrouper(db, { de: 'h', vers: 'j', unite: 'day', before: older(HEURES_KEPT_MS) });
  await regrouper(db, { de: 'j', vers: 'M', unite: 'month', before: older(JOURS_KEPT_MS) });
}

interface Regroupement {
  readonly de: GrainJeton;
  readonly vers: GrainJeton;
  readonly unite: Unite;
  readonly before: Date;
}

/** A few tenths of a second: the embedded database does nothing else meanwhile. */
const AT_ONCE = 10_000;

async function regrouper(db: Db, { de, vers, unite, before }: Regroupement): Promise<void> {
  let moved = AT_ONCE;
  // Taken in the order in which traces are counted: neither waits for the other in a circle.
  while (moved === AT_ONCE) {
    const { rows } = await sql<{ nombre: number }>`
      with pris as (
        select jti, grain, debut, endpoint, statut, palier from appels_de_jetons
        where grain = ${de}::"char" and debut < ${before}
        order by jti, grain, debut, endpoint, statut, palier limit ${AT_ONCE} for update),
      deplaces as (
        delete from appels_de_jetons using pris
        where (appels_de_jetons.jti, appels_de_jetons.grain, appels_de_jetons.debut, appels_de_jetons.endpoint,
          appels_de_jetons.statut, appels_de_jetons.palier)
          = (pris.jti, pris.grain, pris.debut, pris.endpoint, pris.statut, pris.palier)
        returning appels_de_jetons.*),
      regroupes as (
        insert into appels_de_jetons
        select jti, ${vers}::"char", date_trunc(${unite}, debut, 'Europe/Paris'), endpoint, statut, palier, sum(nombre)
        from deplaces group by 1, 3, 4, 5, 6 order by 1, 3, 4, 5, 6
        on conflict (jti, grain, debut, endpoint, statut, palier)
          do update set nombre = appels_de_jetons.nombre + excluded.nombre)
      select count(*)::int as nombre from deplaces`.execute(db);
    moved = rows[0]?.nombre ?? 0;
  }
}

/** Forgets the months that began before then. */
export async function dropOldAppels(db: Db, before: Date): Promise<void> {
  await sql`delete from appels_de_jetons where grain = 'M' and debut < ${before}`.execute(db);
}
