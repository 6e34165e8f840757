// node bench/agregat.mjs [--calls 20] [--delay 100] [--scenario entreprises,…]
// An aggregate must cost its longest chain of legs that need one another, not the sum of its legs.
import { parseArgs } from 'node:util';
import { startGateway } from './contestants.mjs';
import { guarded } from './processes.mjs';
import { median } from './report.mjs';
import { startSlowProviders } from './slow-providers.mjs';

/** Legs of a call, its sessions already open, by the steps that wait for the one before; those of a step go side by side. */
const SCENARIOS = {
  entreprises: { path: 'entreprises/100100015', steps: [['unité légale', 'extrait RCS'], ['siège'], ['commune']] },
  etablissements: { path: 'etablissements/10010001500013', steps: [['établissement'], ['commune']] },
  attestations_fiscales_dgfip: {
    path: 'attestations_fiscales_dgfip/100100015',
    query: { siren_is: '100100056', siren_tva: '100451004' },
    steps: [['mère IS', 'mère TVA'], ['siège IS', 'siège TVA'], ['attestation']],
  },
  documents_associations: {
    path: 'documents_associations/W751000015',
    steps: [['fiche'], ['document 1', 'document 2', 'document 3']],
  },
  actes_inpi: { path: 'actes_inpi/100100015', steps: [['liste'], ['archive']] },
  bilans_inpi: { path: 'bilans_inpi/100100015', steps: [['liste'], ['archive']] },
  extraits_courts_inpi: { path: 'extraits_courts_inpi/100100015', steps: [['brevets', 'marques', 'modèles']] },
  liasses_fiscales_dgfip: {
    path: 'liasses_fiscales_dgfip/2020/complete/100100015',
    steps: [['déclaration', 'dictionnaire']],
  },
};
/** What the rest of a call may take beyond its chain, in legs: less than one, or it would hide one more in the chain. */
const SLACK_LEGS = 0.6;

const options = readOptions();

await guarded(options.names.length * (options.calls + 3) * options.delayMs * 0.008 + 300, async () => {
  const { urls, legs } = await startSlowProviders(options.delayMs);
  const gateway = await startGateway(urls);
  if (gateway.absent) throw new Error(gateway.absent);
  const rows = {};
  for (const name of options.names) {
    const row = await measure(gateway, legs, SCENARIOS[name]);
    if (row === null) console.log(`${name} : absent de cette version.`);
    else rows[name] = row;
  }
  console.log(
    `\nChaque réponse d'un fournisseur prend ${options.delayMs} ms ; ${options.calls} appels l'un après l'autre.`,
  );
  console.table(rows);
  if (Object.values(rows).some(({ verdict }) => verdict !== 'chaîne')) process.exitCode = 1;
});

/** Null when this address leads nowhere: the endpoint is of another version. */
async function measure(gateway, legs, { path, query = {}, steps }) {
  const trace = new URLSearchParams({ context: 'Mesure', recipient: '10000001700010', object: 'agregat', ...query });
  const address = `http://127.0.0.1:${gateway.port}/v2/${path}?${trace}`;
  const expected = steps.flat().length;
  const durations = [];
  let counted = [];
  for (let rank = -2; rank < options.calls; rank++) {
    const before = legs.length;
    const startedAt = performance.now();
    const response = await fetch(address, { headers: { Authorization: `Bearer ${gateway.tokens[0]}` } });
    await response.arrayBuffer();
    const elapsedMs = performance.now() - startedAt;
    if (response.headers.get('x-error-code') === '00404') return null;
    if (response.status !== 200)
      throw new Error(`${path} : ${response.status}, étapes ${legs.slice(before).join(', ')}`);
    // The first calls open the sessions and the connections.
    if (rank < 0) continue;
    durations.push(elapsedMs);
    counted = legs.slice(before);
  }
  return rowOf({ p50Ms: median(durations), steps, expected, counted });
}

function rowOf({ p50Ms, steps, expected, counted }) {
  const chainMs = steps.length * options.delayMs;
  const isChain = p50Ms >= chainMs && p50Ms < chainMs + SLACK_LEGS * options.delayMs;
  if (counted.length !== expected)
    console.log(`${counted.length} étapes au lieu de ${expected} : ${counted.join(', ')}`);
  return {
    'p50 ms': Math.round(p50Ms),
    'chaîne ms': chainMs,
    'somme ms': counted.length * options.delayMs,
    'au-delà de la chaîne ms': Math.round(p50Ms - chainMs),
    étapes: `${counted.length}/${expected}`,
    verdict: isChain && counted.length === expected ? 'chaîne' : 'AUTRE QUE SA CHAÎNE',
  };
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      calls: { type: 'string', default: '20' },
      delay: { type: 'string', default: '100' },
      scenario: { type: 'string', default: Object.keys(SCENARIOS).join(',') },
    },
  });
  const names = values.scenario.split(',');
  const calls = Number(values.calls);
  const delayMs = Number(values.delay);
  if (names.some((name) => !(name in SCENARIOS))) throw new Error(`--scenario ${Object.keys(SCENARIOS).join(',')}`);
  if (!(calls >= 1 && calls <= 1000 && delayMs >= 20 && delayMs <= 2000))
    throw new Error('--calls 1-1000, --delay 20-2000');
  return { names, calls, delayMs };
}
