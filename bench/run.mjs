// node bench/run.mjs [--rounds 5] [--seconds 3] [--only gateway,fastify,proxy,haproxy] [--scenario cotisations_msa|etablissements]
// Compares the gateway with its peers, side by side, in interleaved rounds: server on core 0, load and providers on core 1.
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { requestsFor } from './calls.mjs';
import { startFastify, startGateway, startHaproxy, startLoad, startProxy, startStub, TOKENS } from './contestants.mjs';
import { ask, folder, guarded, pinned } from './processes.mjs';
import { isKept, OTHERS_MAX, printScenario } from './report.mjs';

const NAMES = ['gateway', 'fastify', 'proxy', 'haproxy'];
const SCENARIOS = ['cotisations_msa', 'etablissements'];
const LOOPS = ['closed', 'open'];
const FIRST_WARM_SECONDS = 2;
const WARM_SECONDS = 0.5;

const options = readOptions();
const perScenario = options.only.length * LOOPS.length;
// Without disturbance; at worst each round is made twice.
const expectedSeconds =
  options.scenarios.length *
  perScenario *
  (options.rounds * (options.seconds + WARM_SECONDS + 0.2) + FIRST_WARM_SECONDS + 0.5);

await guarded(Math.ceil(expectedSeconds * 2.5 + 360), async () => {
  if (availableParallelism() < 2) process.env.BENCH_CORES = '1';
  if (!pinned) console.log('taskset ou un second cœur manque : rien n’est épinglé, les chiffres valent moins.');
  const stub = await startStub();
  const load = await startLoad();
  const contestants = await startContestants(stub.urls);
  if (contestants.length === 0) throw new Error('Personne à mesurer.');
  console.log(`Mesure : environ ${Math.ceil((expectedSeconds * contestants.length) / options.only.length)} s.`);

  const slices = [];
  for (const scenario of options.scenarios) {
    const files = writeRequests(scenario, contestants);
    const measure = async (contestant, loop, seed, seconds, warmSeconds) => {
      const before = await ask(stub.child, {});
      const order = {
        port: contestant.port,
        requestsFile: files.get(contestant.name),
        loop,
        seconds,
        warmSeconds,
        rate: 1000,
        seed,
        connections: 64,
        rootPid: contestant.child.pid,
      };
      const { result, error } = await ask(load, order);
      if (error) throw new Error(`${contestant.name} : ${error}`);
      const after = await ask(stub.child, {});
      return { ...result, providerCallsPerCall: providerCalls(before, after, result) };
    };
    for (const loop of LOOPS)
      for (const contestant of contestants) await measure(contestant, loop, 0, FIRST_WARM_SECONDS, 0);
    for (let round = 0; round < options.rounds || (round < 2 * options.rounds && isShort(slices, scenario)); round++) {
      for (const loop of LOOPS) {
        const first = round % contestants.length;
        for (const contestant of [...contestants.slice(first), ...contestants.slice(0, first)]) {
          const result = await measure(contestant, loop, round + 1, options.seconds, WARM_SECONDS);
          slices.push({ scenario, loop, round, contestant: contestant.name, ...result });
        }
      }
      process.stderr.write(`${scenario} : manche ${round + 1} (${options.rounds} voulues)\n`);
    }
    printScenario(scenario, slices);
  }
  console.log(
    `\nUne manche n'est écartée que si d'autres programmes ont pris plus de ${OTHERS_MAX * 100} % du cœur 0.`,
  );
  console.log(`Manches brutes : ${save(slices)}`);
});

async function startContestants(urls) {
  const contestants = [];
  let gatewayTokens = null;
  const starters = { gateway: startGateway, fastify: startFastify, proxy: startProxy, haproxy: startHaproxy };
  for (const name of options.only) {
    const contestant = await (name === 'gateway' ? startGateway(urls) : starters[name](urls, gatewayTokens));
    if (contestant.absent) {
      console.log(`${name} : absent, ${contestant.absent}`);
      continue;
    }
    if (name === 'gateway') gatewayTokens = contestant.tokens;
    contestants.push(contestant);
  }
  return contestants;
}

/** Others took too much of the core in some rounds: make more, at most as many again. */
function isShort(slices, scenario) {
  const kept = new Map();
  for (const slice of slices.filter((one) => one.scenario === scenario)) {
    const key = `${slice.contestant} ${slice.loop}`;
    kept.set(key, (kept.get(key) ?? 0) + (isKept(slice) ? 1 : 0));
  }
  return [...kept.values()].some((count) => count < options.rounds);
}

function writeRequests(scenario, contestants) {
  const files = new Map();
  for (const { name, tokens, port } of contestants) {
    const file = join(folder, `${scenario}-${name}.json`);
    const requests = requestsFor(scenario, tokens, port);
    writeFileSync(file, JSON.stringify(requests));
    files.set(name, file);
    if (name === contestants[0].name)
      console.log(
        `${scenario} : ${TOKENS} jetons, requête de ${Math.round(requests.join('').length / TOKENS)} octets.`,
      );
  }
  return files;
}

/** Shows that all do the same work: 1 for cotisations_msa, 2 for etablissements (a cache of communes would show here). */
function providerCalls(before, after, { answersWithWarmUp }) {
  const total = ({ siret, commune, msa, unknown }) => siret + commune + msa + unknown;
  return answersWithWarmUp > 0 ? (total(after.counts) - total(before.counts)) / answersWithWarmUp : null;
}

function save(slices) {
  const results = new URL('./resultats/', import.meta.url).pathname;
  mkdirSync(results, { recursive: true });
  const at = new Date().toISOString();
  const file = join(results, `${at.slice(0, 19).replaceAll(':', '-')}.json`);
  const machine = { processor: cpus()[0]?.model, cores: cpus().length, node: process.version, load: loadavg(), pinned };
  writeFileSync(file, `${JSON.stringify({ at, options, machine, slices }, null, 1)}\n`);
  return file;
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '3' },
      only: { type: 'string', default: NAMES.join(',') },
      scenario: { type: 'string', default: SCENARIOS.join(',') },
    },
  });
  const scenarios = values.scenario.split(',');
  const rounds = Number(values.rounds);
  const seconds = Number(values.seconds);
  const only = NAMES.filter((name) => values.only.split(',').includes(name));
  if (!(rounds >= 1 && rounds <= 100 && seconds > 0 && seconds <= 60)) throw new Error('rounds 1-100, seconds 0-60');
  if (scenarios.some((name) => !SCENARIOS.includes(name))) throw new Error(`--scenario ${SCENARIOS.join('|')}`);
  if (only.length === 0) throw new Error(`--only ${NAMES.join(',')}`);
  return { rounds, seconds, only, scenarios };
}
