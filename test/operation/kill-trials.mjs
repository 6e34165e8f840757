// node test/operation/kill-trials.mjs [N=50]: kills the built service N times under load, and counts the lost traces.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tsImport } from 'tsx/esm/api';

const { buildOnce } = await tsImport('../support/built.ts', import.meta.url);
const { killTrials } = await tsImport('../support/killing.ts', import.meta.url);
const wanted = Number(process.argv[2] ?? 50);
const varDir = mkdtempSync(join(tmpdir(), 'apie-'));
const sum = { essais: 0, reponses: 0, perdues: 0, repetees: 0 };
try {
  await buildOnce();
  for await (const { answered, missing, repeated } of killTrials(varDir, wanted)) {
    sum.essais++;
    sum.reponses += answered;
    sum.perdues += missing.length;
    sum.repetees += repeated.length;
    console.log(
      `${sum.essais}/${wanted} : ${answered} réponses, ${missing.length} traces perdues, ${repeated.length} répétées`,
    );
  }
} finally {
  rmSync(varDir, { recursive: true, force: true });
}
console.log(JSON.stringify(sum));
process.exitCode = sum.essais === wanted && sum.perdues + sum.repetees === 0 ? 0 : 1;
