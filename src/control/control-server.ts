import { chmodSync, unlinkSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { type FoundCommand, findCommand, help } from '../commands/all.ts';
import { type Caller, type CommandContext, CommandError, type Progress } from '../commands/command.ts';
import { readRequest } from './request.ts';

/** One line sent back to `apie`. */
export type ControlLine =
  | { readonly out: string }
  | { readonly error: string }
  | { readonly exit: number }
  | { readonly progress: Progress };

/** Thrown when another instance already runs on the same state folder. */
export class AlreadyRunning extends Error {}

/** Runs one command, given word by word; yields the lines to print. */
type Execute = (words: readonly string[], caller: Caller) => AsyncIterable<string> | Iterable<string>;

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
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(socket, (words, caller) => execute(words, caller)).catch(() => socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  chmodSync(path, 0o600);
  return {
    ready: (context) => {
      execute = (words, caller) => {
        const { command, args } = known(words);
        return command.run(args, context, caller);
      };
    },
    readyWith: (own) => {
      execute = own;
    },
    close: () => closeServer(server, sockets),
  };
}

async function serve(socket: Socket, execute: Execute): Promise<void> {
  socket.on('error', () => socket.destroy());
  const exit = await answer(socket, execute).catch((error: unknown) => {
    send(socket, { error: error instanceof Error ? error.message : String(error) });
    return error instanceof CommandError ? 2 : 1;
  });
  // What a refused command has not read is taken all the same, or the caller could lose the answer with the connection.
  socket.removeAllListeners('readable').on('data', () => undefined);
  send(socket, { exit });
  socket.end();
}

async function answer(socket: Socket, execute: Execute): Promise<number> {
  const { words, attached } = await readRequest(socket);
  const caller: Caller = { attached, report: (progress) => void tell(socket, { progress }) };
  for await (const out of execute(words, caller)) {
    if (!tell(socket, { out })) await drained(socket);
  }
  return 0;
}

function tell(socket: Socket, line: ControlLine): boolean {
  if (socket.destroyed) throw new Error("L'appelant est parti.");
  return send(socket, line);
}

function send(socket: Socket, line: ControlLine): boolean {
  return socket.write(`${JSON.stringify(line)}\n`);
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

/** By then nothing is left to act on: a command that still waits for its caller is cut. */
function closeServer(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
  });
}
