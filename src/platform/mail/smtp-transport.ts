import nodemailer, { type NodemailerError } from 'nodemailer';
import { type MailTransport, Refused } from '../../core/outgoing.ts';
import { compose, type Sender } from './compose.tsx';

const CONNECTION_MS = 10_000;
const SILENCE_MS = 20_000;
/** Of a whole sending, a place in the queue included. */
const SENDING_MS = 30_000;
const CONNECTIONS = 4;

/** Mails leave by the mail server of this address (`smtp://` or `smtps://`). */
export function createSmtpTransport(url: string, from: Sender): MailTransport {
  const server = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: CONNECTIONS,
    connectionTimeout: CONNECTION_MS,
    greetingTimeout: CONNECTION_MS,
    socketTimeout: SILENCE_MS,
    dnsTimeout: CONNECTION_MS,
  });
  return {
    send: async (mail) => {
      const composed = await compose(mail, from);
      const { rejected } = await server
        .sendMail({ ...composed, signal: AbortSignal.timeout(SENDING_MS) })
        .catch((error: unknown) => Promise.reject(readFailure(error)));
      // The others have it: trying again would give it to them twice.
      if (rejected.length > 0)
        throw new Refused(`Le serveur de courrier n'a pas pris ce message pour ${rejected.map(addressOf).join(', ')}.`);
    },
    close: () => server.close(),
  };
}

const addressOf = (recipient: string | { readonly address: string }): string =>
  typeof recipient === 'string' ? recipient : recipient.address;

/** An address that cannot be written on the wire is found out before the server is asked. */
const isNoRecipient = /^(?:Invalid recipient|No recipients)/;

/** A permanent answer about this recipient or this message is a bounce; about us (login, sender), it is for us to mend. */
function readFailure(error: unknown): Error {
  const { message = String(error), permanent = false, command = '' }: Partial<NodemailerError> = Object(error);
  const isAboutTheMail = (permanent && (command === 'RCPT TO' || command === 'DATA')) || isNoRecipient.test(message);
  const sentence = `Le serveur de courrier n'a pas pris ce message : ${message.replace(/\s+/g, ' ')}`;
  return isAboutTheMail ? new Refused(sentence) : new Error(sentence, { cause: error });
}
