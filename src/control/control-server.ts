import { chmodSync, unlinkSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { type FoundCommand, findCommand, help } from '../commands/all.ts';
import { type CommandContext, CommandError } from '../commands/command.ts';

/** One line sent back to `apie`. */
export type ControlLine = { readonly out: string } | { readonly error: string } | { readonly exit: number };

/** Thrown when another instance already runs on the same state folder. */
export class AlreadyRunning extends Error {}

/** Runs one command, given word by word; yields the lines to print. */
type Execute = (words: readonly string[]) => AsyncIterable<string> | Iterable<string>;

export interface ControlServer {
  /** Commands are answered from then on; before, they are asked to wait. */
  ready(context: CommandContext): void;
  /** The same, for a process that answers in its own way. */
  readyWith(execute: Execute): void;
  close(): Promise<void>;
}

/**
 * Listens to `apie` on a socket that only the owner can reach. Taking that socket is also what keeps a second
 * instance out of the state folder: a live one answers on it, a dead one leaves it behind.
 */
export async function startControlServer(path: string): Promise<ControlServer> {
  if (await answers(path)) throw new AlreadyRunning();
  removeStale(path);
  let execute: Execute = (words) => {
    known(words);
    throw new Error("L'instance démarre encore ; réessayez dans quelques secondes.");
  };
  const server = createServer((socket) => {
    serve(socket, (words) => execute(words)).catch(() => socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  chmodSync(path, 0o600);
  return {
    ready: (context) => {
      execute = (words) => {
        const { command, args } = known(words);
        return command.run(args, context);
      };
    },
    readyWith: (own) => {
      execute = own;
    },
    close: () => closeServer(server),
  };
}

async function serve(socket: Socket, execute: Execute): Promise<void> {
  socket.on('error', () => socket.destroy());
  const send = (line: ControlLine): boolean => socket.write(`${JSON.stringify(line)}\n`);
  for await (const request of createInterface({ input: socket })) {
    const exit = await answer(request, execute, async (out) => {
      if (socket.destroyed) throw new Error("L'appelant est parti.");
      if (!send({ out })) await drained(socket);
    }).catch((error: unknown) => {
      send({ error: error instanceof Error ? error.message : String(error) });
      return error instanceof CommandError ? 2 : 1;
    });
    send({ exit });
    socket.end();
    return;
  }
}

async function answer(request: string, execute: Execute, print: (line: string) => Promise<void>): Promise<number> {
  const words: unknown = JSON.parse(request);
  if (!Array.isArray(words)) throw new CommandError('Requête illisible.');
  for await (const line of execute(words.map(String))) await print(line);
  return 0;
}

function known(words: readonly string[]): FoundCommand {
  const found = findCommand(words);
  if (found === null) throw new CommandError(`Commande inconnue.\n${help(null)}`);
  return found;
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('drain', resolve);
    socket.once('close', () => resolve());
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function removeStale(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
