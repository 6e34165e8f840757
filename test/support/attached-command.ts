import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';
import { controlSocketPath } from '../../src/control/socket-path.ts';

/** What a command that goes with a file has said, all told. */
export interface CommandOutcome {
  readonly exit: number | null;
  readonly out: readonly string[];
  readonly error: string;
}

/** A command under way, whose file is sent piece by piece. */
export interface StartedCommand {
  send(bytes: Buffer): void;
  /** The caller goes away. */
  leave(): void;
  readonly outcome: Promise<CommandOutcome>;
}

/** Begins a command as `apie` does, with a file of this size still to be sent. */
export function startWithFile(
  varDir: string,
  words: readonly string[],
  attached: { name: string; size: number },
): StartedCommand {
  const socket = createConnection(controlSocketPath(varDir));
  socket.write(`${JSON.stringify({ words, attached })}\n`);
  const out: string[] = [];
  let exit: number | null = null;
  let error = '';
  const outcome = new Promise<CommandOutcome>((resolve) => {
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve({ exit, out, error }));
    const lines = createInterface({ input: socket });
    lines.on('error', () => socket.destroy());
    lines.on('line', (text) => {
      const line: { out?: string; error?: string; exit?: number } = JSON.parse(text);
      if (line.out !== undefined) out.push(line.out);
      if (line.error !== undefined) error = line.error;
      exit = line.exit ?? exit;
      if (line.exit !== undefined) socket.destroy();
    });
  });
  return { send: (bytes) => void socket.write(bytes), leave: () => socket.destroy(), outcome };
}

/** The same with a whole file at once. */
export function sendFile(varDir: string, words: readonly string[], content: string | Buffer): Promise<CommandOutcome> {
  const bytes = Buffer.from(content);
  const started = startWithFile(varDir, words, { name: words.at(-1) ?? '', size: bytes.length });
  started.send(bytes);
  return started.outcome;
}
