import type { Demande } from '../records/demandes.ts';

/** What a ready answer may leave to the request it is used on, by the name between its braces. */
export const variablesModele = {
  intitule: 'l’intitulé du projet',
  numero: 'le numéro de la demande',
  lien: 'l’adresse où l’usager suit sa demande',
} as const;

const PLACE = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** The places of a ready answer that nothing fills. */
export function variablesInconnues(corps: string): string[] {
  const named = [...corps.matchAll(PLACE)].map(([, name = '']) => name);
  return [...new Set(named.filter((name) => !Object.hasOwn(variablesModele, name)))];
}

/** A ready answer, for this request. */
export function remplirModele(
  corps: string,
  { id, intitule, numero }: Pick<Demande, 'id' | 'intitule' | 'numero'>,
  publicUrl: string,
): string {
  const values: Readonly<Record<string, string>> = { intitule, numero, lien: `${publicUrl}/demandes/${id}` };
  return corps.replace(PLACE, (place, name: string) => values[name] ?? place);
}
