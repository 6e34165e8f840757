// node bench/pages.mjs [--visits 200] [--readers 1]
// Server time of the pages of the catalogue, one reader after the other, as a browser asks for them: from the question to the
// last byte. A sheet must take 20 ms at most, 19 times in 20.
import http from 'node:http';
import { parseArgs } from 'node:util';
import { startGateway } from './contestants.mjs';
import { guarded } from './processes.mjs';
import { readTree } from './readings.mjs';

const WANTED_P95_MS = 20;
const BEFORE_THEY_ARE_WARM = 3;

const { values } = parseArgs({
  options: { visits: { type: 'string', default: '200' }, readers: { type: 'string', default: '1' } },
});
const visits = Number(values.visits);
const readers = Number(values.readers);
if (!(visits >= 20 && readers >= 1)) throw new Error('--visits 20 au moins, --readers 1 au moins');

const OTHERS = [
  '/',
  '/catalogue',
  '/catalogue?q=chiffre+d%27affaires',
  '/recherche?q=jeton',
  '/documentation/demarrer',
];
const AND = [
  '/cas-usage/marches-publics',
  '/faq',
  '/etat-des-services',
  '/etat-des-services/historique',
  '/statistiques',
];

await guarded(600, async () => {
  const gateway = await startGateway({}, { env: { SONDES: 'oui' } });
  if (gateway.absent) throw new Error(gateway.absent);
  const agent = new http.Agent({ keepAlive: true, maxSockets: readers });
  const ask = (path) => visit({ agent, port: gateway.port, path });
  ask.cpuMs = () => readTree(gateway.child.pid).cpuSeconds * 1000;
  const { endpoints } = JSON.parse((await ask('/catalogue.json')).body);
  const sheets = endpoints.map(({ fiche }) => new URL(fiche).pathname);
  const rows = {};
  const all = [];
  for (const path of sheets) {
    const measured = await measure(ask, path);
    all.push({ path, p95: rank(measured.times, 0.95), ...measured });
  }
  const worst = all.toSorted((a, b) => b.p95 - a.p95)[0];
  rows[`${all.length} fiches ensemble`] = row({
    first: Math.max(...all.map(({ first }) => first)),
    times: all.flatMap(({ times }) => times),
    bytes: Math.max(...all.map(({ bytes }) => bytes)),
    cpuMs: all.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
  });
  rows[`la plus lente : ${worst.path}`] = row(worst);
  for (const path of [...OTHERS, ...AND]) rows[path] = row(await measure(ask, path));
  console.log(`\n${visits} visites de chaque page, ${readers} lecteur(s) à la fois, pages compressées (brotli).`);
  console.table(rows);
  if (worst.p95 > WANTED_P95_MS) {
    console.log(`Au-dessus de ${WANTED_P95_MS} ms.`);
    process.exitCode = 1;
  }
});

async function measure(ask, path) {
  const first = await ask(path);
  for (let rank = 0; rank < BEFORE_THEY_ARE_WARM; rank++) await ask(path);
  const times = [];
  const cpuMs = ask.cpuMs();
  const read = async () => {
    while (times.length < visits) times.push((await ask(path)).elapsedMs);
  };
  await Promise.all(Array.from({ length: readers }, read));
  return { first: first.elapsedMs, times, bytes: first.bytes, cpuMs: ask.cpuMs() - cpuMs };
}

function row({ first, times, bytes, cpuMs }) {
  return {
    'CPU ms': shown(cpuMs / times.length),
    'p50 ms': shown(rank(times, 0.5)),
    'p95 ms': shown(rank(times, 0.95)),
    'p99 ms': shown(rank(times, 0.99)),
    'première visite ms': shown(first),
    'poids Ko': shown(bytes / 1000),
  };
}

function shown(value) {
  return Number(value.toFixed(1));
}

function rank(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

function visit({ agent, port, path }) {
  const encoding = path.endsWith('.json') ? 'identity' : 'br';
  const headers = { accept: 'text/html', 'accept-encoding': encoding };
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const request = http.request({ agent, port, path, headers, host: '127.0.0.1' }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode !== 200) return reject(new Error(`${path} : ${response.statusCode}`));
        const body = Buffer.concat(chunks);
        resolve({ elapsedMs: performance.now() - startedAt, bytes: body.length, body });
      });
    });
    request.on('error', reject);
    request.end();
  });
}
