import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../core/clock.ts';

/** The clock of a whole instance; a sandbox can move it forward, and finds it there again after a restart. */
export interface MovableClock extends Clock {
  moveForward(milliseconds: number): void;
}

export function createClock(varDir: string): MovableClock {
  const file = join(varDir, 'horloge.json');
  let aheadMs = readAhead(file);
  return {
    now: () => Date.now() + aheadMs,
    moveForward: (milliseconds) => {
      aheadMs += milliseconds;
      writeFileSync(`${file}.part`, JSON.stringify({ avance_ms: aheadMs }));
      renameSync(`${file}.part`, file);
    },
  };
}

function readAhead(file: string): number {
  try {
    const { avance_ms: ahead } = JSON.parse(readFileSync(file, 'utf8'));
    return Number.isFinite(ahead) ? Number(ahead) : 0;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
    throw new Error(`Le fichier ${file} est illisible ; supprimez-le pour remettre l'horloge à l'heure.`, {
      cause: error,
    });
  }
}
