import { setTimeout as delay } from 'node:timers/promises';
import { type BuiltInstance, startBuilt } from './built.ts';
import { runCommand } from './instance.ts';
import { limitsFile } from './limits.ts';
import { startLoad } from './load.ts';

/** What a kill -9 in the middle of calls has left. */
export interface KillOutcome {
  readonly answered: number;
  /** Answered calls that the export does not have, or has several times. */
  readonly missing: string[];
  readonly repeated: string[];
}

const CALLERS = 24;
const KILL_WITHIN_MS = 1500;

/** Kills a service under load again and again, on one state folder; says what each kill has lost. */
export async function* killTrials(varDir: string, count: number): AsyncGenerator<KillOutcome> {
  const environment = { LIMITS_FILE: limitsFile({ json: 10_000_000, plafond: 10_000_000 }), LOG_LEVEL: 'error' };
  let instance = await startBuilt(varDir, environment);
  try {
    for (let trial = 0; trial < count; trial++) {
      const since = new Date().toISOString();
      const answered = await loadThenKill(instance, varDir);
      instance = await startBuilt(varDir, environment);
      yield compare(answered, await exported(varDir, since));
    }
  } finally {
    instance.child.kill('SIGKILL');
    await instance.ended;
  }
}

async function loadThenKill({ url, child, ended }: BuiltInstance, varDir: string): Promise<string[]> {
  const tokens = await runCommand(varDir, ['jeton', 'creer', '--droits', 'tous', '--nombre', '5']);
  const load = startLoad({ url, tokens, callers: CALLERS });
  await delay(50 + Math.random() * KILL_WITHIN_MS);
  child.kill('SIGKILL');
  await ended;
  await load.stop();
  return load.answered;
}

/** The request ids of every trace since an instant, as `apie traces exporter` gives them. */
export async function exported(varDir: string, since: string): Promise<string[]> {
  const lines = await runCommand(varDir, ['traces', 'exporter', '--depuis', since]);
  return lines.map((line) => String(JSON.parse(line).request_id));
}

function compare(answered: readonly string[], traced: readonly string[]): KillOutcome {
  const times = new Map<string, number>();
  for (const id of traced) times.set(id, (times.get(id) ?? 0) + 1);
  return {
    answered: answered.length,
    missing: answered.filter((id) => !times.has(id)),
    repeated: [...times].filter(([, count]) => count > 1).map(([id]) => id),
  };
}
