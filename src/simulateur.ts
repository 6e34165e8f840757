import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findCommand } from './commands/all.ts';
import { CommandError } from './commands/command.ts';
import { simulateurPanne } from './commands/simulateur-panne.ts';
import { AlreadyRunning, type ControlServer, startControlServer } from './control/control-server.ts';
import { controlSocketPath } from './control/socket-path.ts';
import type { Provider } from './core/provider.ts';
import { RoomError } from './core/room-error.ts';
import { loadEndpoints } from './gateway/rooms.ts';
import { Opened } from './instance/opened.ts';
import { providersOf } from './instance/providers.ts';
import { ConfigurationError, processEnvironment, readSimulatorConfig } from './platform/config.ts';
import { SANDBOX_CREDENTIAL } from './platform/config-reader.ts';
import { loadSimulations } from './simulator/load-simulations.ts';
import { type Simulator, startSimulator } from './simulator/simulator.ts';

const root = import.meta.dirname;
const places = { endpoints: join(root, 'endpoints'), providers: join(root, 'providers') };
const opened = new Opened();

try {
  const { firstPort, varDir } = readSimulatorConfig(processEnvironment());
  const providers = providersOf(await loadEndpoints(places.endpoints)).sort((one, other) =>
    one.slug < other.slug ? -1 : 1,
  );
  mkdirSync(varDir, { recursive: true, mode: 0o700 });
  const control = opened.add(await startControlServer(controlSocketPath(varDir, 'simulateur')), (it) => it.close());
  const simulations = await loadSimulations([places.providers, places.endpoints]);
  const slugs = providers.map(({ slug }) => slug);
  const simulator = opened.add(await startSimulator({ simulations, slugs, firstPort }), (it) => it.close());
  obey(control, simulator);
  process.stdout.write(banner(providers, simulator));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(0));
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  await stop(1);
}

async function stop(exitCode: number): Promise<void> {
  await opened.closeAll();
  process.exit(exitCode);
}

/** `apie simulateur panne` alone: there is nothing else here to act on. */
function obey(control: ControlServer, simulator: Simulator): void {
  const context = { simulated: simulator.slugs(), breakDown: simulator.breakDown };
  control.readyWith((words) => {
    const found = findCommand(words);
    if (found?.command.name === simulateurPanne.name) return simulateurPanne.run(found.args, context);
    throw new CommandError(
      `Le simulateur ne connaît qu'une commande : apie ${simulateurPanne.name} ${simulateurPanne.usage}`,
    );
  });
}

function banner(providers: readonly Provider<unknown>[], simulator: Simulator): string {
  return [
    `# ${providers.length} fournisseurs simulés, données fictives. À coller dans l'environnement d'une instance :`,
    ...providers.flatMap((provider) => environmentLines(provider, simulator.urlOf(provider.slug))),
    '# Pour en mettre un en panne : npm run -s apie -- simulateur panne FOURNISSEUR 503 (fin pour terminer). Ctrl-C arrête tout.',
    '',
  ].join('\n');
}

/** Its other addresses follow from the first, and no certificate is asked for over plain HTTP. */
function environmentLines({ settings }: Provider<unknown>, url: string): string[] {
  const credentials = Object.values(settings).filter(({ kind, optional }) => kind === 'credential' && !optional);
  return [
    `${settings['url']?.variable}=${url}`,
    ...credentials.map(({ variable }) => `${variable}=${SANDBOX_CREDENTIAL}`),
  ];
}

function explain(error: unknown): string {
  if (error instanceof AlreadyRunning) return "Un simulateur tourne déjà sur ce dossier d'état (VAR_DIR).";
  if (error instanceof ConfigurationError || error instanceof RoomError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `Un des ports du simulateur est déjà pris (${error.message}) ; choisissez le premier par SIMULATEUR_PORT.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
