import type { Fault } from './failure.ts';
import { generalFault } from './failure.ts';
import { parseRna, type Rna } from './identifiers/rna.ts';
import { parseSiren, type Siren } from './identifiers/siren.ts';
import { parseSiret, type Siret } from './identifiers/siret.ts';

/** One variable segment of an endpoint's URL. */
export interface Segment<Value> {
  /** Name of the path parameter, as in the published URLs. */
  readonly parameter: string;
  readonly description: string;
  readonly pattern: string;
  readonly example: string;
  readonly fault: Fault;
  parse(raw: string): Value | null;
}

/** What the variable segments of an endpoint's URL name together; the last one is what the call is about. */
export interface Subject<Value> {
  readonly segments: readonly Segment<unknown>[];
  /** Reads the raw segments, in their order: every fault, or the value. */
  parse(raws: readonly string[]): Reading<Value>;
}

export type Reading<Value> =
  | { readonly value: Value; readonly faults: null }
  | { readonly value: null; readonly faults: readonly Fault[] };

export const sirenSegment: Segment<Siren> = {
  parameter: 'siren',
  description: "Numéro de SIREN de l'entreprise : 9 chiffres dont une clé de contrôle.",
  pattern: '^\\d{9}$',
  example: '100100015',
  fault: generalFault('00301', 'siren'),
  parse: parseSiren,
};

export const siretSegment: Segment<Siret> = {
  parameter: 'siret',
  description: "Numéro de SIRET de l'établissement : 14 chiffres dont une clé de contrôle.",
  pattern: '^\\d{14}$',
  example: '10010001500013',
  fault: generalFault('00302', 'siret'),
  parse: parseSiret,
};

const siretOrRnaSegment: Segment<Siret | Rna> = {
  parameter: 'id',
  description: "Numéro de SIRET, ou identifiant RNA de l'association.",
  pattern: '^(\\d{14}|W\\d[A-Z0-9]\\d{7}|0\\d{3}00\\d{4})$',
  example: 'W751000015',
  fault: generalFault('00303', 'id'),
  parse: (raw) => parseRna(raw) ?? parseSiret(raw),
};

export const yearSegment: Segment<string> = {
  parameter: 'annee',
  description: 'Année, sur quatre chiffres.',
  pattern: '^\\d{4}$',
  example: '2020',
  fault: generalFault('00307', 'annee'),
  parse: (raw) => (/^\d{4}$/.test(raw) ? raw : null),
};

export const monthSegment: Segment<string> = {
  parameter: 'mois',
  description: 'Mois, sur deux chiffres : 01 à 12.',
  pattern: '^(0[1-9]|1[0-2])$',
  example: '02',
  fault: generalFault('00305', 'mois'),
  parse: (raw) => (/^(0[1-9]|1[0-2])$/.test(raw) ? raw : null),
};

/** An endpoint whose URL has a single variable segment. */
export function bySegment<Value>(segment: Segment<Value>): Subject<Value> {
  const refused: Reading<Value> = { value: null, faults: [segment.fault] };
  return {
    segments: [segment],
    parse: (raws) => {
      const value = segment.parse(raws[0] ?? '');
      return value === null ? refused : { value, faults: null };
    },
  };
}

/** An endpoint whose URL has several, by the names of their parameters, in the order of the URL. */
export function bySegments<Values extends Readonly<Record<string, unknown>>>(
  segments: {
    readonly [Key in keyof Values]: Segment<Values[Key]>;
  },
): Subject<Values> {
  const parts: readonly [string, Segment<unknown>][] = Object.entries(segments);
  return {
    segments: parts.map(([, segment]) => segment),
    parse: (raws) => {
      const read = parts.map(([name, segment], rank) => [name, segment.parse(raws[rank] ?? '')] as const);
      const faults = parts.filter((_, rank) => read[rank]?.[1] === null).map(([, { fault }]) => fault);
      return faults.length > 0 ? { value: null, faults } : { value: sameKeys<Values>(read), faults: null };
    },
  };
}

/** Each value was read by the segment of its key, which is what `Values` says. */
function sameKeys<Values>(read: readonly (readonly [string, unknown])[]): Values {
  return Object.fromEntries(read) as Values;
}

export const bySiren: Subject<Siren> = bySegment(sirenSegment);
export const bySiret: Subject<Siret> = bySegment(siretSegment);
export const bySiretOrRna: Subject<Siret | Rna> = bySegment(siretOrRnaSegment);
