import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { MaintenancesTable } from './tables/watching.ts';
import { storable } from './text.ts';
import type { Db, Work } from './work.ts';

const MAX_TITRE = 200;
const MAX_TEXT = 4000;

export type Maintenance = Selectable<MaintenancesTable>;
export type NewMaintenance = Omit<Insertable<MaintenancesTable>, 'id' | 'version'>;
export type MaintenanceUpdate = Omit<Updateable<MaintenancesTable>, 'id' | 'version'>;

/** Keeps an announced window, and gives the name it is known by. */
export async function insertMaintenance(work: Work, maintenance: NewMaintenance): Promise<string> {
  const { id } = await work
    .insertInto('maintenances')
    .values({ ...maintenance, ...storables(maintenance), id: nameOf(maintenance.annoncee_le) })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** `2026-11-24-7`: the day of its announcement in Paris, then a number that no other maintenance has. */
const nameOf = (announcedAt: Date) =>
  sql<string>`to_char(${announcedAt}::timestamptz at time zone 'Europe/Paris', 'YYYY-MM-DD') || '-' || nextval('maintenances_numero')`;

/** Changes a window that is still at this version; false when someone has changed it meanwhile. */
export async function updateMaintenance(
  work: Work,
  { id, version }: Pick<Maintenance, 'id' | 'version'>,
  update: MaintenanceUpdate,
): Promise<boolean> {
  const { numUpdatedRows } = await work
    .updateTable('maintenances')
    .set({ ...update, ...storables(update), version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

function storables({ titre, texte }: { titre?: string | undefined; texte?: string | undefined }) {
  return {
    ...(titre === undefined ? {} : { titre: storable(titre, MAX_TITRE) }),
    ...(texte === undefined ? {} : { texte: storable(texte, MAX_TEXT) }),
  };
}

export async function findMaintenance(db: Db, id: string): Promise<Maintenance | undefined> {
  return db.selectFrom('maintenances').selectAll().where('id', '=', storable(id, MAX_TITRE)).executeTakeFirst();
}

/** Neither over nor cancelled, in the order they come. */
export async function comingMaintenances(db: Db, now: Date): Promise<Maintenance[]> {
  return db
    .selectFrom('maintenances')
    .selectAll()
    .where('annulee_le', 'is', null)
    .where('fin', '>', now)
    .orderBy('debut')
    .orderBy('id')
    .execute();
}

/** Those of these endpoints that were not cancelled, nor over before an instant, in the order they come. */
export async function maintenancesDepuis(db: Db, endpoints: readonly string[], since: Date): Promise<Maintenance[]> {
  return db
    .selectFrom('maintenances')
    .selectAll()
    .where('annulee_le', 'is', null)
    .where('fin', '>', since)
    .where(sql<boolean>`endpoints && ${sql.val([...endpoints])}::text[]`)
    .orderBy('debut')
    .orderBy('id')
    .execute();
}

/** All that has been announced, the latest first: those cancelled are told as such. */
export async function announcedMaintenances(
  db: Db,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<Maintenance[]> {
  return db
    .selectFrom('maintenances')
    .selectAll()
    .orderBy('debut', 'desc')
    .orderBy('id', 'desc')
    .offset(offset)
    .limit(limit)
    .execute();
}

export async function countMaintenances(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('maintenances')
    .select((query) => query.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
