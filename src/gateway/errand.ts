import { Deadline } from '../core/deadline.ts';
import type { Errand } from '../core/errand.ts';
import { type Call, established } from './call.ts';

/** What the connectors are told of a call. `mainProvider` is the one whose status the trace keeps first. */
export class CallErrand implements Errand {
  readonly requestId: string;
  readonly deadline: Deadline;
  readonly jeton: Errand['jeton'];
  readonly recipient: string;
  readonly #call: Call;
  readonly #mainProvider: string | undefined;

  constructor(call: Call, deadlineMs: number, mainProvider: string | undefined) {
    this.#call = call;
    this.#mainProvider = mainProvider;
    this.requestId = call.requestId;
    this.deadline = new Deadline(deadlineMs);
    this.jeton = established(call.jeton, 'jeton');
    this.recipient = established(call.purpose, 'purpose').recipient;
  }

  noteProviderStatus(provider: string, status: number): void {
    if (provider === this.#mainProvider || this.#call.providerStatus === null) this.#call.providerStatus = status;
  }

  noteDocumentExpiry(at: Date): void {
    const known = this.#call.documentExpiry;
    if (known === null || at < known) this.#call.documentExpiry = at;
  }
}
