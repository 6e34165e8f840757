/** A mail as whoever writes it gives it: one recipient, always a text; the HTML is made from it when there is none. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The same key never leaves twice. */
  readonly key?: string;
}

/** Whose secret signs a webhook, as `sort:identifier`: the secret itself is read when it leaves, never queued. */
export type WebhookSigner = `${string}:${string}`;

export interface Webhook {
  readonly url: string;
  /** What happened, as `incident.ouvert`. */
  readonly event: string;
  readonly data: object;
  readonly signer: WebhookSigner;
  /** The same key never leaves twice. */
  readonly key?: string;
}
