import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';
import { findCommand, help } from './commands/all.ts';
import { simulateurPanne } from './commands/simulateur-panne.ts';
import { controlSocketPath } from './control/socket-path.ts';
import { processEnvironment } from './platform/config.ts';

/** What a process sends back, line by line. */
interface Line {
  readonly out?: string;
  readonly error?: string;
  readonly exit?: number;
}

const words = process.argv.slice(2);
const found = findCommand(words);
const asksHelp = words.includes('--aide') || words.includes('--help') || words.length === 0;
const varDir = processEnvironment()['VAR_DIR'] ?? 'var';

if (asksHelp || found === null) {
  const output = asksHelp ? process.stdout : process.stderr;
  output.write(`${asksHelp ? '' : 'Commande inconnue.\n'}${help(asksHelp ? found : null)}\n`);
  process.exitCode = asksHelp ? 0 : 2;
} else {
  process.exitCode = found.command.name === simulateurPanne.name ? await breakDown() : await forward();
}

/** Has the running instance execute the command; prints what it sends back. */
async function forward(): Promise<number> {
  return (await converse(controlSocketPath(varDir), print)) ?? nobody();
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
function converse(path: string, receive: (line: Line) => void): Promise<number | null> {
  const socket = createConnection(path);
  return new Promise((resolve) => {
    let exit = 1;
    socket.on('error', () => resolve(null));
    socket.on('connect', () => {
      socket.write(`${JSON.stringify(words)}\n`);
      createInterface({ input: socket })
        .on('line', (text) => {
          const line: Line = JSON.parse(text);
          receive(line);
          exit = line.exit ?? exit;
        })
        .on('close', () => resolve(exit));
    });
  });
}

function print({ out, error }: Line): void {
  if (out !== undefined) process.stdout.write(`${out}\n`);
  if (error !== undefined) process.stderr.write(`${error}\n`);
}

function nobody(): number {
  process.stderr.write(
    `Aucune instance ne tourne sur le dossier d'état « ${varDir} » : lancez d'abord npm start, ou indiquez VAR_DIR.\n`,
  );
  return 1;
}
