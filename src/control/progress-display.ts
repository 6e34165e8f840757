import type { Progress } from '../commands/command.ts';

const BAR_WIDTH = 30;
const LINE_EVERY_MS = 5000;

/** Where progress is shown: a terminal, or a file and its like. */
type Output = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;

export interface ProgressDisplay {
  show(progress: Progress): void;
  /** Leaves the line free for what comes next. */
  clear(): void;
}

/** On a terminal, a bar drawn over itself; elsewhere, a line every few seconds. */
export function createProgressDisplay(output: Output, now: () => number = () => performance.now()): ProgressDisplay {
  return output.isTTY ? createBar(output) : createLines(output, now);
}

function createBar(output: Output): ProgressDisplay {
  let isDrawn = false;
  return {
    show: (progress) => {
      const done = Math.round(Math.min(1, progress.part) * BAR_WIDTH);
      output.write(`\r\u001b[K[${'█'.repeat(done)}${'·'.repeat(BAR_WIDTH - done)}] ${sentence(progress)}`);
      isDrawn = true;
    },
    clear: () => {
      if (isDrawn) output.write('\r\u001b[K');
      isDrawn = false;
    },
  };
}

function createLines(output: Output, now: () => number): ProgressDisplay {
  let saidAt = now();
  return {
    show: (progress) => {
      if (now() - saidAt < LINE_EVERY_MS) return;
      saidAt = now();
      output.write(`${sentence(progress)}\n`);
    },
    clear: () => undefined,
  };
}

function sentence({ part, text }: Progress): string {
  return `${String(Math.floor(part * 100)).padStart(3)} % · ${text}`;
}
