// node bench/memoire.mjs [--calls 1000000] [--scenario etablissements] [--peer gateway|fastify]
// Calls one server alone in closed loop; samples RSS and heap (after a collection) every 50,000 calls; verdict on the slope.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { requestsFor } from './calls.mjs';
import { startFastify, startGateway, startLoad, startStub } from './contestants.mjs';
import { ask, folder, guarded } from './processes.mjs';

const BATCH = 50_000;
const SKIPPED_SHARE = 0.2;
const HEAP_SLOPE_MAX = 5; // MB per million calls
const RSS_SLOPE_MAX = 30;
const CALLS_FOR_A_VERDICT = 500_000; // below, half a megabyte of noise decides
const SECONDS_PER_CALL_AT_WORST = 1 / 500;

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '1000000' },
    scenario: { type: 'string', default: 'etablissements' },
    peer: { type: 'string', default: 'gateway' },
  },
});
const calls = Number(values.calls);
if (!(calls >= 1)) throw new Error('--calls N');
const batch = Math.min(BATCH, Math.ceil(calls / 10));

await guarded(Math.ceil(calls * SECONDS_PER_CALL_AT_WORST + 300), async () => {
  const stub = await startStub();
  const load = await startLoad();
  const memoryFile = join(folder, 'memoire.ndjson');
  const probe = [
    '--expose-gc',
    '--import',
    pathToFileURL(new URL('./memory-probe.mjs', import.meta.url).pathname).href,
  ];
  const server = await startServer(stub.urls, memoryFile, probe);
  if (server.absent) {
    console.log(`${values.peer} : absent, ${server.absent}`);
    return;
  }
  const requestsFile = join(folder, 'memoire-requests.json');
  writeFileSync(requestsFile, JSON.stringify(requestsFor(values.scenario, server.tokens, server.port)));

  const samples = [];
  const order = { port: server.port, requestsFile, loop: 'closed', connections: 64, rootPid: server.child.pid };
  console.log('    appels   RSS Mo  tas Mo  ext. Mo  appels/s  hors 200');
  for (let done = 0; done < calls; ) {
    const { result, error } = await ask(load, { ...order, calls: Math.min(batch, calls - done), warmSeconds: 0 });
    if (error) throw new Error(error);
    done += result.calls;
    const memory = await sampleMemory(server.child.pid, memoryFile, samples.length + 1);
    const sample = {
      calls: done,
      rss: memory.rss / 1e6,
      heap: memory.heapUsed / 1e6,
      external: (memory.external + memory.arrayBuffers) / 1e6,
    };
    samples.push(sample);
    console.log(
      `${String(done).padStart(10)} ${cell(sample.rss)} ${cell(sample.heap)} ${cell(sample.external)} ${String(Math.round(result.callsPerSecond)).padStart(9)} ${(result.notOkShare * 100).toFixed(2).padStart(8)} %`,
    );
  }
  printVerdict(samples.filter((sample) => sample.calls > calls * SKIPPED_SHARE));
});

function startServer(urls, memoryFile, nodeOptions) {
  const env = { BENCH_MEMORY_FILE: memoryFile };
  if (values.peer === 'gateway') return startGateway(urls, { nodeOptions, env });
  return startFastify({ ...urls, ...env, NODE_OPTIONS: nodeOptions.slice(1).join(' ') }, null);
}

async function sampleMemory(pid, file, count) {
  process.kill(pid, 'SIGUSR2');
  for (let tries = 0; tries < 300; tries++) {
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
    if (lines.length >= count) return JSON.parse(lines[count - 1]);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('La sonde mémoire ne répond pas.');
}

function printVerdict(samples) {
  if (samples.length < 3) {
    console.log('Verdict : trop peu de relevés.');
    return;
  }
  const heap = slopePerMillion(samples, 'heap');
  const rss = slopePerMillion(samples, 'rss');
  const stable = heap <= HEAP_SLOPE_MAX && rss <= RSS_SLOPE_MAX;
  if (!stable) process.exitCode = 1;
  if (calls < CALLS_FOR_A_VERDICT) console.log(`Moins de ${CALLS_FOR_A_VERDICT} appels : verdict indicatif seulement.`);
  console.log(
    `Verdict : ${stable ? 'stable' : 'FUITE POSSIBLE'} ; pente après les premiers ${SKIPPED_SHARE * 100} % : tas ${heap.toFixed(1)} (seuil ${HEAP_SLOPE_MAX}), RSS ${rss.toFixed(1)} (seuil ${RSS_SLOPE_MAX}) Mo par million d'appels.`,
  );
}

/** Least squares. */
function slopePerMillion(samples, key) {
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const meanCalls = mean(samples.map((sample) => sample.calls));
  const meanValue = mean(samples.map((sample) => sample[key]));
  let over = 0;
  let under = 0;
  for (const sample of samples) {
    over += (sample.calls - meanCalls) * (sample[key] - meanValue);
    under += (sample.calls - meanCalls) ** 2;
  }
  return (over / under) * 1e6;
}

function cell(value) {
  return value.toFixed(1).padStart(8);
}
