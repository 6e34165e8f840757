import { join } from 'node:path';
import { AlreadyRunning } from './control/control-server.ts';
import { RoomError } from './core/room-error.ts';
import { loadEndpoints } from './gateway/rooms.ts';
import type { Places } from './instance/places.ts';
import { providersOf } from './instance/providers.ts';
import { type Instance, startInstance } from './instance.ts';
import { ConfigurationError, processEnvironment, readConfig } from './platform/config.ts';
import { createLog } from './platform/observability/log.ts';
import { isApart } from './platform/roles.ts';

const root = import.meta.dirname;
const places: Places = {
  endpoints: join(root, 'endpoints'),
  providers: join(root, 'providers'),
  migrations: join(root, '..', 'migrations'),
  statics: join(root, 'portal', 'static'),
  portal: join(root, 'portal'),
  emptyDatabase: join(root, '..', 'dist-base', 'modele'),
};

try {
  const endpoints = await loadEndpoints(places.endpoints);
  const config = readConfig(processEnvironment(), providersOf(endpoints));
  const log = createLog(config.logLevel);
  const instance = await startInstance({ config, endpoints, places, log });
  process.stdout.write(banner(instance));
  process.on('uncaughtException', (error) => log.fatal({ err: error }, 'exception non rattrapée'));
  process.on('unhandledRejection', (error) => log.fatal({ err: error }, 'promesse rejetée sans suite'));
  // A terminal that closes ends what it has started; without one, it is a word from the operator.
  if (!process.stdout.isTTY) process.on('SIGHUP', () => instance.reload());
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(instance, signal));
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}

async function stop(instance: Instance, signal: string): Promise<void> {
  process.stdout.write(`${signal} : arrêt, réponses en cours attendues.\n`);
  await instance.stop();
  process.exit(0);
}

function banner({ url, roles, metricsUrl, firstCall, simulator }: Instance): string {
  if (isApart(roles))
    return `\nAPI Entreprise, rôle(s) ${[...roles].join(', ')}, sur ${url} (mesures : ${metricsUrl}).\n\n`;
  const simulated = simulator.slugs();
  return [
    '',
    `API Entreprise répond sur ${url} (mesures : ${metricsUrl}).`,
    simulated.length > 0
      ? `Bac à sable : ${simulated.join(', ')} simulés, données fictives.`
      : 'Tous les fournisseurs sont réels.',
    '',
    'Premier appel :',
    `  ${firstCall}`,
    '',
    '',
  ].join('\n');
}

function explain(error: unknown): string {
  if (error instanceof AlreadyRunning)
    return "Une instance d'API Entreprise tourne déjà sur ce dossier d'état (VAR_DIR). Des rôles séparés (ROLES) ont chacun le leur, et une base commune (DATABASE_URL).";
  if (error instanceof ConfigurationError || error instanceof RoomError) return error.message;
  // A plain Error is a sentence written for the operator; anything else is a bug, and its stack says where.
  if (error instanceof Error && error.constructor === Error) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
