/** Whom something is sent for, as `sort:identifier`: who keeps the secret that signs it, and hears what became of it. */
export type OwnerName = `${string}:${string}`;

/** A mail as whoever writes it gives it: one recipient, always a text; the HTML is made from it when there is none. */
export interface Mail {
  readonly to: string;
  /** Who reads it too, and is seen to. */
  readonly cc?: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly owner?: OwnerName;
  /** The same key never leaves twice. */
  readonly key?: string;
}

export interface Webhook {
  readonly url: string;
  /** What happened, as `incident.ouvert`. */
  readonly event: string;
  readonly data: object;
  /** Whose secret signs it: read when it leaves, never queued. */
  readonly signer: OwnerName;
  /** The same key never leaves twice. */
  readonly key?: string;
}

/** A mail about to leave: what identifies it is the same at each try. */
export interface OutgoingMail extends Omit<Mail, 'key' | 'owner'> {
  readonly id: string;
  readonly date: Date;
}

export interface MailTransport {
  /** Resolves when whoever carries it has taken it; throws `Refused` when it never will be, anything else when it may be later. */
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
}

/** A webhook about to leave: the same identifier and body at each try. */
export interface OutgoingWebhook {
  readonly id: string;
  readonly url: string;
  readonly body: string;
  readonly secret: string;
  readonly at: Date;
}

export interface WebhookSender {
  /** As `MailTransport.send`. */
  send(webhook: OutgoingWebhook): Promise<void>;
  close(): Promise<void>;
}

/** What is kept of an envoi that its owner no longer wanted when it was about to leave. */
export const UNWANTED = 'Plus personne ne demande cet envoi.';

/** The other side says that it will never take it: trying again is of no use. The message is a sentence for the operator. */
export class Refused extends Error {}
