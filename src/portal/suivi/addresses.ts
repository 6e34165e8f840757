import { champParCle } from '../../habilitations/champs.ts';
import { fieldId } from '../views/fields.tsx';

export const LIST = '/compte/demandes';

/** The pages of a request. */
export const pageOf = (id: string, page = ''): string => `/demandes/${id}${page === '' ? '' : `/${page}`}`;

/** Where what was granted is shown to an editor, or not any more. */
export const delegationsOf = (habilitation: string): string => `/compte/habilitations/${habilitation}/delegations`;

/** Where a request is filled from: its sections, each with how far it is. */
export const formOf = (id: string): string => pageOf(id, 'formulaire');

/** The field that a remark is about, in its form; null when the form has no such field. */
export function fieldOf(id: string, champ: string): string | null {
  const found = champParCle.get(champ);
  return found === undefined ? null : `${pageOf(id, found.section)}#${fieldId(champ)}`;
}

export const listTrail: readonly (readonly [string, string])[] = [
  ['/', 'Accueil'],
  ['/compte', 'Mon compte'],
];

export const followTrail: readonly (readonly [string, string])[] = [...listTrail, [LIST, 'Mes demandes']];

export function demandeTrail({ id, numero }: { readonly id: string; readonly numero: string }) {
  return [...followTrail, [pageOf(id), `Demande ${numero}`] as const];
}
