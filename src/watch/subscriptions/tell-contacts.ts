import { canonicalEmail } from '../../core/email.ts';
import { abonnementsTo } from '../../records/abonnements.ts';
import { contactsHabilites } from '../../records/contacts-habilites.ts';
import { queueMails } from '../../records/envois.ts';
import type { Tell } from '../notice.ts';
import { contactMail, type TitleOf } from './mails.ts';

interface TellContactsOptions {
  readonly titleOf: TitleOf;
  /** The rights that open an endpoint. */
  readonly rightsOf: (endpoint: string) => readonly string[];
  /** Where one subscribes. */
  readonly subscribing: string;
}

/**
 * Queues a grave incident for whoever asked for what it touches, or answers for its use, with what it tells. Who has subscribed
 * to it is told once, as a subscriber.
 */
export function tellContacts({ titleOf, rightsOf, subscribing }: TellContactsOptions): Tell {
  return async (work, notice) => {
    const { severity, endpoints, at } = notice;
    if (severity !== 'majeure' && severity !== 'critique') return;
    const subscribers = (await abonnementsTo(work, endpoints)).filter(({ sorte }) => sorte === 'courriel');
    const told = new Set(subscribers.map(({ email }) => canonicalEmail(email)));
    const contacts = (await contactsHabilites(work, endpoints.flatMap(rightsOf)))
      .map(canonicalEmail)
      .filter((email) => email !== null)
      .filter((email) => !told.has(email));
    await queueMails(
      work,
      contacts.map((email) => contactMail(notice, email, titleOf, subscribing)),
      at,
    );
  };
}
