/** Where the links of our mails lead. */
export interface Addresses {
  confirmation(key: string): string;
  preferences(key: string): string;
  /** Answers to one click of a mail program (RFC 8058). */
  leaving(key: string): string;
  readonly subscribing: string;
}

export function addressesOn(publicUrl: string, room: '/abonnements' | '/infolettres'): Addresses {
  const subscribing = `${publicUrl}${room}`;
  return {
    subscribing,
    confirmation: (key) => `${subscribing}/confirmation/${key}`,
    preferences: (key) => `${subscribing}/preferences/${key}`,
    leaving: (key) => `${subscribing}/preferences/${key}/desinscription`,
  };
}
