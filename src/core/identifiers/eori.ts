import { parseSiret, type Siret } from './siret.ts';

declare const eoriBrand: unique symbol;

/** Number under which the customs of the European Union know an operator. */
export type Eori = string & { readonly [eoriBrand]: true };

const FRANCE = 'FR';
/** Two capitals for the country, then what that country has chosen: fifteen letters and digits at most. */
const FORM = /^[A-Z]{2}[A-Za-z0-9]{0,15}$/;

/** `FR` and a valid siret, or the number of another country (endpoints.yaml); null otherwise. */
export function parseEori(raw: string): Eori | null {
  if (raw.startsWith(FRANCE)) return parseSiret(raw.slice(FRANCE.length)) === null ? null : checkedEori(raw);
  return FORM.test(raw) ? checkedEori(raw) : null;
}

/** The number of a French establishment. */
export function eoriOf(siret: Siret): Eori {
  return checkedEori(`${FRANCE}${siret}`);
}

/** A brand cannot be given without a cast: called only after the checks above. */
function checkedEori(raw: string): Eori {
  return raw as Eori;
}
