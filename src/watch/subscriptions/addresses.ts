/** Where the links of our mails lead. */
export interface Addresses {
  confirmation(key: string): string;
  preferences(key: string): string;
  /** Answers to one click of a mail program (RFC 8058). */
  leaving(key: string): string;
  readonly subscribing: string;
}

export function addressesOn(publicUrl: string): Addresses {
  const subscribing = `${publicUrl}/abonnements`;
  return {
    subscribing,
    confirmation: (key) => `${subscribing}/confirmation/${key}`,
    preferences: (key) => `${subscribing}/preferences/${key}`,
    leaving: (key) => `${subscribing}/preferences/${key}/desinscription`,
  };
}
