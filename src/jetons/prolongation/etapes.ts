import type { Reponses } from '../../records/prolongations.ts';

/** The screens of a prolongation, in order. */
export const etapes = ['responsable', 'usage', 'contacts', 'resume'] as const;
export type Etape = (typeof etapes)[number];

export function isEtape(text: string): text is Etape {
  return etapes.some((etape) => etape === text);
}

/** Where someone is: the first screen that waits for him, or why he goes no further. */
export type Suite = { readonly etape: Etape } | { readonly arret: 'transferer' | 'rouvrir' };

export const sansReponse: Reponses = {
  responsable: null,
  usage_inchange: null,
  contact_metier: null,
  contact_technique: null,
};

/** Who leaves hands the request over; what has changed is examined again. Each is told as soon as it is answered. */
export function suiteDe(reponses: Reponses): Suite {
  const { responsable, usage_inchange, contact_metier, contact_technique } = reponses;
  if (responsable === null) return { etape: 'responsable' };
  if (responsable !== 'oui') return { arret: 'transferer' };
  if (usage_inchange === null) return { etape: 'usage' };
  if (!usage_inchange) return { arret: 'rouvrir' };
  if (contact_metier === null || contact_technique === null) return { etape: 'contacts' };
  return contact_metier && contact_technique ? { etape: 'resume' } : { arret: 'rouvrir' };
}

/** What is answered on one screen. */
export type Reponse =
  | Pick<Reponses, 'responsable'>
  | Pick<Reponses, 'usage_inchange'>
  | Pick<Reponses, 'contact_metier' | 'contact_technique'>;
