import type { Fault } from './failure.ts';
import { generalFault } from './failure.ts';
import { parseRna, type Rna } from './identifiers/rna.ts';
import { parseSiren, type Siren } from './identifiers/siren.ts';
import { parseSiret, type Siret } from './identifiers/siret.ts';

/** What the last segment of an endpoint's URL names. */
export interface Subject<Value> {
  /** Name of the path parameter, as in the published URLs. */
  readonly parameter: string;
  readonly kind: 'siren' | 'siret' | 'siret-or-rna';
  readonly description: string;
  readonly pattern: string;
  readonly example: string;
  readonly fault: Fault;
  parse(raw: string): Value | null;
}

export const bySiren: Subject<Siren> = {
  parameter: 'siren',
  kind: 'siren',
  description: "Numéro de SIREN de l'entreprise : 9 chiffres dont une clé de contrôle.",
  pattern: '^\\d{9}$',
  example: '100100015',
  fault: generalFault('00301', 'siren'),
  parse: parseSiren,
};

export const bySiret: Subject<Siret> = {
  parameter: 'siret',
  kind: 'siret',
  description: "Numéro de SIRET de l'établissement : 14 chiffres dont une clé de contrôle.",
  pattern: '^\\d{14}$',
  example: '10010001500013',
  fault: generalFault('00302', 'siret'),
  parse: parseSiret,
};

export const bySiretOrRna: Subject<Siret | Rna> = {
  parameter: 'id',
  kind: 'siret-or-rna',
  description: "Numéro de SIRET, ou identifiant RNA de l'association.",
  pattern: '^(\\d{14}|W\\d[A-Z0-9]\\d{7}|0\\d{3}00\\d{4})$',
  example: 'W751000015',
  fault: generalFault('00303', 'id'),
  parse: (raw) => parseRna(raw) ?? parseSiret(raw),
};
