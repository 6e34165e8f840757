import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { IncidentsTable } from './tables/watching.ts';
import { storable } from './text.ts';
import type { Db, Work } from './work.ts';

const MAX_TITRE = 200;
const MAX_TEXT = 4000;

export type Incident = Selectable<IncidentsTable> & { readonly endpoints: readonly string[] };
export type NewIncident = Omit<Insertable<IncidentsTable>, 'id' | 'version'> & {
  readonly endpoints: readonly string[];
};
export type IncidentUpdate = Omit<Updateable<IncidentsTable>, 'id' | 'version'> & {
  readonly endpoints?: readonly string[];
};

const withEndpoints = (db: Db) =>
  db
    .selectFrom('incidents')
    .selectAll('incidents')
    .select(
      sql<string[]>`array(select endpoint from incident_endpoints where incident = incidents.id order by endpoint)`.as(
        'endpoints',
      ),
    );

/** Keeps an incident, and gives the name it is known by. */
export async function insertIncident(work: Work, { endpoints, ...incident }: NewIncident): Promise<string> {
  const { id } = await work
    .insertInto('incidents')
    .values({ ...incident, ...storables(incident), id: nameOf(incident.ouvert_le) })
    .returning('id')
    .executeTakeFirstOrThrow();
  await keepEndpoints(work, id, endpoints);
  return id;
}

/** `2026-11-24-7`: the day in Paris, then a number that no other incident has. */
const nameOf = (openedAt: Date) =>
  sql<string>`to_char(${openedAt}::timestamptz at time zone 'Europe/Paris', 'YYYY-MM-DD') || '-' || nextval('incidents_numero')`;

/** Changes an incident that is still at this version; false when someone has changed it meanwhile. */
export async function updateIncident(
  work: Work,
  { id, version }: Pick<Incident, 'id' | 'version'>,
  { endpoints, ...update }: IncidentUpdate,
): Promise<boolean> {
  const { numUpdatedRows } = await work
    .updateTable('incidents')
    .set({ ...update, ...storables(update), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  if (endpoints !== undefined) {
    await work.deleteFrom('incident_endpoints').where('incident', '=', id).execute();
    await keepEndpoints(work, id, endpoints);
  }
  return true;
}

async function keepEndpoints(work: Work, incident: string, endpoints: readonly string[]): Promise<void> {
  const rows = [...new Set(endpoints)].map((endpoint) => ({ incident, endpoint: storable(endpoint, MAX_TITRE) }));
  await work.insertInto('incident_endpoints').values(rows).execute();
}

function storables({ titre, prochaine_action }: { titre?: string | undefined; prochaine_action?: string | undefined }) {
  return {
    ...(titre === undefined ? {} : { titre: storable(titre, MAX_TITRE) }),
    ...(prochaine_action === undefined ? {} : { prochaine_action: storable(prochaine_action, MAX_TEXT) }),
  };
}

export async function findIncident(db: Db, id: string): Promise<Incident | undefined> {
  return withEndpoints(db).where('id', '=', storable(id, MAX_TITRE)).executeTakeFirst();
}

/** Published and not resolved: the worst first, then the oldest. */
export async function openIncidents(db: Db): Promise<Incident[]> {
  return withEndpoints(db)
    .where('brouillon', '=', false)
    .where('etat', '<>', 'resolu')
    .orderBy(sql`array_position(array['critique', 'majeure', 'mineure'], gravite)`)
    .orderBy('ouvert_le')
    .execute();
}

interface Range {
  readonly offset: number;
  readonly limit: number;
}

/** Resolved ones, the latest first; of one endpoint alone when it is given. */
export async function pastIncidents(db: Db, endpoint: string | null, { offset, limit }: Range): Promise<Incident[]> {
  return withEndpoints(db)
    .where('etat', '=', 'resolu')
    .$if(endpoint !== null, (query) => query.where(concerning(endpoint)))
    .orderBy('ouvert_le', 'desc')
    .orderBy('id', 'desc')
    .offset(offset)
    .limit(limit)
    .execute();
}

export async function countPastIncidents(db: Db, endpoint: string | null): Promise<number> {
  const { count } = await db
    .selectFrom('incidents')
    .select((query) => query.fn.countAll<number>().as('count'))
    .where('etat', '=', 'resolu')
    .$if(endpoint !== null, (query) => query.where(concerning(endpoint)))
    .executeTakeFirstOrThrow();
  return Number(count);
}

const concerning = (endpoint: string | null) =>
  sql<boolean>`exists (select 1 from incident_endpoints e where e.incident = incidents.id and e.endpoint = ${endpoint})`;

/** What anyone may read, the last changed first. */
export async function publishedIncidents(db: Db, limit: number): Promise<Incident[]> {
  return withEndpoints(db)
    .where('brouillon', '=', false)
    .orderBy('modifie_le', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Published ones of these endpoints that were not resolved before an instant, the latest first. */
export async function incidentsDepuis(db: Db, endpoints: readonly string[], since: Date): Promise<Incident[]> {
  return withEndpoints(db)
    .where('brouillon', '=', false)
    .where(({ or, eb }) => or([eb('resolu_le', 'is', null), eb('resolu_le', '>=', since)]))
    .where(
      sql<boolean>`exists (select 1 from incident_endpoints e
        where e.incident = incidents.id and e.endpoint = any(${sql.val([...endpoints])}::text[]))`,
    )
    .orderBy('ouvert_le', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** What operators see: drafts first, then what is open, then the rest; drafts set aside apart. */
export async function deskIncidents(db: Db, { offset, limit }: Range): Promise<Incident[]> {
  return withEndpoints(db)
    .where('ecarte_le', 'is', null)
    .orderBy('brouillon', 'desc')
    .orderBy(sql`etat = 'resolu'`)
    .orderBy('ouvert_le', 'desc')
    .offset(offset)
    .limit(limit)
    .execute();
}

export async function countDeskIncidents(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('incidents')
    .select((query) => query.fn.countAll<number>().as('count'))
    .where('ecarte_le', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Drafts and open incidents. Nobody else opens a draft from errors until the transaction ends. */
export async function incidentsUnderWay(work: Work): Promise<Incident[]> {
  await sql`select pg_advisory_xact_lock(hashtext('incidents.brouillons'))`.execute(work);
  return withEndpoints(work)
    .where('ecarte_le', 'is', null)
    .where('etat', '<>', 'resolu')
    .orderBy('ouvert_le')
    .execute();
}
