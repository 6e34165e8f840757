import type { RequestListener, Server } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import { setTimeout as delay } from 'node:timers/promises';
import type { TraceShipper } from '../gateway/trace/shipper.ts';
import type { Config } from '../platform/config-shape.ts';
import { createHttpServer, createHttpsServer, type InFlight } from '../platform/http-server.ts';
import type { Log } from '../platform/observability/log.ts';
import type { Metrics } from '../platform/observability/metrics.ts';
import { TlsIdentity } from '../platform/tls-identity.ts';
import type { Ground } from './ground.ts';

/** How long stopping waits for the answers under way: a call may take 10 s. */
export const STOP_MS = 12_000;
/** …then for the database to take what it is owed. Whoever stops a node leaves it both, and some more. */
export const LAST_SHIPPING_MS = 5_000;
const LAST_BYTES_MS = 500;

type Listening = Server | SecureServer;

interface Door {
  readonly server: Listening;
  /** Reads again now what is read again when it changes. */
  reload(): void;
  stop(): void;
}

/** The one server of a node: HTTPS when it is given a certificate, whose renewal it shows by itself. */
export function openDoor(
  { config, metrics, log }: Ground,
  listeners: { readonly gateway: RequestListener; readonly portal: RequestListener },
): Door {
  if (config.tls === null)
    return { server: createHttpServer(listeners), reload: () => undefined, stop: () => undefined };
  const identity = new TlsIdentity(config.tls);
  const server = createHttpsServer(listeners, identity.options);
  const following = identity.follow(server, {
    onRenewed: (endsAt) => log.info({ fin: endsAt }, 'certificat TLS relu'),
    onRefused: (error) => log.error({ err: error }, "certificat TLS refusé : l'ancien reste servi"),
  });
  metrics.watch(
    'apie_tls_fin_secondes',
    'Fin du certificat servi, en secondes Unix',
    () => identity.endsAt.getTime() / 1000,
  );
  metrics.watch('apie_tls_refuse', "1 : le certificat ou la clé relus sont refusés, l'ancien reste servi", () =>
    Number(identity.isRefused),
  );
  return { server, reload: following.look, stop: following.stop };
}

export function listen(server: Listening, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const busy = error.code === 'EADDRINUSE';
      reject(
        busy
          ? new Error(`Le port ${port} est déjà pris sur ${host} ; choisissez-en un autre par la variable PORT.`)
          : error,
      );
    });
    server.listen(port, host, resolve);
  });
}

/** On the next port by default; when that one is taken and was not chosen, on any free one. */
export async function listenMetrics(metrics: Metrics, { metrics: wanted }: Config, log: Log) {
  try {
    return await metrics.listen(wanted.host, wanted.port);
  } catch (error) {
    if (wanted.chosen) throw error;
    const measures = await metrics.listen(wanted.host, 0);
    log.warn({ adresse: measures.address }, `port ${wanted.port} pris : les mesures sont ailleurs`);
    return measures;
  }
}

/** Takes no new call, and waits for the answers under way. */
export async function stopServing(server: Listening, inFlight: InFlight, timeoutMs: number): Promise<void> {
  inFlight.stop();
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  await inFlight.settled(timeoutMs);
  // The last bytes may still be on their way to a slow caller.
  server.closeIdleConnections();
  await Promise.race([closed, delay(LAST_BYTES_MS, undefined, { ref: false })]);
  server.closeAllConnections();
}

interface LastShipping {
  readonly shipper: TraceShipper;
  /** What else is kept in memory and owed to the database. */
  readonly others: readonly (() => Promise<void>)[];
}

/** Takes to the database what it is owed. Traces that could not be shipped stay in the journal until the next start. */
export async function lastShipping({ shipper, others }: LastShipping, timeoutMs: number, log: Log): Promise<void> {
  const shipped = Promise.all([shipper.drain(), ...others.map((other) => other())]).then(
    () => true,
    () => false,
  );
  const done = await Promise.race([shipped, delay(timeoutMs, false, { ref: false })]);
  if (!done) log.warn({ segments: shipper.backlog }, 'traces restées au journal, expédiées au prochain démarrage');
}
