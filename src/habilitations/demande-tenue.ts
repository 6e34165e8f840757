import { Outdated, Refused } from '../core/refused.ts';
import { type Demande, holdDemande } from '../records/demandes.ts';
import type { Work } from '../records/work.ts';
import { type Acteur, qualitesSur } from './acteurs.ts';
import { type Changement, changementsEntre } from './changements.ts';
import type { Donnees } from './donnees.ts';
import { type Acte, nextState } from './etats.ts';
import { formulaireDe, formulaireEnvoye } from './formulaire.ts';
import { premierFormulaire } from './premier-formulaire.ts';

/** A request, and the version of it that who acts has read. */
export interface Vu {
  readonly id: string;
  readonly version: number;
}

/** The request, until the end of the transaction. */
export async function held(work: Work, id: string): Promise<Demande> {
  const demande = await holdDemande(work, id);
  if (demande === undefined) throw new Refused('Cette demande n’existe pas.');
  return demande;
}

export async function seen(work: Work, { id, version }: Vu): Promise<Demande> {
  const demande = await held(work, id);
  if (demande.version !== version) throw new Outdated();
  return demande;
}

/** Where the act leads, in the best quality of who acts; refused when no quality of his allows it. */
export function allowed(acte: Acte, acteur: Acteur, demande: Demande) {
  const qualites = qualitesSur(acteur, demande);
  const next = qualites.map((qualite) => nextState(acte, qualite, demande)).find((state) => state !== null);
  if (next !== undefined) return next;
  if (acteur?.id === demande.demandeur && acteur.roles.includes('instructeur'))
    throw new Refused('Nul n’instruit sa propre demande : un autre instructeur doit s’en charger.');
  throw new Refused('L’état de cette demande ne le permet plus : relisez-la.');
}

/** What this sending changes: since the last one, or since what the use case had filled. */
export function sentChanges(avant: Demande, donnees: Donnees): Changement[] {
  const formulaire = formulaireDe(avant);
  const before =
    formulaireEnvoye(avant.contenu_envoye) ??
    premierFormulaire({ casUsage: formulaire.casUsage, intitule: formulaire.intitule });
  return changementsEntre(before, formulaire, donnees);
}
