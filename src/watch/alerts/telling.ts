import type { Alerte } from '../../records/alertes.ts';
import type { AlertKind, Told } from './alert-kind.ts';

/** What is to be told of one group now, and the rows that it settles. */
export interface Telling {
  readonly kind: AlertKind;
  readonly told: Told;
  /** Rows whose beginning, or whose end, is told or needs no word. */
  readonly begun: readonly number[];
  readonly over: readonly number[];
  /** Nothing is worth a message: rows are settled all the same. */
  readonly silent: boolean;
}

/** Groups what is not told yet, and gives the groups whose time has come. */
export function tellings(kinds: readonly AlertKind[], live: readonly Alerte[], now: Date): Telling[] {
  return kinds.flatMap((kind) => {
    const own = live.filter(({ genre }) => genre === kind.genre);
    return [...new Set(own.map(({ groupe }) => groupe))].flatMap((groupe) => {
      const rows = own.filter((row) => row.groupe === groupe);
      return isRipe(kind, rows, now) ? [tellingOf(kind, groupe, rows)] : [];
    });
  });
}

const begins = ({ close_le, annoncee_le }: Alerte): boolean => close_le === null && annoncee_le === null;
const ends = ({ close_le, annoncee_le, fin_annoncee_le }: Alerte): boolean =>
  close_le !== null && annoncee_le !== null && fin_annoncee_le === null;

/** The first change of a group has waited long enough for the others. */
function isRipe({ gatherMs }: AlertKind, rows: readonly Alerte[], now: Date): boolean {
  return rows.some(
    (row) =>
      (begins(row) && now.getTime() - row.ouverte_le.getTime() >= gatherMs) ||
      (ends(row) && now.getTime() - (row.close_le?.getTime() ?? 0) >= gatherMs),
  );
}

function tellingOf(kind: AlertKind, groupe: string, rows: readonly Alerte[]): Telling {
  const beginning = rows.filter(begins);
  const ending = rows.filter(ends);
  const before = new Map(ending.map((row) => [row.objet, row]));
  const now = new Set(beginning.map(({ objet }) => objet));
  const told: Told = {
    groupe,
    started: beginning.filter(({ objet }) => !before.has(objet)),
    // What went away and came back the same is what was told already.
    changed: beginning.filter((row) => before.has(row.objet) && before.get(row.objet)?.forme !== row.forme),
    ended: kind.tellsEnd ? ending.filter(({ objet }) => !now.has(objet)) : [],
    still: rows.filter(({ close_le, annoncee_le }) => close_le === null && annoncee_le !== null),
  };
  return {
    kind,
    told,
    begun: beginning.map(({ id }) => id),
    over: ending.map(({ id }) => id),
    silent: told.started.length + told.changed.length + told.ended.length === 0,
  };
}
