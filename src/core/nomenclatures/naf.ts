import codesNaf from '@socialgouv/codes-naf';

const NON_REFERENCE = 'non référencé';
const CURRENT = 'NAFRev2';
const FORMER: ReadonlySet<string> = new Set(['NAFRev1', 'NAF1993', 'NAP']);
const SUBCLASS = /^\d{2}\.\d{2}[A-Z]$/;

const libelles: ReadonlyMap<string, string> = new Map(
  codesNaf.filter(({ id }) => SUBCLASS.test(id)).map(({ id, label }) => [withoutDot(id), tidy(label)]),
);

/**
 * Label of a principal activity of NAF rev. 2 (INSEE, 2008), code with or without its dot, nomenclature as Sirene names it
 * (null reads as NAF rev. 2). Never fails: an unknown code or a former revision is said so in words.
 */
export function libelleNaf(code: string, nomenclature: string | null): string {
  if (nomenclature !== null && FORMER.has(nomenclature)) return `ancienne révision NAF (${nomenclature}) non supportée`;
  if (nomenclature !== null && nomenclature !== CURRENT) return NON_REFERENCE;
  return libelles.get(withoutDot(code)) ?? NON_REFERENCE;
}

function withoutDot(code: string): string {
  return code.length === 6 && code[2] === '.' ? code.slice(0, 2) + code.slice(3) : code;
}

/** The package keeps double and trailing spaces from INSEE's spreadsheet. */
function tidy(label: string): string {
  return label.replace(/\s+/g, ' ').trim();
}
