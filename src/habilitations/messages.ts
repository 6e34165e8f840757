import { Refused } from '../core/refused.ts';
import { countMessagesDe } from '../records/demande-messages.ts';
import type { Work } from '../records/work.ts';

const HOUR_MS = 3_600_000;
/** Each is a mail to whoever instructs. */
const MESSAGES_AN_HOUR = 20;

/** What an applicant writes is bounded, all his requests together; who instructs is not. */
export async function refuseTooManyMessages(work: Work, compte: string, at: Date): Promise<void> {
  if ((await countMessagesDe(work, compte, new Date(at.getTime() - HOUR_MS))) < MESSAGES_AN_HOUR) return;
  throw new Refused('Vous avez beaucoup écrit en une heure. Laissez-nous le temps de lire, puis revenez.');
}
