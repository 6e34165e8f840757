import { Refused } from '../core/refused.ts';
import { insertDemandeEvenement } from '../records/demande-evenements.ts';
import { type Demande, findLiveCopy, holdDemande, updateDemande } from '../records/demandes.ts';
import { closeHabilitation, replaceJetonsDe } from '../records/habilitations.ts';
import type { Work } from '../records/work.ts';
import { type Acteur, nomDe } from './acteurs.ts';

/** Whether a request may be taken over by a new one: granted or refused, and nothing else under way about it. */
export function isRenewable({ etat, reouverture }: Pick<Demande, 'etat' | 'reouverture'>): boolean {
  return (etat === 'validee' || etat === 'refusee') && !reouverture;
}

/** Holds the request that is about to be renewed; refuses who may not, and a second live copy. */
export async function holdRenewable(work: Work, id: string, acteur: NonNullable<Acteur>): Promise<Demande> {
  const origine = await holdDemande(work, id);
  if (origine === undefined || origine.demandeur !== acteur.id)
    throw new Refused('Seul le demandeur d’une demande peut la renouveler.');
  if (!isRenewable(origine)) throw new Refused('Seule une demande validée ou refusée se renouvelle.');
  if ((await findLiveCopy(work, id)) !== undefined)
    throw new Refused('Un renouvellement de cette demande est déjà en cours.');
  return origine;
}

interface Granted {
  readonly demande: Demande;
  /** The token that was made for it. */
  readonly jeton: string;
  readonly at: Date;
}

/** A renewal is granted: what it takes the place of is put away. Its tokens run to their end, beside the new one. */
export async function putAwayOrigin(work: Work, { demande, jeton, at }: Granted): Promise<void> {
  const { copie_de, numero } = demande;
  const origine = copie_de === null ? undefined : await holdDemande(work, copie_de);
  if (origine === undefined || !isRenewable(origine)) return;
  await updateDemande(work, origine, { etat: 'archivee', modifiee_le: at });
  await closeHabilitation(work, origine.id, 'obsolete', at);
  await replaceJetonsDe(work, origine.id, jeton, at);
  await insertDemandeEvenement(work, {
    demande: origine.id,
    acte: 'archiver',
    auteur: null,
    auteurNom: nomDe(null),
    le: at,
    de: origine.etat,
    vers: 'archivee',
    motif: `La demande ${numero}, qui la renouvelle, est validée.`,
    changements: [],
  });
}
