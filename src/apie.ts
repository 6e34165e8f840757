import { createConnection } from 'node:net';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { findCommand, help } from './commands/all.ts';
import { CommandError, type Progress } from './commands/command.ts';
import { restaurer } from './commands/restaurer.ts';
import { simulateurPanne } from './commands/simulateur-panne.ts';
import { CannotAttach, openAttachment, type SentFile } from './control/attachment.ts';
import { createProgressDisplay } from './control/progress-display.ts';
import { controlSocketPath } from './control/socket-path.ts';
import { ConfigurationError, processEnvironment, readPlaces } from './platform/config.ts';

/** What a process sends back, line by line. */
interface Line {
  readonly out?: string;
  readonly error?: string;
  readonly exit?: number;
  readonly progress?: Progress;
}

const typed = process.argv.slice(2);
const found = findCommand(typed);
const asksHelp = typed.includes('--aide') || typed.includes('--help') || typed.length === 0;
const environment = processEnvironment();
// npm runs a script in the folder of the project: the caller's own is in INIT_CWD.
const here = environment['INIT_CWD'] ?? process.cwd();
const words = located();
const varDir = environment['VAR_DIR'] ?? 'var';
const progress = createProgressDisplay(process.stderr);

// Who reads it may have had enough (`apie … | head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

if (asksHelp || found === null) {
  const output = asksHelp ? process.stdout : process.stderr;
  output.write(`${asksHelp ? '' : 'Commande inconnue.\n'}${help(asksHelp ? found : null)}\n`);
  process.exitCode = asksHelp ? 0 : 2;
} else if (found.command.name === simulateurPanne.name) {
  process.exitCode = await breakDown();
} else if (found.command.name === restaurer.name) {
  process.exitCode = await putBack(found.args);
} else {
  process.exitCode = await forward(found.command.attaches?.(found.args) ?? null);
}

/** The words as the instance must read them. */
function located(): readonly string[] {
  if (found?.command.locate === undefined) return typed;
  const { command, args } = found;
  return [...command.name.split(' '), ...(command.locate?.(args, (path) => resolve(here, path)) ?? args)];
}

/** Puts a backup back, here: no instance may run meanwhile. */
async function putBack(args: readonly string[]): Promise<number> {
  const root = import.meta.dirname;
  try {
    const [folder] = args;
    if (folder === undefined || args.length > 1) throw new CommandError(help(found));
    // The database is heavy to load: no other command does.
    const { restore } = await import('./control/restoring.ts');
    const lines = restore({
      ...readPlaces(environment),
      folder: resolve(here, folder),
      migrations: join(root, '..', 'migrations'),
      emptyDatabase: join(root, '..', 'dist-base', 'modele'),
      report: (text, part) => progress.show({ part, text }),
    });
    for await (const out of lines) print({ out });
    return 0;
  } catch (error) {
    print({ error: error instanceof Error ? error.message : String(error) });
    return error instanceof CommandError || error instanceof ConfigurationError ? 2 : 1;
  }
}

/** Has the running instance execute the command; prints what it sends back. */
async function forward(path: string | null): Promise<number> {
  try {
    const file = path === null ? null : await openAttachment(path, here);
    return (await converse(controlSocketPath(varDir), print, file)) ?? nobody();
  } catch (error) {
    if (!(error instanceof CannotAttach)) throw error;
    print({ error: error.message });
    return 2;
  }
}

/** The provider may be simulated by the instance, or by the simulator running alone beside it. */
async function breakDown(): Promise<number> {
  const said: Line[] = [];
  const byInstance = await converse(controlSocketPath(varDir), (line) => said.push(line));
  if (byInstance !== 0) {
    const bySimulator = await converse(controlSocketPath(varDir, 'simulateur'), print);
    if (bySimulator !== null) return bySimulator;
  }
  said.forEach(print);
  return byInstance ?? nobody();
}

/** Sends the command to the process that listens there; resolves with its exit code, or null when none does. */
function converse(path: string, receive: (line: Line) => void, file: SentFile | null = null): Promise<number | null> {
  const socket = createConnection(path);
  return new Promise((resolve) => {
    let exit: number | null = null;
    // Before the connection, nobody is there; after, an instance that stops in the middle.
    socket.once('error', () => resolve(null));
    socket.on('connect', () => {
      socket.removeAllListeners('error').on('error', () => socket.destroy());
      socket.write(`${JSON.stringify(file === null ? words : { words, attached: file.description })}\n`);
      file?.pour(socket);
      const lines = createInterface({ input: socket });
      // It passes on what breaks the connection, which has already been told.
      lines.on('error', () => undefined);
      lines.on('line', (text) => {
        const line: Line = JSON.parse(text);
        receive(line);
        exit = line.exit ?? exit;
        if (exit !== null) socket.destroy();
      });
      socket.on('close', () => {
        if (exit === null) receive({ error: "L'instance s'est arrêtée avant la fin de la commande." });
        resolve(exit ?? 1);
      });
    });
  });
}

function print({ out, error, progress: advance }: Line): void {
  if (advance === undefined) progress.clear();
  else progress.show(advance);
  if (out !== undefined) process.stdout.write(`${out}\n`);
  if (error !== undefined) process.stderr.write(`${error}\n`);
}

function nobody(): number {
  process.stderr.write(
    `Aucune instance ne tourne sur le dossier d'état « ${varDir} » : lancez d'abord npm start, ou indiquez VAR_DIR.\n`,
  );
  return 1;
}
