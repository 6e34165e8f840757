// node bench/documents.mjs [--megabytes 20] [--calls 50]
// Asks for many heavy documents at once, each way a provider sends them, and prints the memory the gateway takes for it.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startGateway } from './contestants.mjs';
import { guarded, message, start } from './processes.mjs';
import { readTree } from './readings.mjs';

const { values } = parseArgs({
  options: { megabytes: { type: 'string', default: '20' }, calls: { type: 'string', default: '50' } },
});
const bytes = Number(values.megabytes) * 1_000_000;
const calls = Number(values.calls);
if (!(bytes > 0 && calls >= 1)) throw new Error('--megabytes N --calls N');

const TRACE = 'context=banc&recipient=10000001700010&object=documents';
const WAYS = [
  ['octets bruts', 'cartes_professionnelles_fntp/100100015'],
  ['base64 nu', 'attestations_sociales_acoss/100100015'],
  ['base64 dans du JSON', 'attestations_cotisation_retraite_probtp/10010001500013'],
];

await guarded(600, async () => {
  const stub = start('stub', 1, [process.execPath, fileURLToPath(new URL('./documents-stub.mjs', import.meta.url))], {
    ipc: true,
    env: { BENCH_DOCUMENT_BYTES: String(bytes) },
  });
  const { port } = await message(stub);
  const url = `http://127.0.0.1:${port}`;
  const credentials = { FNTP_TOKEN: 'x', ACOSS_CLIENT_ID: 'x', ACOSS_CLIENT_SECRET: 'x' };
  const urls = { FNTP_URL: url, ACOSS_URL: url, PROBTP_URL: url, ...credentials };
  const env = { PROVIDER_TIMEOUT_MS: '60000' };
  const gateway = await startGateway(urls, { env });
  if (gateway.absent) throw new Error(gateway.absent);

  console.log(`${calls} documents de ${values.megabytes} Mo demandés ensemble`);
  console.log('manière               statuts             durée s   RSS avant   au plus haut   après (Mo)');
  for (const [way, path] of WAYS) {
    await ask(gateway, path, 1); // opens sessions, warms the way
    const before = rss(gateway);
    let peak = before;
    const watch = setInterval(() => {
      peak = Math.max(peak, rss(gateway));
    }, 100);
    const startedAt = performance.now();
    const statuses = await ask(gateway, path, calls);
    clearInterval(watch);
    const seconds = (performance.now() - startedAt) / 1000;
    await new Promise((resolve) => setTimeout(resolve, 2000));
    const cells = [before, peak, rss(gateway)].map((value) => value.toFixed(0).padStart(10)).join('');
    console.log(`${way.padEnd(22)}${statuses.padEnd(20)}${seconds.toFixed(1).padStart(7)} ${cells}`);
  }
});

async function ask({ port, tokens }, path, times) {
  const counts = new Map();
  const one = async (token) => {
    const answer = await fetch(`http://127.0.0.1:${port}/v2/${path}?${TRACE}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    await answer.arrayBuffer();
    counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1);
  };
  await Promise.all(Array.from({ length: times }, (_, rank) => one(tokens[rank % tokens.length])));
  return [...counts].map(([status, count]) => `${status} : ${count}`).join(', ');
}

function rss({ child }) {
  return readTree(child.pid).rssBytes / 1e6;
}
