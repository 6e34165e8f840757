import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';
import { findCommand, help } from './commands/all.ts';
import { controlSocketPath } from './control/socket-path.ts';
import { processEnvironment } from './platform/config.ts';

const words = process.argv.slice(2);
const found = findCommand(words);
const asksHelp = words.includes('--aide') || words.includes('--help') || words.length === 0;

if (asksHelp || found === null) {
  const output = asksHelp ? process.stdout : process.stderr;
  output.write(`${asksHelp ? '' : 'Commande inconnue.\n'}${help(asksHelp ? found : null)}\n`);
  process.exitCode = asksHelp ? 0 : 2;
} else {
  process.exitCode = await forward(words);
}

/** Has the running instance execute the command; prints what it sends back. */
function forward(command: readonly string[]): Promise<number> {
  const varDir = processEnvironment()['VAR_DIR'] ?? 'var';
  const socket = createConnection(controlSocketPath(varDir));
  return new Promise((resolve) => {
    let exit = 1;
    socket.on('error', () => {
      process.stderr.write(`Aucune instance ne tourne sur le dossier d'état « ${varDir} » : lancez d'abord npm start, ou indiquez VAR_DIR.\n`);
      resolve(1);
    });
    socket.on('connect', () => {
      socket.write(`${JSON.stringify(command)}\n`);
      createInterface({ input: socket })
        .on('line', (text) => {
          const line: { out?: string; error?: string; exit?: number } = JSON.parse(text);
          if (line.out !== undefined) process.stdout.write(`${line.out}\n`);
          if (line.error !== undefined) process.stderr.write(`${line.error}\n`);
          exit = line.exit ?? exit;
        })
        .on('close', () => resolve(exit));
    });
  });
}
