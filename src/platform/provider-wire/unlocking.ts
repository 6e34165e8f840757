import type { Deadline } from '../../core/deadline.ts';
import type { Rewriting } from '../../core/document.ts';
import { type Failure, generalFailure, type ProviderIdentity, providerFailure } from '../../core/failure.ts';
import type { PdfUnlocker, Unlocked } from '../documents/pdf-unlocker.ts';

interface UnlockingOptions {
  readonly provider: ProviderIdentity;
  readonly unlocker: PdfUnlocker;
}

/** Opens an encrypted PDF within the time of the call; what does not open is a failure of the provider's document. */
export function unlocking({ provider, unlocker }: UnlockingOptions, deadline: Deadline): Rewriting {
  return async (from, to) => {
    const failure = failureOf(provider, await unlocker.unlock({ from, to, deadline }));
    if (failure !== null) throw failure;
  };
}

function failureOf(provider: ProviderIdentity, outcome: Unlocked): Failure | null {
  switch (outcome) {
    case 'unlocked':
      return null;
    case 'locked':
      return providerFailure(provider, '055', { cause: 'an encrypted PDF that does not open without a password' });
    case 'too_late':
      return providerFailure(provider, '002', { cause: 'the call ended while an encrypted PDF was being opened' });
    case 'overloaded':
      return generalFailure('00502', { cause: 'too many encrypted PDF wait to be opened' });
  }
}
