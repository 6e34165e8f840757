/** An endpoint as its callers know it. */
export interface Service {
  readonly name: string;
  readonly title: string;
  /** Any of these rights opens it. */
  readonly scopes: readonly string[];
}

/** A counter of the limits: how many calls of one token it lets through in a window, and for which services. */
export interface Compteur {
  readonly nom: string;
  readonly limite: number;
  readonly fenetreMs: number;
  readonly services: readonly Service[];
}

/** What the gateway allows, as its limits file says it. */
export interface Regles {
  readonly compteurs: readonly Compteur[];
  /** All the calls of one address, whatever its tokens. */
  readonly plafond: { readonly limite: number; readonly fenetreMs: number };
  readonly bannissement: {
    readonly dureeMs: number;
    /** More answers 429 than that within the period, and the address is banned. */
    readonly refus: { readonly nombre: number; readonly fenetreMs: number };
  };
}

/** The counter of the address of a call, beside those of tokens. */
export const ADRESSE = 'adresse';

/** A window under way on one node. */
export interface Fenetre {
  readonly compteur: string;
  /** A token, or an address. */
  readonly cle: string;
  readonly nombre: number;
  readonly fin: Date;
}

/** The windows under way of some tokens and addresses, wherever they are counted. */
export type FenetresDe = (cles: readonly string[]) => Promise<readonly Fenetre[]>;

/** Calls counted in the window under way; none when no window is. */
export interface Jauge {
  readonly nom: string;
  readonly limite: number;
  readonly fenetreMs: number;
  readonly nombre: number;
  /** When the window ends; null when the next call opens one. */
  readonly fin: Date | null;
  readonly niveau: 'libre' | 'haut' | 'atteint';
}

export interface JaugeDeGroupe extends Jauge {
  /** Those of the group that the token opens. */
  readonly services: readonly Service[];
}

/** From this share of a limit on, it is near. */
const HAUT = 0.8;

/** The gauges of a token: the groups that its rights open, and always the one of `/v2/privileges`, which needs none. */
export function jaugesDe(
  { jti, roles }: { readonly jti: string; readonly roles: readonly string[] },
  compteurs: readonly Compteur[],
  fenetres: readonly Fenetre[],
): JaugeDeGroupe[] {
  return compteurs
    .map((compteur) => ({
      ...compteur,
      services: compteur.services.filter(({ scopes }) => scopes.some((scope) => roles.includes(scope))),
    }))
    .filter(({ nom, services }) => services.length > 0 || nom === 'json')
    .map(({ services, ...compteur }) => ({ ...jauge(compteur, jti, fenetres), services }));
}

/** Each node counts alone: the fullest of its windows is the one that refuses first. */
export function jauge(
  { nom, limite, fenetreMs }: Pick<Compteur, 'nom' | 'limite' | 'fenetreMs'>,
  cle: string,
  fenetres: readonly Fenetre[],
): Jauge {
  const [fullest] = fenetres
    .filter((fenetre) => fenetre.compteur === nom && fenetre.cle === cle)
    .toSorted((a, b) => b.nombre - a.nombre);
  const nombre = fullest?.nombre ?? 0;
  const niveau = nombre >= limite ? 'atteint' : nombre >= HAUT * limite ? 'haut' : 'libre';
  return { nom, limite, fenetreMs, nombre, fin: fullest?.fin ?? null, niveau };
}
