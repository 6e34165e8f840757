import { Outdated } from '../core/refused.ts';
import type { Demande } from '../records/demandes.ts';
import type { Acteur } from './acteurs.ts';
import type { Bureau } from './bureau.ts';
import { actsAllowed } from './etats.ts';
import { formulaireDe } from './formulaire.ts';

/** Whether its applicant may add data to a request now: it is open, or granted and may be reopened. */
export function peutAjouter(demande: Pick<Demande, 'etat' | 'reouverture'>): boolean {
  const acts = actsAllowed(['demandeur'], demande);
  return acts.has('rouvrir') || acts.has('modifier');
}

interface Ajout {
  readonly bureau: Bureau;
  /** The request as it is now; null when it is not there any more. */
  readonly relire: () => Promise<Demande | null>;
}

/** Ticks data in the form of a request, which it reopens first when it has to: what is granted stays as it is meanwhile. */
export async function ajouterDonnees(
  { bureau, relire }: Ajout,
  acteur: NonNullable<Acteur>,
  { demande, codes }: { readonly demande: Demande; readonly codes: readonly string[] },
): Promise<void> {
  if (actsAllowed(['demandeur'], demande).has('rouvrir')) await bureau.agir(demande, acteur, 'rouvrir');
  const open = await relire();
  if (open === null) throw new Outdated();
  const donnees = [...new Set([...formulaireDe(open).contenu.donnees, ...codes])];
  await bureau.enregistrer(open, acteur, { contenu: { donnees } });
}
