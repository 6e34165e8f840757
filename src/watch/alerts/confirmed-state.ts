import type { Sonde } from '../../records/sondes.ts';
import { type State, stateOf } from '../service-states.ts';

/** A state that two of three probes in a row have seen. */
export interface ConfirmedState {
  readonly state: State;
  /** The first of the probes that saw it. */
  readonly since: Date;
  /** Statuses seen since. */
  readonly codes: readonly number[];
  /** When it was confirmed to have changed, within the probes given. */
  readonly changes: readonly Date[];
}

const JUDGED = 3;
const ENOUGH = 2;

/** What the probes of an endpoint confirm, oldest first; null while no two of three agree. */
export function confirmedState(probes: readonly Sonde[]): ConfirmedState | null {
  let confirmed: ConfirmedState | null = null;
  for (const [rank, probe] of probes.entries()) {
    const judged = probes.slice(Math.max(0, rank + 1 - JUDGED), rank + 1);
    confirmed = after(confirmed, judged, probe);
  }
  return confirmed;
}

/** An older state cannot come back by itself: the probe just made is one of those that agree. */
function after(before: ConfirmedState | null, judged: readonly Sonde[], probe: Sonde): ConfirmedState | null {
  const state = stateOf(probe.code);
  if (before?.state === state) return { ...before, codes: [...new Set([...before.codes, probe.code])] };
  const agreeing = judged.filter(({ code }) => stateOf(code) === state);
  if (agreeing.length < ENOUGH) return before;
  return {
    state,
    since: agreeing[0]?.faite_le ?? probe.faite_le,
    codes: [...new Set(agreeing.map(({ code }) => code))],
    changes: before === null ? [] : [...before.changes, probe.faite_le],
  };
}
