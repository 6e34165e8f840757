import { parisMidnight } from '../../core/dates/paris-midnight.ts';
import { type Missing, missing } from '../../core/missing.ts';
import { trancheEffectif } from '../../core/nomenclatures/tranches-effectif.ts';

/** A value of Sirene: absent when INSEE left the key out. */
type Value = string | null | undefined;

/** A value that the answer promises as a text: neither absent nor null. */
export function needed(value: Value): string | Missing {
  return value ?? missing;
}

/** A value that may be null, but not absent. */
export function orMissing(value: Value): string | null | Missing {
  return value === undefined ? missing : value;
}

/** Unix seconds at midnight in Paris of a day of Sirene; null stays null, absent is missing. */
export function epoch(day: Value): number | null | Missing {
  if (day === undefined) return missing;
  return day === null ? null : parisMidnight(day);
}

/** `43.21A` is published as `4321A`. */
export function withoutDot(naf: string): string {
  return naf[2] === '.' ? naf.slice(0, 2) + naf.slice(3) : naf;
}

/** The band of a code; a code that is not in the nomenclature is kept without its bounds. */
export function effectif(code: Value, year: Value) {
  const tranche = code ? trancheEffectif(code) : null;
  return {
    de: tranche?.de ?? null,
    a: tranche?.a ?? null,
    code: orMissing(code),
    date_reference: orMissing(year),
    intitule: tranche?.intitule ?? null,
  };
}

/** The parts that are there, joined; null when none is. */
export function joined(separator: string, parts: readonly Value[]): string | null {
  let text: string | null = null;
  for (const part of parts) if (part) text = text === null ? part : text + separator + part;
  return text;
}
