import { type Contact, contacts } from '../contenu.ts';
import { formulaireDe } from '../formulaire.ts';
import { adresseDe } from './courriel.ts';
import type { Faits } from './faits.ts';

/** Whom a grant is told to, each by his one address. */
export interface Roles {
  readonly demandeur: string;
  readonly metier: string;
  readonly technique: string;
}

export function rolesDe({ demandeur, annonce }: Faits): Roles {
  const { contenu } = formulaireDe(annonce.demande);
  return {
    demandeur: adresseDe(demandeur.email),
    metier: adresseDe(contenu.contact_metier.email),
    technique: adresseDe(contenu.contact_technique.email),
  };
}

/** Who is named for the personal data, when he was not in what was granted before: his address, and as what. */
export function nommes({ annonce, accordeAvant }: Faits): ReadonlyMap<string, readonly Contact[]> {
  const { contenu } = formulaireDe(annonce.demande);
  const named = new Map<string, Contact[]>();
  for (const contact of contacts.filter((one) => one === 'responsable_traitement' || one === 'delegue_protection')) {
    const address = adresseDe(contenu[contact].email);
    const before = accordeAvant === null ? '' : adresseDe(accordeAvant.contenu[contact].email);
    if (address !== '' && address !== before) named.set(address, [...(named.get(address) ?? []), contact]);
  }
  return named;
}
