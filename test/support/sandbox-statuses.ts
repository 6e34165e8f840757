/** What each unit of the sandbox (docs/bac-a-sable.md) is answered by a room of data alone, INSEE's rooms apart. */
const statuses: readonly (readonly [string, number])[] = [
  ['100100015', 200],
  ['100100023', 200],
  ['100100031', 200],
  ['100100056', 200],
  ['100451004', 200],
  ['100451103', 200],
  ['100301001', 200],
  ['100404003', 404],
  ['100206002', 200],
  ['100206101', 200],
  ['100502004', 502],
  ['100502103', 502],
  ['100502202', 200],
  ['100503002', 503],
  ['100503101', 503],
  ['100200039', 200],
  ['100200104', 200],
];

/** The table, without the units that a suite has something of its own to say about. */
export function sandboxStatuses(...otherwise: readonly string[]): readonly (readonly [string, number])[] {
  return statuses.filter(([siren]) => !otherwise.includes(siren));
}
