import type { RefusDeMinute } from '../../records/consommation.ts';

/** The most that was refused to a token, from one address, within one period. */
export interface RefusSerres {
  readonly jti: string;
  readonly adresse: string;
  readonly nombre: number;
  /** The minute that brought it there. */
  readonly minute: Date;
}

/**
 * What was refused too often within a period, token by token: of each, its worst moment.
 * `refus` are in the order of their token, address and minute.
 */
export function refusSerres(
  refus: readonly RefusDeMinute[],
  { seuil, fenetreMs }: { readonly seuil: number; readonly fenetreMs: number },
): RefusSerres[] {
  const found = new Map<string, RefusSerres>();
  for (const { jti, adresse, minute } of refus) {
    const nombre = refus
      .filter((other) => other.jti === jti && other.adresse === adresse)
      .filter((other) => other.minute <= minute && minute.getTime() - other.minute.getTime() < fenetreMs)
      .reduce((sum, other) => sum + other.nombre, 0);
    if (nombre >= seuil && nombre > (found.get(jti)?.nombre ?? 0)) found.set(jti, { jti, adresse, nombre, minute });
  }
  return [...found.values()];
}
