import { mkdirSync } from 'node:fs';
import { startControlServer } from './control/control-server.ts';
import { controlSocketPath } from './control/socket-path.ts';
import { openAccess } from './instance/accounts.ts';
import { openActs } from './instance/acts.ts';
import { openAdmission } from './instance/admission.ts';
import { openAsked } from './instance/asked.ts';
import { openCorridor } from './instance/corridor.ts';
import { demonstrationCall } from './instance/demonstration.ts';
import { type Given, openGround } from './instance/ground.ts';
import { openHabilitations } from './instance/habilitations.ts';
import { openIncidentDesk } from './instance/incidents.ts';
import { openConsommations } from './instance/jetons-consommation.ts';
import { openJetonsParts } from './instance/jetons-parts.ts';
import { openKept } from './instance/kept.ts';
import { openLetters } from './instance/letters.ts';
import { watchBacklog } from './instance/observer.ts';
import { Opened } from './instance/opened.ts';
import { openPages } from './instance/pages.ts';
import {
  LAST_SHIPPING_MS,
  lastShipping,
  listen,
  listenMetrics,
  openDoor,
  STOP_MS,
  stopServing,
} from './instance/serving.ts';
import { openSubscriptions } from './instance/subscriptions.ts';
import { openSupport } from './instance/support.ts';
import { keepRefusedTokens } from './instance/tasks.ts';
import { watchStore } from './instance/watching.ts';
import { workOf } from './instance/work.ts';
import { counted, InFlight } from './platform/http-server.ts';
import type { Role } from './platform/roles.ts';
import type { Simulator } from './simulator/simulator.ts';

export interface Instance {
  readonly url: string;
  readonly roles: ReadonlySet<Role>;
  readonly metricsUrl: string;
  /** The first call to try, as a shell command. */
  readonly firstCall: string;
  readonly simulator: Simulator;
  /** Reads again what may change without a restart. */
  reload(): void;
  stop(): Promise<void>;
}

/** Opens the service, the roles of this node, in order; closes what it had opened when a part cannot be. */
export async function startInstance(given: Given): Promise<Instance> {
  const opened = new Opened();
  try {
    return await open(given, opened);
  } catch (error) {
    await opened.closeAll();
    throw error;
  }
}

async function open(given: Given, opened: Opened): Promise<Instance> {
  const { config, endpoints, log } = given;
  mkdirSync(config.varDir, { recursive: true, mode: 0o700 });
  const control = opened.add(await startControlServer(controlSocketPath(config.varDir)), (it) => it.close());
  const ground = openGround(given);
  const { clock, metrics } = ground;

  // What is kept; who may call, and how much; who is asked.
  const kept = await openKept(ground, opened);
  const { db, journal, shipper } = kept;
  const admission = await openAdmission(ground, kept, opened);
  const { bans, keepPendingBans, refusedTokens } = admission;
  const asked = await openAsked(ground, kept, opened);
  const subscriptions = openSubscriptions(ground, kept, admission);
  const support = openSupport(ground, kept);
  const letters = await openLetters(ground, kept, admission, opened);
  const incidents = await openIncidentDesk(ground, kept, subscriptions.tell, opened);

  // The corridor, what the instance does by itself, and the pages beside it.
  const inFlight = new InFlight();
  const watched = { store: watchStore(db), clock, endpoints };
  const corridor = openCorridor(ground, { kept, admission, asked, watched, incidents, inFlight });
  const { access, desks, passwords, sweeping } = openAccess(ground, kept, admission);
  const habilitations = openHabilitations(ground, kept, admission);
  const consommations = openConsommations(ground, kept, admission);
  const jetons = openJetonsParts({ ground, kept, admission, access, habilitations });
  const acting = { kept, admission, asked, incidents, passwords, subscriptions, letters, habilitations, jetons };
  const { schedule, watching, mailing, context } = openActs(ground, acting, opened);
  const demonstration = await demonstrationCall(context, config, admission.secrets);
  const pages = await openPages(
    ground,
    {
      kept,
      admission,
      asked,
      access,
      desks,
      habilitations,
      watched,
      incidents,
      mailing,
      subscriptions,
      support,
      letters,
      demonstration,
      consommations,
      jetons,
    },
    opened,
  );

  // The doors open.
  const door = opened.add(openDoor(ground, { gateway: corridor, portal: counted(inFlight, pages.listener) }), (it) =>
    it.stop(),
  );
  const { server } = door;
  const measures = opened.add(await listenMetrics(metrics, config, log), (it) => it.close());
  watchBacklog(metrics, { shipper, bans, clock });
  await listen(server, config.host, config.port);
  shipper.start();
  const upkeep = [
    sweeping,
    subscriptions.upkeep,
    support.upkeep,
    ...letters.upkeep,
    ...habilitations.upkeep,
    ...consommations.upkeep,
    ...jetons.upkeep,
  ];
  schedule.start(
    workOf(ground, { kept, admission, asked, incidents, watching, mailing, upkeep, own: consommations.publishing }),
  );
  control.ready(context);

  return {
    url: config.publicUrl,
    roles: config.roles,
    metricsUrl: measures.address,
    firstCall: demonstration.firstCall,
    simulator: asked.simulator,
    reload: door.reload,
    stop: async () => {
      await stopServing(server, inFlight, STOP_MS);
      await shipper.stop();
      journal.close();
      await lastShipping(
        { shipper, others: [() => keepRefusedTokens(db, refusedTokens), keepPendingBans] },
        LAST_SHIPPING_MS,
        log,
      );
      await opened.closeAll();
    },
  };
}
