import type { Compte } from '../records/comptes.ts';
import type { Demande } from '../records/demandes.ts';
import type { Qualite } from './etats.ts';

/** Who acts: his account, or null for the platform itself. */
export type Acteur = Pick<Compte, 'id' | 'roles' | 'prenom' | 'nom' | 'email'> | null;

/** In what quality someone may act on a request. Nobody instructs his own. */
export function qualitesSur(acteur: Acteur, { demandeur }: Pick<Demande, 'demandeur'>): readonly Qualite[] {
  if (acteur === null) return ['plateforme'];
  if (acteur.id === demandeur) return ['demandeur'];
  return (['instructeur', 'administrateur'] as const).filter((role) => acteur.roles.includes(role));
}

/**
 * Whether someone may read a request: its applicant; verified members of its organisation; who instructs or reports. An archived
 * one is for administrators alone, a draft of someone else's for his colleagues.
 */
export function mayRead(
  acteur: NonNullable<Acteur>,
  { demandeur, siret, etat, premier_envoi_le }: Pick<Demande, 'demandeur' | 'siret' | 'etat' | 'premier_envoi_le'>,
  sirets: readonly string[],
): boolean {
  if (acteur.roles.includes('administrateur')) return true;
  if (etat === 'archivee') return false;
  if (acteur.id === demandeur || (siret !== null && sirets.includes(siret))) return true;
  return premier_envoi_le !== null && (acteur.roles.includes('instructeur') || acteur.roles.includes('rapporteur'));
}

/** How who acts is called in what is kept. */
export function nomDe(acteur: Acteur): string {
  if (acteur === null) return 'La plateforme';
  return `${acteur.prenom} ${acteur.nom}`.trim() || acteur.email;
}
