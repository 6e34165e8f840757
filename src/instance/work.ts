import type { Task } from '../platform/schedule.ts';
import type { Admission } from './admission.ts';
import type { Asked } from './asked.ts';
import type { Ground } from './ground.ts';
import type { Kept } from './kept.ts';
import type { Mailing } from './mailing.ts';
import { ownTasks, sharedTasks } from './tasks.ts';
import type { Watching } from './watching.ts';

interface WorkParts {
  readonly kept: Kept;
  readonly admission: Admission;
  readonly asked: Asked;
  readonly watching: Watching;
  /** What the parts of the portal do once for all nodes. */
  readonly upkeep: readonly Task[];
  readonly mailing: Mailing;
}

/** What one node does for all has a number in their database: whoever holds it leads. */
const UPKEEP = 4_102_011;
const PROBING = 4_102_012;

/** What this node does by itself, from time to time, according to its roles. */
export function workOf(
  { config, clock, log }: Ground,
  { kept, admission, asked, watching, mailing, upkeep: ofPortal }: WorkParts,
): Task[] {
  const { roles, probes } = config;
  const { db, documents, database } = kept;
  const upkeep = [
    ...sharedTasks({ db, clock, log }),
    asked.importedFiles.sweeping,
    watching.upkeep,
    mailing.upkeep,
    ...ofPortal,
  ];
  const led = (work: number, tasks: readonly Task[]): Task[] =>
    tasks.map((task) => ({ ...task, run: async () => ((await database.leads(work)) ? task.run() : undefined) }));
  return [
    ...ownTasks({ db, clock, documents, admission, log }),
    ...(roles.has('worker') ? [...mailing.sending, ...led(UPKEEP, upkeep)] : []),
    ...(roles.has('watch') && probes.run ? led(PROBING, [watching.probing]) : []),
  ];
}
