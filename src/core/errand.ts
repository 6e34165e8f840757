import type { Deadline } from './deadline.ts';

/** What a connector needs to know of the call it works for: whose it is, why, and how long it may still take. */
export interface Errand {
  readonly requestId: string;
  readonly deadline: Deadline;
  readonly jeton: {
    readonly uid: string;
    /** Open pre-filling use case: public data only, whatever the options of the call. */
    readonly openDataOnly: boolean;
  };
  readonly recipient: string;
  /** Tells the trace what the provider answered. */
  noteProviderStatus(provider: string, status: number): void;
  /** Tells the caller until when a document handed over by this call can be fetched. */
  noteDocumentExpiry(at: Date): void;
}
