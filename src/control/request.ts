import type { Socket } from 'node:net';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { type Attached, CommandError } from '../commands/command.ts';

/** What `apie` asks: its words and, when a file goes with them, the bytes of that file behind the first line. */
interface ControlRequest {
  readonly words: readonly string[];
  readonly attached: Attached | null;
}

const Words = Type.Array(Type.String());
const WithFile = Type.Object({
  words: Words,
  attached: Type.Object({ name: Type.String(), size: Type.Integer({ minimum: 0 }) }),
});
const LINE_FEED = 10;
const LINE_MAX_BYTES = 1_000_000;

/** Reads the first line of a connection. */
export async function readRequest(socket: Socket): Promise<ControlRequest> {
  const request: unknown = JSON.parse(await firstLine(socket));
  if (Value.Check(Words, request)) {
    // Flowing, the connection tells when the caller leaves.
    socket.resume();
    return { words: request, attached: null };
  }
  if (!Value.Check(WithFile, request)) throw new CommandError('Requête illisible.');
  const { words, attached } = request;
  return { words, attached: { ...attached, bytes: take(socket, attached.size) } };
}

function firstLine(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    const over = (): void => reject(new Error("L'appelant est parti sans rien demander."));
    socket.once('close', over);
    socket.on('data', function receive(chunk: Buffer): void {
      const end = chunk.indexOf(LINE_FEED);
      size += chunk.length;
      if (end === -1 && size > LINE_MAX_BYTES) socket.destroy();
      chunks.push(end === -1 ? chunk : chunk.subarray(0, end));
      if (end === -1) return;
      socket.off('data', receive).off('close', over).pause();
      if (end + 1 < chunk.length) socket.unshift(chunk.subarray(end + 1));
      resolve(Buffer.concat(chunks).toString('utf8'));
    });
  });
}

async function* take(socket: Socket, size: number): AsyncGenerator<Buffer> {
  let left = size;
  if (left === 0) return;
  // The answer is still to be written on it.
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    const part = Buffer.from(chunk).subarray(0, left);
    left -= part.length;
    yield part;
    if (left === 0) return;
  }
  throw new Error("L'appelant est parti avant la fin de son fichier.");
}
