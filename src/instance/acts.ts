import type { CommandContext } from '../commands/command.ts';
import { DEMANDES_OWNER } from '../habilitations/annonces/courriel.ts';
import type { Passwords } from '../platform/passwords.ts';
import { Schedule } from '../platform/schedule.ts';
import type { Admission } from './admission.ts';
import type { Asked } from './asked.ts';
import { backupSource } from './backup-source.ts';
import { createCommandContext } from './command-context.ts';
import { knownEverywhere } from './database.ts';
import type { Ground } from './ground.ts';
import type { Habilitations } from './habilitations.ts';
import type { Incidents } from './incidents.ts';
import type { JetonsPart } from './jetons-part.ts';
import type { Kept } from './kept.ts';
import type { Letters } from './letters.ts';
import { type Mailing, openMailing } from './mailing.ts';
import { reportTask } from './observer.ts';
import type { Opened } from './opened.ts';
import type { Subscriptions } from './subscriptions.ts';
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
  readonly incidents: Incidents;
  readonly passwords: Passwords;
  readonly subscriptions: Subscriptions;
  readonly letters: Letters;
  readonly habilitations: Habilitations;
  readonly jetons: Pick<Required<JetonsPart>, 'owners'>;
}

export function openActs(
  ground: Ground,
  { kept, admission, asked, incidents, passwords, subscriptions, letters, habilitations, jetons }: ActsParts,
  opened: Opened,
): Acts {
  const { config, endpoints, clock, metrics, log } = ground;
  const { db, database, shipper } = kept;
  const { registerFeed, sign } = admission;
  const { simulator, importedFiles } = asked;
  const owners = {
    abonnement: subscriptions.owner,
    lettre: letters.owner,
    [DEMANDES_OWNER]: habilitations.owner,
    ...jetons.owners,
  };
  const mailing = opened.add(openMailing(ground, kept, owners), (it) => it.close());
  const schedule = opened.add(new Schedule({ clock, onError: reportTask(log, metrics) }), (it) => it.stop());
  // Before the schedule stops, which waits for what is under way.
  opened.add(mailing, (it) => it.rest());
  const believed = () => knownEverywhere(database, registerFeed);
  const { isInMaintenance } = incidents;
  const watching = createWatching({ db, clock, endpoints, config: config.probes, sign, believed, isInMaintenance });
  const acting = {
    registerFeed,
    shipper,
    schedule,
    watching,
    sandbox: config.sandbox,
    handedFiles: importedFiles.handed,
    passwords,
    backup: backupSource(config, kept),
  };
  const context = createCommandContext({
    db,
    clock,
    simulator,
    sign,
    endpoints,
    noteBounce: mailing.bounced,
    ...acting,
  });
  return { schedule, watching, mailing, context };
}
