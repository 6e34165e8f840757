// node bench/compteurs.mjs [--seconds 3] [--rounds 5]
// What counting a call with the other nodes costs: one atomic script a call for each of its two windows, as the gateway does
// (ADR 0022), against leases of several calls taken at once and used here. Needs redis-server. Server on core 1, counting on core 0.
import { execFileSync, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Redis } from 'ioredis';
import { freePort } from './processes.mjs';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '3' }, rounds: { type: 'string', default: '5' } },
});
const seconds = Number(values.seconds);
const rounds = Number(values.rounds);
if (!(seconds > 0 && seconds <= 60 && rounds >= 1 && rounds <= 50)) throw new Error('--seconds 1-60, --rounds 1-50');

const port = await freePort();
const server = spawn(
  'taskset',
  ['-c', '1', 'redis-server', '--port', String(port), '--save', '', '--appendonly', 'no'],
  {
    stdio: 'ignore',
  },
);
process.on('exit', () => server.kill('SIGKILL'));
try {
  execFileSync('taskset', ['-cp', '0', String(process.pid)], { stdio: 'ignore' });
} catch {
  console.log('taskset manque : rien n’est épinglé, les chiffres valent moins.');
}
const redis = new Redis(port, '127.0.0.1', { enableAutoPipelining: true, retryStrategy: () => 50 });
redis.on('error', () => undefined);
while ((await redis.ping().catch(() => '')) !== 'PONG') await delay(50);

const add = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local window = redis.call('HMGET', KEYS[1], 'n', 'fin')
if window[1] and now < tonumber(window[2]) then
  return { redis.call('HINCRBY', KEYS[1], 'n', ARGV[1]), tonumber(window[2]) - now }
end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'n', ARGV[1], 'fin', now + 60000)
redis.call('PEXPIRE', KEYS[1], 60000)
return { tonumber(ARGV[1]), 60000 }`;
const sha = await redis.script('LOAD', add);
const ask = (key, weight) => redis.evalsha(sha, 1, key, weight);

const TOKENS = 1000;
const LEASE = 20;
const leases = new Map();

const ways = {
  'ici seul': async (address, token) => {
    for (const key of [address, token]) leases.set(key, (leases.get(key) ?? 0) + 1);
  },
  'un script par fenêtre': (address, token) => Promise.all([ask(address, 1), ask(token, 1)]),
  [`baux de ${LEASE}`]: (address, token) =>
    Promise.all(
      [address, token].map(async (key) => {
        const lease = leases.get(key) ?? { left: 0, taking: null };
        leases.set(key, lease);
        while (lease.left === 0) {
          lease.taking ??= ask(key, LEASE).then(() => {
            lease.left += LEASE;
            lease.taking = null;
          });
          await lease.taking;
        }
        lease.left--;
      }),
    ),
};

async function closedLoop(count) {
  const end = performance.now() + seconds * 1000;
  let calls = 0;
  const before = process.cpuUsage();
  await Promise.all(
    Array.from({ length: 64 }, async (_, worker) => {
      for (let call = 0; performance.now() < end; call++) {
        await count('adresse:192.0.2.1', `json:${(worker * 31 + call) % TOKENS}`);
        calls++;
        // As calls of a network do, each comes in a turn of its own.
        await new Promise(setImmediate);
      }
    }),
  );
  return figures(before, calls);
}

async function openLoop(count) {
  const end = performance.now() + seconds * 1000;
  let calls = 0;
  const waits = [];
  const before = process.cpuUsage();
  while (performance.now() < end) {
    const startedAt = performance.now();
    await count('adresse:192.0.2.1', `json:${calls % TOKENS}`);
    waits.push(performance.now() - startedAt);
    calls++;
    await delay(1);
  }
  waits.sort((a, b) => a - b);
  return { ...figures(before, calls), 'attente médiane µs': Math.round(waits[waits.length >> 1] * 1000) };
}

function figures(before, calls) {
  const { user, system } = process.cpuUsage(before);
  return { 'appels/s': Math.round(calls / seconds), 'CPU µs/appel': Number(((user + system) / calls).toFixed(1)) };
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

for (const [name, loop] of [
  ['boucle fermée, 64 en vol', closedLoop],
  ['un à la fois, un par milliseconde environ', openLoop],
]) {
  const kept = new Map(Object.keys(ways).map((way) => [way, []]));
  for (let round = 0; round < rounds; round++)
    for (const [way, count] of Object.entries(ways)) {
      leases.clear();
      await redis.flushall();
      kept.get(way).push(await loop(count));
    }
  console.log(`\n${name} (médianes de ${rounds} manches)`);
  console.table(
    Object.fromEntries(
      [...kept].map(([way, all]) => [
        way,
        Object.fromEntries(Object.keys(all[0]).map((key) => [key, median(all.map((one) => one[key]))])),
      ]),
    ),
  );
}
redis.disconnect();
process.exit();
