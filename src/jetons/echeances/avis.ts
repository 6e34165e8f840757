import type { Clock } from '../../core/clock.ts';
import { canonicalEmail } from '../../core/email.ts';
import type { Mail, OwnerName } from '../../core/outgoing.ts';
import { noticeDays } from '../../core/terms.ts';
import { type AvisDu, avisDus, avisEncoreDu, cleAvis, noterAvis } from '../../records/avis-de-jetons.ts';
import { queueMails } from '../../records/envois.ts';
import { type Db, together } from '../../records/work.ts';
import { courrielContact, courrielDemandeur, type Dit } from './courriels.ts';

interface AvisOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly publicUrl: string;
  /** Whether a token may be prolonged here. */
  readonly prolongation: boolean;
}

/** The first word of who these mails are sent for: it says whether they still have a reason to leave. */
export const AVIS_OWNER = 'avis';

const DAY_MS = 86_400_000;
/** A token that ended before then is history: nobody is told so late, whatever kept us from it. */
const FINIS_MS = 30 * DAY_MS;
const AT_ONCE = 200;

/** Tells those who look after a token that its end is near: once a step, the nearest alone when several are due. */
export function createAvis(options: AvisOptions): () => Promise<number> {
  const { db, clock } = options;
  return async () => {
    const now = new Date(clock.now());
    const paliers = { jours: noticeDays, finisDepuis: new Date(now.getTime() - FINIS_MS) };
    let told = 0;
    // Each notice is noted: none is read twice.
    for (let taken = AT_ONCE; taken === AT_ONCE; ) {
      const dus = await avisDus(db, paliers, now, AT_ONCE);
      taken = dus.length;
      for (const du of dus) told += await tell(du, now, options);
    }
    return told;
  };
}

function tell(du: AvisDu, now: Date, { db, publicUrl, prolongation }: AvisOptions): Promise<number> {
  const mails = mailsOf(du, { now, publicUrl, prolongation });
  return together(db, async (work) => {
    const noted = await noterAvis(work, {
      jti: du.jti,
      palier: du.palier,
      depasses: noticeDays.filter((jours) => jours > du.palier),
      destinataires: mails.map(({ to }) => to),
      le: now,
    });
    return noted ? queueMails(work, mails, now) : 0;
  });
}

/** One mail an address, whatever the roles of who reads it. */
function mailsOf(du: AvisDu, dit: Dit): Mail[] {
  const demandeur = canonicalEmail(du.demandeur ?? '');
  const contacts = new Set(du.contacts.map(canonicalEmail).filter((email) => email !== null && email !== demandeur));
  const owner: OwnerName = `${AVIS_OWNER}:${du.jti}`;
  const mail = (to: string, written: Pick<Mail, 'subject' | 'text'>): Mail => ({
    to,
    ...written,
    owner,
    key: cleAvis(du.jti, du.palier, to),
  });
  return [
    ...(demandeur === null ? [] : [mail(demandeur, courrielDemandeur(du, dit))]),
    ...[...contacts].flatMap((to) => (to === null ? [] : [mail(to, courrielContact(du, dit))])),
  ];
}

/** What deliveries ask of these mails: whether the token is still to end as they say, and nothing has taken its place. */
export const avisOwner = {
  wants: (db: Db, jti: string): Promise<boolean> => avisEncoreDu(db, jti),
  secretOf: async (): Promise<null> => null,
  delivered: async (): Promise<void> => undefined,
  lost: async (): Promise<void> => undefined,
};
