import type { CommandContext } from '../commands/command.ts';
import { Schedule } from '../platform/schedule.ts';
import type { Admission } from './admission.ts';
import type { Asked } from './asked.ts';
import { createCommandContext } from './command-context.ts';
import type { Ground } from './ground.ts';
import type { Kept } from './kept.ts';
import { createMailing, type Mailing } from './mailing.ts';
import { reportTask } from './observer.ts';
import type { Opened } from './opened.ts';
import { createWatching, type Watching } from './watching.ts';

/** What the instance does by itself, and what `apie` has it do. */
export interface Acts {
  readonly schedule: Schedule;
  readonly watching: Watching;
  readonly mailing: Mailing;
  readonly context: CommandContext;
}

interface ActsParts {
  readonly kept: Kept;
  readonly admission: Admission;
  readonly asked: Asked;
}

export function openActs(
  { config, endpoints, clock, metrics, log }: Ground,
  { kept, admission, asked }: ActsParts,
  opened: Opened,
): Acts {
  const { db, shipper } = kept;
  const { registerFeed, sign } = admission;
  const { simulator, importedFiles } = asked;
  const sandbox = simulator.slugs().length > 0;
  const mailing = opened.add(createMailing({ db, clock, config, sandbox, metrics, log }), (it) => it.close());
  const schedule = opened.add(new Schedule({ clock, onError: reportTask(log) }), (it) => it.stop());
  // Before the schedule stops, which waits for what is under way.
  opened.add(mailing, (it) => it.rest());
  const refreshRegister = () => registerFeed.refresh();
  const watching = createWatching({ db, clock, endpoints, config: config.probes, sign, refreshRegister });
  const acting = { registerFeed, shipper, schedule, watching, handedFiles: importedFiles.handed };
  const context = createCommandContext({ db, clock, simulator, sign, endpoints, ...acting });
  return { schedule, watching, mailing, context };
}
