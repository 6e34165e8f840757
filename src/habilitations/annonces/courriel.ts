import { canonicalEmail } from '../../core/email.ts';
import { paragraphs } from '../../core/mail-text.ts';
import type { Mail, OwnerName } from '../../core/outgoing.ts';
import type { Faits } from './faits.ts';

/** The first word of who these mails are sent for: it says whether they still have a reason to leave. */
export const DEMANDES_OWNER = 'demande';

const noReply = 'Ce courriel est envoyé par une machine : une réponse par courriel ne serait lue par personne.';

interface Ecrit {
  /** What it is, within its request: the same one leaves once. */
  readonly genre: string;
  readonly to: string;
  readonly cc?: readonly string[];
  readonly sujet: string;
  readonly paragraphes: readonly string[];
  /** It holds whatever becomes of the request afterwards. */
  readonly demeure?: true;
}

/** A mail about a request. It is skipped when the request has moved on before it leaves, unless it says otherwise. */
export function courriel({ annonce: { demande, at }, etape }: Faits, ecrit: Ecrit): Mail {
  const { genre, to, sujet, paragraphes, demeure } = ecrit;
  const address = adresseDe(to);
  const cc = [...new Set((ecrit.cc ?? []).map(adresseDe))].filter((one) => one !== address && isAddress(one));
  const owner: OwnerName = `${DEMANDES_OWNER}:${demande.id}/${etape}`;
  return {
    to: address,
    ...(cc.length === 0 ? {} : { cc }),
    subject: `[${demande.numero}] ${sujet}`,
    text: paragraphs('Bonjour,', ...paragraphes, noReply),
    key: `demande:${demande.id}:${genre}:${at.getTime()}:${address}`,
    ...(demeure ? {} : { owner }),
  };
}

/** The one spelling of an address, to tell whether two people are one. */
export function adresseDe(text: string): string {
  return canonicalEmail(text) ?? text.trim();
}

function isAddress(text: string): boolean {
  return canonicalEmail(text) !== null;
}

/** What was written by someone, told apart from our own words. */
export function cite(texte: string): string {
  return `« ${texte.trim()} »`;
}
