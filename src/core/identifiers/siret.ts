import { passesLuhn } from './luhn.ts';
import type { Siren } from './siren.ts';

declare const siretBrand: unique symbol;

/** Fourteen digits that identify an establishment: its siren, then its five-digit NIC. */
export type Siret = string & { readonly [siretBrand]: true };

const ZERO = 48;
const NOBODY = '000000000';
const LA_POSTE = '356000000';

/** Fourteen ASCII digits that pass Luhn, or the rule of La Poste (DECISIONS.md, Identifiers); null otherwise. */
export function parseSiret(raw: string): Siret | null {
  if (raw.length !== 14 || raw.startsWith(NOBODY)) return null;
  return passesLuhn(raw) || isOfLaPoste(raw) ? checkedSiret(raw) : null;
}

/** The siren inside a siret. Its own Luhn key is not checked again: Sirene, not the key, says whether it exists. */
export function sirenOf(siret: Siret): Siren {
  return sirenPart(siret);
}

/** The siret of an establishment from its siren and its NIC of five digits; null when the two do not make one. */
export function siretOf(siren: Siren, nic: string): Siret | null {
  return parseSiret(siren + nic);
}

/** La Poste ran out of Luhn-valid NICs for its offices: INSEE asks that the sum of the digits be a multiple of 5. */
function isOfLaPoste(raw: string): boolean {
  if (!raw.startsWith(LA_POSTE)) return false;
  let sum = 0;
  for (let index = 0; index < raw.length; index += 1) {
    const digit = raw.charCodeAt(index) - ZERO;
    if (digit < 0 || digit > 9) return false;
    sum += digit;
  }
  return sum % 5 === 0;
}

/** A brand cannot be given without a cast: called only after the check above. */
function checkedSiret(raw: string): Siret {
  return raw as Siret;
}

/** A siret is a siren and a NIC by construction, so its first nine digits are branded without another check. */
function sirenPart(siret: Siret): Siren {
  return siret.slice(0, 9) as Siren;
}
