import { Refused } from '../core/refused.ts';
import { countBrouillons } from '../records/demandes-oubliees.ts';
import type { Work } from '../records/work.ts';

/** More than anyone fills at a time; drafts are kept for months. */
const MAX_BROUILLONS = 20;

export async function refuseTooManyDrafts(work: Work, compte: string): Promise<void> {
  if ((await countBrouillons(work, compte)) < MAX_BROUILLONS) return;
  throw new Refused(
    `Vous avez déjà ${MAX_BROUILLONS} brouillons : envoyez-en un, ou renoncez-y, avant d’en commencer un autre.`,
  );
}
