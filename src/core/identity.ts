/** Someone, as an identity provider answers for him. */
export interface Identity {
  readonly issuer: string;
  /** What names him there, for good. */
  readonly subject: string;
  readonly email: string | null;
  /** False when the provider says that it has not checked the e-mail. */
  readonly emailChecked: boolean;
  readonly prenom: string;
  readonly nom: string;
  readonly telephone: string;
  /** Where he works, as it says. */
  readonly siret: string | null;
  /** What closes its own session later. */
  readonly idToken: string;
}

/** What ties an answer of the provider to the browser that was sent there. */
export interface IdentityRequest {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export interface IdentityProvider {
  /** Where to send the browser, and what to keep until it is back. */
  begin(): Promise<{ readonly url: string; readonly request: IdentityRequest }>;
  /** Who has come back at this address. */
  finish(url: URL, request: IdentityRequest): Promise<Identity>;
  /** Where to send the browser so that the provider closes its session too; null when it has no such place. */
  endSession(idToken: string): Promise<string | null>;
}

/**
 * Why there is no identity: `away`, the provider does not answer; `cancelled`, the person gave up there; `invalid`, what came
 * back is not what was asked, or not from it. Its message may be logged: it holds nothing of what came back.
 */
export class IdentityFault extends Error {
  readonly why: 'away' | 'cancelled' | 'invalid';

  constructor(why: IdentityFault['why'], message: string) {
    super(message);
    this.name = 'IdentityFault';
    this.why = why;
  }
}
