import { type Acte, type Bilan, type FictionalUnit, UNITS } from '../../simulator/units.ts';

/** Units share their invented filings; each unit's numbers are moved so that a file tells whose it is. */
const STEP = 100;
const SERIES = 1_000_000;
const LARGE_COUNT = 50;

/** The acts of a unit, its own numbers on them; the unit of large answers has many. */
export function actesOf(unit: FictionalUnit): readonly Acte[] {
  return own(unit, unit.actes);
}

/** The balance sheets of a unit, its own numbers on them; the unit of large answers has many. */
export function bilansOf(unit: FictionalUnit): readonly Bilan[] {
  return own(unit, unit.bilans);
}

/** The siren of the unit whose file it is; empty when it is nobody's. */
export function sirenOfFile(idFichier: number): string {
  return UNITS[Math.floor((idFichier % SERIES) / STEP)]?.siren ?? '';
}

function own<Filing extends Acte | Bilan>(unit: FictionalUnit, filings: readonly Filing[]): readonly Filing[] {
  const offset = UNITS.indexOf(unit) * STEP;
  const [first] = filings;
  const listed =
    unit.behaviour === 'large' && first !== undefined
      ? Array.from({ length: LARGE_COUNT }, (_, rank) => ({ ...first, idFichier: first.idFichier + rank }))
      : filings;
  return listed.map((filing) => ({ ...filing, idFichier: filing.idFichier + offset }));
}
