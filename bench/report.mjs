// Rounds in, table and ratios out.
export const OTHERS_MAX = 0.1;

export function median(values) {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export function printScenario(scenario, slices) {
  for (const loop of ['closed', 'open']) {
    const title = loop === 'closed' ? 'boucle fermée, 64 connexions' : 'boucle ouverte, 1000 appels/s (Poisson)';
    console.log(`\n${scenario} : ${title} (médianes)`);
    const rows = [];
    const mine = slices.filter((slice) => slice.scenario === scenario && slice.loop === loop);
    for (const name of new Set(mine.map((slice) => slice.contestant))) {
      rows.push(
        row(
          name,
          mine.filter((slice) => slice.contestant === name),
        ),
      );
    }
    console.table(Object.fromEntries(rows));
    if (loop === 'open') {
      const delay = median(mine.map((slice) => slice.sendDelayP50Ms));
      console.log(
        `Les latences comptent le retard d'envoi du générateur, le même pour tous : ${round(delay, 2)} ms (médiane).`,
      );
    }
    for (const other of ['fastify', 'proxy']) printRatio(mine, other);
  }
}

function row(name, slices) {
  const kept = slices.filter(isKept);
  const shown = kept.length > 0 ? kept : slices;
  const of = (key) => median(shown.map((slice) => slice[key]));
  return [
    name,
    {
      'appels/s': Math.round(of('callsPerSecond')),
      'CPU µs/appel': round(of('cpuUsPerCall')),
      'min-max': range(shown.map((slice) => slice.cpuUsPerCall)),
      'p50 ms': round(of('p50Ms'), 2),
      'p99 ms': round(of('p99Ms'), 2),
      'RSS Mo': Math.round(of('rssMb')),
      'hors 200': percent(of('notOkShare')),
      'appels fourn.': round(of('providerCallsPerCall'), 2),
      'autres, cœur 0': percent(of('othersShare')),
      'cœur 1': percent(of('loadCoreBusy')),
      manches: `${kept.length}/${slices.length}${kept.length === 0 ? ' (toutes troublées)' : ''}`,
    },
  ];
}

/** Paired by round: only the rounds where both were left in peace, or all when there is none. */
function printRatio(slices, other) {
  const pairs = [];
  for (const gateway of slices.filter((slice) => slice.contestant === 'gateway')) {
    const peer = slices.find((slice) => slice.contestant === other && slice.round === gateway.round);
    if (peer && gateway.cpuUsPerCall && peer.cpuUsPerCall) pairs.push([gateway, peer]);
  }
  if (pairs.length === 0) return;
  const kept = pairs.filter((pair) => pair.every(isKept));
  const ratios = (kept.length > 0 ? kept : pairs).map(([gateway, peer]) => peer.cpuUsPerCall / gateway.cpuUsPerCall);
  const trouble = kept.length === 0 ? ', toutes troublées' : '';
  const rounds = `${kept.length}/${pairs.length} manches${trouble}`;
  console.log(
    `CPU par appel, ${other} / gateway : ${round(median(ratios), 2)} (${range(ratios, 2)}), ${rounds} ; > 1 : la gateway est meilleure`,
  );
}

export function isKept(slice) {
  return slice.othersShare <= OTHERS_MAX;
}

function round(value, digits = 1) {
  return value === null ? null : Number(value.toFixed(digits));
}

function range(values, digits = 0) {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? '-' : `${Math.min(...known).toFixed(digits)}-${Math.max(...known).toFixed(digits)}`;
}

function percent(value) {
  return value === null ? '-' : `${(value * 100).toFixed(1)} %`;
}
