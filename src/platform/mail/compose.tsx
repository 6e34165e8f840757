import type { SendMailOptions } from 'nodemailer';
import { type OutgoingMail, Refused } from '../../core/outgoing.ts';
import { MailLayout } from './mail-layout.tsx';

/** Who our mails come from. */
export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** One address, that no program reads as a list or as more than an address. */
const ONE_ADDRESS = /^[^\s<>()[\]\\,;:"@]+@[^\s<>()[\]\\,;:"@]+$/;

/** A mail as it travels: text and HTML, said to be a machine's, with an identity that stays the same if it is sent again. */
export async function compose(
  { id, date, to, cc = [], subject, text, html, headers = {} }: OutgoingMail,
  from: Sender,
): Promise<SendMailOptions> {
  if (![to, ...cc].every((address) => ONE_ADDRESS.test(address)))
    throw new Refused("Un destinataire n'est pas une adresse de courriel.");
  return {
    from,
    to: { name: '', address: to },
    ...(cc.length === 0 ? {} : { cc: cc.map((address) => ({ name: '', address })) }),
    subject,
    date,
    messageId: `<${id}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`,
    text,
    html: html ?? (await (<MailLayout service={from.name} subject={subject} text={text} />)),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', ...headers },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
