declare const rnaBrand: unique symbol;

/** Identifier of an association in the Répertoire national des associations. */
export type Rna = string & { readonly [rnaBrand]: true };

const LENGTH = 10;
const ZERO = 48;
const CAPITAL_A = 65;

/** `W\d[A-Z0-9]\d{7}` or the older `0\d{3}00\d{4}`, the whole string and ASCII only (endpoints.yaml); null otherwise. */
export function parseRna(raw: string): Rna | null {
  if (raw.length !== LENGTH) return null;
  return isCurrentForm(raw) || isFormerForm(raw) ? checkedRna(raw) : null;
}

function isCurrentForm(raw: string): boolean {
  if (raw[0] !== 'W' || !isDigit(raw, 1)) return false;
  return (isDigit(raw, 2) || isCapital(raw, 2)) && areDigits(raw, 3);
}

function isFormerForm(raw: string): boolean {
  return raw[0] === '0' && raw[4] === '0' && raw[5] === '0' && areDigits(raw, 1);
}

function areDigits(raw: string, from: number): boolean {
  for (let index = from; index < raw.length; index += 1) {
    if (!isDigit(raw, index)) return false;
  }
  return true;
}

function isDigit(raw: string, index: number): boolean {
  const rank = raw.charCodeAt(index) - ZERO;
  return rank >= 0 && rank <= 9;
}

function isCapital(raw: string, index: number): boolean {
  const rank = raw.charCodeAt(index) - CAPITAL_A;
  return rank >= 0 && rank <= 25;
}

/** A brand cannot be given without a cast: called only after the check above. */
function checkedRna(raw: string): Rna {
  return raw as Rna;
}
