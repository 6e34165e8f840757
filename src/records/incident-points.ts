import type { Insertable, Selectable } from 'kysely';
import type { IncidentPointsTable } from './tables/watching.ts';
import { storable } from './text.ts';
import type { Db, Work } from './work.ts';

const MAX_TEXT = 4000;

export type IncidentPoint = Selectable<IncidentPointsTable>;

export async function insertIncidentPoint(
  work: Work,
  point: Omit<Insertable<IncidentPointsTable>, 'id'>,
): Promise<void> {
  await work
    .insertInto('incident_points')
    .values({ ...point, texte: storable(point.texte, MAX_TEXT) })
    .execute();
}

/** The timelines of some incidents, the latest point first. */
export async function incidentPoints(db: Db, incidents: readonly string[]): Promise<IncidentPoint[]> {
  if (incidents.length === 0) return [];
  return db
    .selectFrom('incident_points')
    .selectAll()
    .where('incident', 'in', incidents)
    .orderBy('id', 'desc')
    .execute();
}
