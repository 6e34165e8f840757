import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startControlServer } from './control/control-server.ts';
import { controlSocketPath } from './control/socket-path.ts';
import type { Endpoint } from './core/endpoint.ts';
import { createClientAddress } from './gateway/client-address.ts';
import { createCorridor } from './gateway/corridor.ts';
import type { House } from './gateway/house.ts';
import { createJetons } from './gateway/jetons/jetons.ts';
import { Register } from './gateway/jetons/register.ts';
import { createTokenReader, createTokenSigner } from './gateway/jetons/signing.ts';
import { fixedAnswers } from './gateway/open-answer.ts';
import { counterOf } from './gateway/rooms.ts';
import { createRoutes } from './gateway/routes.ts';
import { TraceJournal } from './gateway/trace/journal.ts';
import { RefusedTokens } from './gateway/trace/refused-tokens.ts';
import { TraceShipper } from './gateway/trace/shipper.ts';
import { createLocalCounters } from './gateway/volume/counters.ts';
import { parseLimits } from './gateway/volume/limits.ts';
import { createCommandContext } from './instance/command-context.ts';
import { openBans, openDatabaseOf, startRegisterFeed } from './instance/database.ts';
import { demonstrationCall } from './instance/demonstration.ts';
import { openImportedFiles } from './instance/imported-files.ts';
import { keepTraceLines } from './instance/keep-traces.ts';
import { createObserver, reportDelay, reportJournal, reportTask, watchBacklog } from './instance/observer.ts';
import { Opened } from './instance/opened.ts';
import type { Places } from './instance/places.ts';
import { openSimulator, providerConfig, providersOf } from './instance/providers.ts';
import { lastShipping, listen, listenMetrics, stopServing } from './instance/serving.ts';
import { drawSpecimen } from './instance/specimen.ts';
import { keepRefusedTokens, recurringTasks } from './instance/tasks.ts';
import { createWatching, watchStore } from './instance/watching.ts';
import { openApiTexts } from './openapi/texts.ts';
import { createPapersReader } from './papers/room-papers.ts';
import { createClock } from './platform/clock.ts';
import type { Config } from './platform/config-shape.ts';
import { createLocalDocumentStore } from './platform/documents/local-document-store.ts';
import { counted, createHttpServer, InFlight } from './platform/http-server.ts';
import { ownSecret } from './platform/jeton-secrets.ts';
import type { Log } from './platform/observability/log.ts';
import { createMetrics } from './platform/observability/metrics.ts';
import { openProviders } from './platform/provider-wire/open-providers.ts';
import { Schedule } from './platform/schedule.ts';
import { createPortal } from './portal/portal.ts';
import { readBrand } from './portal/views/brand.ts';
import type { Simulator } from './simulator/simulator.ts';
import { watchAnswers } from './watch/answers.ts';
import { statusSource } from './watch/status-source.ts';

export interface InstanceOptions {
  readonly config: Config;
  readonly endpoints: readonly Endpoint[];
  readonly places: Places;
  readonly log: Log;
}

export interface Instance {
  readonly url: string;
  readonly metricsUrl: string;
  /** The first call to try, as a shell command. */
  readonly firstCall: string;
  readonly simulator: Simulator;
  stop(): Promise<void>;
}

/** How long stopping waits for the answers under way: a call may take 10 s. */
const STOP_MS = 12_000;
const LAST_SHIPPING_MS = 5_000;
/** A data answer, a document carried inside it apart. */
const ANSWER_MAX_BYTES = 10_000_000;

/** Opens the whole service, in order; closes what it had opened when a part cannot be. */
export async function startInstance(options: InstanceOptions): Promise<Instance> {
  const opened = new Opened();
  try {
    return await open(options, opened);
  } catch (error) {
    await opened.closeAll();
    throw error;
  }
}

