/** Durations are counted by steps, each half as long again as the one before: as `palier_duree` of the database does. */
const RATIO = 1.5;

/** A duration read from its step is off by this much at most, either way: a fraction. */
export const DUREE_ERREUR = Math.sqrt(RATIO) - 1;

/** What stands for the durations of a step, in milliseconds: none of them is further than the error. */
function dureeDuPalier(palier: number): number {
  return RATIO ** (palier + 0.5);
}

/** How many calls are in each step. */
export type Durees = ReadonlyMap<number, number>;

/** The duration, in milliseconds, that this share of calls did not exceed; null without a call. */
export function centile(durees: Durees, share: number): number | null {
  const total = [...durees.values()].reduce((sum, nombre) => sum + nombre, 0);
  let left = Math.ceil(total * share);
  for (const [palier, nombre] of [...durees].sort(([a], [b]) => a - b)) {
    left -= nombre;
    if (nombre > 0 && left <= 0) return dureeDuPalier(palier);
  }
  return null;
}
