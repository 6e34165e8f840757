import type { Clock } from '../../core/clock.ts';
import { Deadline } from '../../core/deadline.ts';
import type { Errand } from '../../core/errand.ts';
import { type ProviderIdentity, providerFailure } from '../../core/failure.ts';
import type { Renewal, Session } from '../../core/provider.ts';

/** A token must not die in flight: it is renewed this long before its announced end. */
const MARGIN_SECONDS = 10;

interface SessionOptions {
  readonly clock: Clock;
  readonly provider: ProviderIdentity;
  readonly deadlineMs: number;
}

/** Keeps a provider's credential for its life. One renewal at a time; each caller waits no longer than its own deadline. */
export function createSession<T>(
  { clock, provider, deadlineMs }: SessionOptions,
  obtain: (errand: Errand) => Promise<Renewal<T>>,
): Session<T> {
  let current: { value: T; renewAt: number } | null = null;
  let underWay: Promise<T> | null = null;

  /** Has its own time: the caller that starts it may be nearly out of his. */
  async function renew(errand: Errand): Promise<T> {
    const deadline = new Deadline(deadlineMs);
    try {
      const { value, lifeSeconds } = await obtain(withDeadline(errand, deadline));
      current = { value, renewAt: clock.now() + (lifeSeconds - MARGIN_SECONDS) * 1000 };
      return value;
    } finally {
      deadline.close();
    }
  }

  return {
    get: (errand) => {
      if (current !== null && clock.now() < current.renewAt) return Promise.resolve(current.value);
      // The promise forgets itself later, never before it is kept: a renewal that fails at once is tried again too.
      underWay ??= renew(errand).finally(() => {
        underWay = null;
      });
      return withinDeadline(underWay, errand, provider);
    },
    drop: (value) => {
      if (current?.value === value) current = null;
    },
  };
}

/** Its methods are called on the errand itself: it keeps a state of its own. */
function withDeadline(errand: Errand, deadline: Deadline): Errand {
  return {
    ...errand,
    deadline,
    noteProviderStatus: (provider, status) => errand.noteProviderStatus(provider, status),
    noteDocumentExpiry: (at) => errand.noteDocumentExpiry(at),
  };
}

function withinDeadline<T>(work: Promise<T>, { deadline }: Errand, provider: ProviderIdentity): Promise<T> {
  return new Promise((resolve, reject) => {
    const waiting = { expire: () => reject(providerFailure(provider, '002')) };
    if (deadline.isOver) waiting.expire();
    else deadline.watch(waiting);
    work.then(resolve, reject).finally(() => deadline.release(waiting));
  });
}
