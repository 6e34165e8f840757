import { canonicalEmail } from '../core/email.ts';
import { addAbonnementByRole } from '../records/abonnements.ts';
import { joinListesByRole } from '../records/abonnes-lettres.ts';
import type { ListeDiffusion, ListeLettre } from '../records/tables/letters.ts';
import type { Work } from '../records/work.ts';

/** Who is named in an accepted request, and hears of the service for it. */
type Named = 'demandeur' | 'contact_metier' | 'contact_technique';

const lettersOf: Readonly<Record<Named, ListeLettre>> = {
  demandeur: 'infolettre',
  contact_metier: 'infolettre',
  contact_technique: 'techlettre',
};

/**
 * Puts in the lists of his role whoever an accepted request names, in the transaction that accepts it; a technical contact is
 * told of incidents and maintenances too. Gives the lists he was put in: never one that he has left, nor one that he is in.
 */
export async function subscribeByRole(
  work: Work,
  { email, role }: { readonly email: string; readonly role: Named },
  now: Date,
): Promise<readonly ListeDiffusion[]> {
  const address = canonicalEmail(email);
  if (address === null) return [];
  const letters = await joinListesByRole(work, { email: address, listes: [lettersOf[role]] }, now);
  const isTold = role === 'contact_technique' && (await addAbonnementByRole(work, address, now));
  return isTold ? [...letters, 'avis'] : letters;
}
