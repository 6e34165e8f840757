/** A service that a right opens, as the form shows it. */
export interface ServiceOuvert {
  readonly name: string;
  readonly title: string;
  readonly provider: string;
}

/** A right that may be asked for. */
export interface Donnee {
  readonly code: string;
  readonly titre: string;
  /** The category of the catalogue it is shown under. */
  readonly groupe: string;
  /** Open to anyone, to administrations alone, or open with protected parts. */
  readonly ouverture: 'publique' | 'protégée' | 'mixte';
  readonly services: readonly ServiceOuvert[];
}

/** Rights that may be asked for, in the order of the catalogue; made once from the cards and sheets of the rooms. */
export interface Donnees {
  readonly toutes: readonly Donnee[];
  readonly parCode: ReadonlyMap<string, Donnee>;
}

interface Room {
  readonly name: string;
  readonly title: string;
  readonly scopes: readonly [string, ...string[]];
  readonly provider: string;
  readonly categorie: string;
  readonly ouverture: Donnee['ouverture'];
}

const order: readonly Donnee['ouverture'][] = ['publique', 'mixte', 'protégée'];

/** One box by right, whatever the number of services it opens; its opening is that of the most protected of them. */
export function donneesOf(rooms: readonly Room[]): Donnees {
  const codes = [...new Set(rooms.map(({ scopes: [code] }) => code))];
  const toutes = codes.map((code): Donnee => {
    const opened = rooms.filter(({ scopes }) => scopes[0] === code);
    const [first] = opened;
    if (first === undefined) throw new Error(`right ${code} opens no endpoint`);
    const ouverture = opened
      .map((room) => room.ouverture)
      .reduce((a, b) => (order.indexOf(a) >= order.indexOf(b) ? a : b));
    return {
      code,
      titre: opened.map(({ title }) => title).join(' · '),
      groupe: first.categorie,
      ouverture,
      services: opened.map(({ name, title, provider }) => ({ name, title, provider })),
    };
  });
  return { toutes, parCode: new Map(toutes.map((donnee) => [donnee.code, donnee])) };
}

/** Whether a form open to anyone may show it; what is protected in part hides that part by itself (DECISIONS, Token: 451). */
export function isOpenData({ ouverture }: Donnee): boolean {
  return ouverture !== 'protégée';
}
