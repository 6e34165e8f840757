import type { Task } from '../platform/schedule.ts';
import type { Admission } from './admission.ts';
import { createAlerting } from './alerting.ts';
import type { Asked } from './asked.ts';
import type { Ground } from './ground.ts';
import type { Incidents } from './incidents.ts';
import type { Kept } from './kept.ts';
import type { Mailing } from './mailing.ts';
import { ownTasks, sharedTasks } from './tasks.ts';
import type { Watching } from './watching.ts';

interface WorkParts {
  readonly kept: Kept;
  readonly admission: Admission;
  readonly asked: Asked;
  readonly incidents: Incidents;
  readonly watching: Watching;
  /** What the parts of the portal do once for all nodes. */
  readonly upkeep: readonly Task[];
  readonly mailing: Mailing;
  /** What parts do for this node alone. */
  readonly own: readonly Task[];
}

/** What one node does for all has a number in their database: whoever holds it leads. */
const UPKEEP = 4_102_011;
const PROBING = 4_102_012;

/** What this node does by itself, from time to time, according to its roles. */
export function workOf(
  ground: Ground,
  { kept, admission, asked, incidents, watching, mailing, upkeep: ofPortal, own }: WorkParts,
): Task[] {
  const { config, clock, log } = ground;
  const { roles, probes } = config;
  const { db, documents, database } = kept;
  const alerting = createAlerting(ground, kept, admission);
  const upkeep = [
    ...sharedTasks({ db, clock, log }),
    asked.importedFiles.sweeping,
    watching.upkeep,
    mailing.upkeep,
    alerting.upkeep,
    ...ofPortal,
  ];
  const led = (work: number, tasks: readonly Task[]): Task[] =>
    tasks.map((task) => ({ ...task, run: async () => ((await database.leads(work)) ? task.run() : undefined) }));
  return [
    ...ownTasks({ db, clock, documents, admission, log }),
    ...own,
    // Each node counts its own errors: the database sees to it that one draft is opened.
    ...(roles.has('gateway') ? [incidents.drafting] : []),
    ...alerting.rounds,
    ...(roles.has('worker') ? [...mailing.sending, ...led(UPKEEP, upkeep)] : []),
    ...(roles.has('watch') && probes.run ? led(PROBING, [watching.probing]) : []),
  ];
}
