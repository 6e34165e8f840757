import type { Clock } from '../core/clock.ts';
import { type IncidentPoint, incidentPoints } from '../records/incident-points.ts';
import {
  countDeskIncidents,
  countPastIncidents,
  deskIncidents,
  findIncident,
  type Incident,
  openIncidents,
  pastIncidents,
  publishedIncidents,
} from '../records/incidents.ts';
import {
  announcedMaintenances,
  comingMaintenances,
  countMaintenances,
  findMaintenance,
  type Maintenance,
} from '../records/maintenances.ts';
import type { Db } from '../records/work.ts';

/** An incident and what has been said of it, the latest first. */
export interface ToldIncident extends Incident {
  readonly points: readonly IncidentPoint[];
}

/** A page of a list, from 1, and how many there are. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly page: number;
  readonly pages: number;
}

export interface IncidentReader {
  now(): Date;
  /** Open ones, the worst first. */
  open(): Promise<readonly Incident[]>;
  /** Under way or to come. */
  coming(): Promise<readonly Maintenance[]>;
  /** Resolved ones, of one endpoint or of all, the latest first; pages from 1. */
  past(page: number, endpoint: string | null): Promise<Page<Incident>>;
  /** Whatever its state, drafts too: what may be shown is for the page to say. */
  incident(id: string): Promise<ToldIncident | null>;
  maintenance(id: string): Promise<Maintenance | null>;
  /** What the feeds tell: the last incidents changed, with their timelines. */
  latest(): Promise<readonly ToldIncident[]>;
  /** What the calendar tells: the last maintenances announced, those cancelled too. */
  calendar(): Promise<readonly Maintenance[]>;
  /** What operators see of all of them. */
  deskIncidents(page: number): Promise<Page<Incident>>;
  deskMaintenances(page: number): Promise<Page<Maintenance>>;
}

const PAGE = 20;
/** A feed is for what is new: older ones have their pages. */
const FEED = 50;
const CALENDAR = 200;

/** Reads what is kept of incidents and maintenances. */
export function createIncidentReader(db: Db, clock: Clock): IncidentReader {
  const now = () => new Date(clock.now());
  return {
    now,
    open: () => openIncidents(db),
    coming: () => comingMaintenances(db, now()),
    past: async (page, endpoint) =>
      paged(page, await countPastIncidents(db, endpoint), (range) => pastIncidents(db, endpoint, range)),
    incident: async (id) => {
      const incident = await findIncident(db, id);
      return incident === undefined ? null : { ...incident, points: await incidentPoints(db, [id]) };
    },
    maintenance: async (id) => (await findMaintenance(db, id)) ?? null,
    latest: async () => {
      const incidents = await publishedIncidents(db, FEED);
      const points = await incidentPoints(
        db,
        incidents.map(({ id }) => id),
      );
      return incidents.map((incident) => ({
        ...incident,
        points: points.filter((point) => point.incident === incident.id),
      }));
    },
    calendar: () => announcedMaintenances(db, { offset: 0, limit: CALENDAR }),
    deskIncidents: async (page) => paged(page, await countDeskIncidents(db), (range) => deskIncidents(db, range)),
    deskMaintenances: async (page) =>
      paged(page, await countMaintenances(db), (range) => announcedMaintenances(db, range)),
  };
}

/** The page asked, or the last one there is. */
async function paged<Item>(
  asked: number,
  count: number,
  read: (range: { offset: number; limit: number }) => Promise<Item[]>,
): Promise<Page<Item>> {
  const pages = Math.max(1, Math.ceil(count / PAGE));
  const page = Math.min(asked, pages);
  return { items: await read({ offset: (page - 1) * PAGE, limit: PAGE }), page, pages };
}
