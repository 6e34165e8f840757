import { newKey } from '../core/link-key.ts';
import type { Mail } from '../core/outgoing.ts';
import { countDemandes, type DemandeAbonnement, insertDemande } from '../records/demandes-abonnement.ts';
import { queueMail } from '../records/envois.ts';
import { type Db, together } from '../records/work.ts';

/** What someone asks, and from where. */
export type Asked = Omit<DemandeAbonnement, 'empreinte' | 'cree_le' | 'expire_le'>;

const HOUR_MS = 3_600_000;
const CONFIRM_WITHIN_MS = 48 * HOUR_MS;
/** Mails to one address in an hour: beyond, nothing leaves, and nothing tells so to who asks for another. */
const MAILS_AN_HOUR = 3;
const REQUESTS_AN_HOUR = 20;

/** Keeps what is asked, and sends the mail that confirms it. What is answered says nothing of who is a subscriber. */
export async function askToConfirm(
  db: Db,
  asked: Asked,
  { now, mailOf }: { readonly now: Date; readonly mailOf: (key: string) => Mail },
): Promise<'sent' | 'too_often'> {
  return together(db, async (work) => {
    const lately = await countDemandes(work, asked, new Date(now.getTime() - HOUR_MS));
    if (lately.byAdresse >= REQUESTS_AN_HOUR) return 'too_often';
    const { key, empreinte } = newKey();
    const expire_le = new Date(now.getTime() + CONFIRM_WITHIN_MS);
    await insertDemande(work, { ...asked, empreinte, cree_le: now, expire_le });
    if (lately.byEmail < MAILS_AN_HOUR) await queueMail(work, mailOf(key), now);
    return 'sent';
  });
}
