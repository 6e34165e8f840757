import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildOnce, startBuilt } from '../support/built.ts';
import { eventually } from '../support/http.ts';
import { runCommand } from '../support/instance.ts';
import { exported, killTrials } from '../support/killing.ts';
import { limitsFile } from '../support/limits.ts';
import { startLoad } from '../support/load.ts';

const TRIALS = 3;
const varDir = mkdtempSync(join(tmpdir(), 'apie-'));
beforeAll(buildOnce, 120_000);
afterAll(() => rmSync(varDir, { recursive: true, force: true }));

it('kill -9 under load loses no trace of an answered call, and repeats none', { timeout: 120_000 }, async () => {
  for await (const { answered, missing, repeated } of killTrials(varDir, TRIALS)) {
    expect({ missing, repeated }).toEqual({ missing: [], repeated: [] });
    expect(answered).toBeGreaterThanOrEqual(0);
  }
});

it('SIGTERM under load answers every call under way, loses no trace, ends with 0', { timeout: 60_000 }, async () => {
  const since = new Date().toISOString();
  const environment = { LIMITS_FILE: limitsFile({ json: 10_000_000, plafond: 10_000_000 }), LOG_LEVEL: 'error' };
  const instance = await startBuilt(varDir, environment);
  const tokens = await runCommand(varDir, ['jeton', 'creer', '--droits', 'tous', '--nombre', '5']);
  // Answered after 3 s: all of them are under way when the signal comes.
  const slow = startLoad({ url: instance.url, tokens, callers: 8, path: '/v2/cotisations_msa/10020003900012' });
  const quick = startLoad({ url: instance.url, tokens, callers: 8 });
  await eventually(() => quick.answered.length > 50, 20_000);
  instance.child.kill('SIGTERM');
  const code = await instance.ended;
  await Promise.all([slow.stop(), quick.stop()]);
  expect([code, slow.statuses.filter((status) => status !== 200)]).toEqual([0, []]);
  expect(slow.answered.length).toBeGreaterThanOrEqual(8);
  // A connection at rest is closed, and the next call refused: no call is cut once begun.
  expect([...slow.cut, ...quick.cut].filter((reason) => reason !== 'ECONNREFUSED' && reason !== 'ECONNRESET')).toEqual(
    [],
  );
  const again = await startBuilt(varDir, environment);
  const traced = new Set(await exported(varDir, since));
  again.child.kill('SIGKILL');
  await again.ended;
  expect([...slow.answered, ...quick.answered].filter((id) => !traced.has(id))).toEqual([]);
});