async function open({ config, endpoints, places, log }: InstanceOptions, opened: Opened): Promise<Instance> {
  mkdirSync(config.varDir, { recursive: true, mode: 0o700 });
  const control = opened.add(await startControlServer(controlSocketPath(config.varDir)), (it) => it.close());
  const clock = createClock(config.varDir);
  const metrics = createMetrics();
  const limits = parseLimits(readFileSync(config.limitsFile, 'utf8'), config.limitsFile);
  const rooms = endpoints.map((endpoint) => ({ endpoint, counter: counterOf(endpoint, limits) }));

  // What is kept.
  const database = opened.add(await openDatabaseOf(config, places, log), (it) => it.close());
  const { db } = database;
  const journal = opened.add(new TraceJournal(join(config.varDir, 'traces'), reportJournal(log)), (it) => it.close());
  const shipper = new TraceShipper({
    journal,
    keep: keepTraceLines(db, config.varDir, log),
    onDelay: reportDelay(log),
  });
  const documents = createLocalDocumentStore({
    directory: join(config.varDir, 'documents'),
    publicUrl: config.publicUrl,
    lifeSeconds: config.documentLifeSeconds,
    clock,
  });

  // Who may call, and how much.
  const secrets = config.jetonSecrets ?? [ownSecret(config.varDir)];
  const register = new Register();
  const registerFeed = opened.add(await startRegisterFeed(database, register, log), (it) => it.stop());
  const refusedTokens = new RefusedTokens(secrets[0]?.secret ?? '');
  const { bans, keepPending: keepPendingBans } = await openBans({ db, limits, clock, metrics, log });
  const counters = createLocalCounters();

  // Who is asked.
  const simulator = opened.add(await openSimulator(config, places, clock), (it) => it.close());
  const importedFiles = opened.add(
    await openImportedFiles({ config, endpoints, database, clock, log, observe: metrics.provider }),
    (it) => it.stop(),
  );
  const providers = opened.add(
    openProviders({
      providers: providersOf(endpoints),
      configOf: (slug) => providerConfig(config, simulator, slug),
      importedOf: importedFiles.of,
      clock,
      documents,
      limits: {
        deadlineMs: config.deadlineMs,
        answerMaxBytes: ANSWER_MAX_BYTES,
        documentMaxBytes: config.documentMaxBytes,
      },
      observe: metrics.provider,
    }),
    (it) => it.close(),
  );

  // The corridor, and the pages beside it.
  const papersOf = createPapersReader(places.endpoints);
  const watched = { store: watchStore(db), clock, endpoints };
  const house: House = {
    clock,
    bans,
    counters,
    addressRule: { name: 'adresse', limit: limits.adresse.plafond, windowMs: limits.adresse.fenetre_s * 1000 },
    prober: { authorization: undefined },
    strictTraceability: config.strictTraceability,
    deadlineMs: config.deadlineMs,
    routeOf: createRoutes({
      rooms: rooms.map((room) => ({ ...room, open: room.endpoint.open(providers.doorOf) })),
      open: new Map([
        ...fixedAnswers(openApiTexts({ rooms, limits, publicUrl: config.publicUrl, papersOf })),
        ...watchAnswers(watched),
      ]),
      privilegesCounter: { name: 'json', limit: limits.groupes.json.limite, windowMs: limits.fenetre_s * 1000 },
    }),
    jetonOf: createJetons(createTokenReader(secrets), register, clock),
  };
  const inFlight = new InFlight();
  const corridor = createCorridor({
    house,
    journal,
    inFlight,
    addressOf: createClientAddress(config.trustedProxies),
    observe: createObserver({ metrics, log, refusedTokens, clock }),
  });
  const schedule = opened.add(new Schedule({ clock, onError: reportTask(log) }), (it) => it.stop());
  const sign = createTokenSigner(secrets);
  const watching = createWatching({
    db,
    clock,
    endpoints,
    config: config.probes,
    sign,
    refreshRegister: () => registerFeed.refresh(),
  });
  const acting = { registerFeed, shipper, schedule, watching, handedFiles: importedFiles.handed };
  const context = createCommandContext({ db, clock, simulator, sign, endpoints, ...acting });
  const { firstCall, token } = await demonstrationCall(context, config, secrets);
  const portal = opened.add(
    await createPortal({
      frame: { brand: readBrand(config.brandFile), sandbox: context.sandbox },
      status: statusSource(watched),
      documents,
      catalogue: { rooms, papersOf, publicUrl: config.publicUrl, token, drawSpecimen },
      staticDirectory: places.statics,
      firstCall,
      logError: (error, requestId) => log.error({ err: error, request_id: requestId }, 'portail'),
    }),
    (it) => it.close(),
  );

  // The doors open.
  const server = createHttpServer({ gateway: corridor, portal: counted(inFlight, portal.listener) });
  const measures = opened.add(await listenMetrics(metrics, config, log), (it) => it.close());
  watchBacklog(metrics, { shipper, bans, clock });
  await listen(server, config.host, config.port);
  shipper.start();
  const upkeep = recurringTasks({ db, clock, documents, bans, keepPendingBans, counters, refusedTokens, log });
  schedule.start([...upkeep, importedFiles.sweeping, ...watching.tasks]);
  control.ready(context);

  return {
    url: config.publicUrl,
    metricsUrl: measures.address,
    firstCall,
    simulator,
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
