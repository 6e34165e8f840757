import { passesLuhn } from './luhn.ts';

declare const sirenBrand: unique symbol;

/** Nine digits that identify a legal unit in Sirene. */
export type Siren = string & { readonly [sirenBrand]: true };

const NOBODY = '000000000';

/** Nine ASCII digits that pass Luhn, `000000000` refused (DECISIONS.md, Identifiers); null otherwise. */
export function parseSiren(raw: string): Siren | null {
  return raw.length === 9 && raw !== NOBODY && passesLuhn(raw) ? checkedSiren(raw) : null;
}

/** French VAT number: `FR`, two-digit key (12 + 3 × (siren mod 97)) mod 97, siren (CGI, annexe III, art. 95). */
export function vatNumber(siren: Siren): string {
  const key = (12 + 3 * (Number(siren) % 97)) % 97;
  return `FR${String(key).padStart(2, '0')}${siren}`;
}

/** A brand cannot be given without a cast: called only after the check above. */
function checkedSiren(raw: string): Siren {
  return raw as Siren;
}
