import { isWithin } from '../core/daily-window.ts';
import type { Endpoint } from '../core/endpoint.ts';
import { ClosedEndpoints } from '../gateway/closed-endpoints.ts';
import type { Task } from '../platform/schedule.ts';
import { openIncidents } from '../records/incidents.ts';
import { comingMaintenances } from '../records/maintenances.ts';
import { createIncidentReader, type IncidentReader } from '../watch/incident-reader.ts';
import { createIncidentDesk, type IncidentDesk } from '../watch/incidents/desk.ts';
import { draftFromErrors } from '../watch/incidents/draft-from-errors.ts';
import { ErrorBursts } from '../watch/incidents/error-bursts.ts';
import { createMaintenanceDesk, type MaintenanceDesk } from '../watch/maintenances/desk.ts';
import type { Tell } from '../watch/notice.ts';
import { Ongoing } from '../watch/ongoing.ts';
import { startFeed } from './feed.ts';
import type { Ground } from './ground.ts';
import type { Kept } from './kept.ts';
import type { Opened } from './opened.ts';

/** What goes wrong, what is announced, and all that must know of it. */
export interface Incidents {
  readonly reader: IncidentReader;
  readonly incidentDesk: IncidentDesk;
  readonly maintenanceDesk: MaintenanceDesk;
  readonly ongoing: Ongoing;
  /** What the gateway does not answer for now. */
  readonly closed: ClosedEndpoints;
  readonly bursts: ErrorBursts;
  readonly drafting: Task;
  isInMaintenance(endpoint: Endpoint, at: Date): boolean;
}

const DRAFT_MS = 10_000;

export async function openIncidentDesk(ground: Ground, kept: Kept, tell: Tell, opened: Opened): Promise<Incidents> {
  const { config, clock, log, endpoints } = ground;
  const { database, db } = kept;
  const ongoing = new Ongoing();
  const closed = new ClosedEndpoints();
  const bursts = new ErrorBursts();

  async function load(): Promise<void> {
    const [incidents, maintenances] = await Promise.all([
      openIncidents(db),
      comingMaintenances(db, new Date(clock.now())),
    ]);
    ongoing.replace(incidents, maintenances);
    const cuts = maintenances.filter(({ coupure }) => coupure);
    closed.replace(cuts.map(({ endpoints: names, debut, fin }) => ({ endpoints: names, from: +debut, to: +fin })));
  }

  const feed = opened.add(
    await startFeed({ kind: database.kind, load, log, name: 'incidents et maintenances' }),
    (it) => it.stop(),
  );
  // What is kept is kept: an instance that cannot read it again now does at its next look.
  const changed = () =>
    feed.refresh().catch((error: unknown) => log.warn({ err: error }, 'incidents et maintenances : relus plus tard'));
  const desk = { db, clock, publicUrl: config.publicUrl, tell, changed };
  const titles = new Map(endpoints.map(({ name, title }) => [name, title]));
  const titleOf = (endpoint: string) => titles.get(endpoint) ?? endpoint;
  return {
    reader: createIncidentReader(db, clock),
    incidentDesk: createIncidentDesk(desk),
    maintenanceDesk: createMaintenanceDesk(desk),
    ongoing,
    closed,
    bursts,
    drafting: {
      name: 'brouillons d’incident',
      everyMs: DRAFT_MS,
      run: async () => {
        const failing = bursts.current(clock.now());
        if (failing.length === 0) return;
        const draft = await draftFromErrors({ db, clock, titleOf }, failing);
        bursts.forget(failing);
        if (draft !== null)
          log.warn({ incident: draft, endpoints: failing }, 'erreurs internes : brouillon d’incident');
      },
    },
    isInMaintenance: ({ name, providers }, at) =>
      ongoing.isInMaintenance(name, at) ||
      providers.some(({ slug, maintenance }) => !isSimulated(ground, slug) && isWithin(maintenance, at)),
  };
}

/** A simulated provider never sleeps: its wire has no window. A node that asks no provider knows of none. */
const isSimulated = ({ config }: Ground, slug: string): boolean =>
  config.providers.get(slug)?.simulated ?? config.sandbox;
