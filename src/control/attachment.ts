import { open } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { basename, resolve } from 'node:path';
import type { Attached } from '../commands/command.ts';

/** The caller's file cannot go with the command; the sentence says why. */
export class CannotAttach extends Error {}

/** A file of the caller's, sent behind the words of a command: the instance may run where it cannot be read. */
export interface SentFile {
  readonly description: Pick<Attached, 'name' | 'size'>;
  /** Sends it whole; cuts the connection when it cannot be read to its end. */
  pour(socket: Socket): void;
}

/** Opens a file, its path being relative to a folder. */
export async function openAttachment(path: string, folder: string): Promise<SentFile> {
  const absolute = resolve(folder, path);
  const file = await open(absolute).catch((error: unknown) => {
    throw new CannotAttach(`Le fichier ${absolute} ne peut pas être lu : ${sentenceOf(error)}.`);
  });
  const stat = await file.stat();
  if (!stat.isFile()) throw new CannotAttach(`${absolute} n'est pas un fichier.`);
  return {
    description: { name: basename(absolute), size: stat.size },
    pour: (socket) => {
      if (stat.size === 0) return;
      const stream = file.createReadStream({ start: 0, end: stat.size - 1 });
      stream.on('error', () => socket.destroy());
      socket.on('close', () => stream.destroy());
      // A file cut short while it is read would leave the instance waiting for the rest.
      stream.on('end', () => stream.bytesRead < stat.size && socket.destroy());
      stream.pipe(socket, { end: false });
    },
  };
}

function sentenceOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOENT') return "il n'existe pas";
  return code === 'EACCES' ? "vous n'en avez pas le droit" : String(error);
}
