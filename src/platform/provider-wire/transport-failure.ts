import { Failure, type ProviderIdentity, providerFailure } from '../../core/failure.ts';
import { ForbiddenAddress } from '../own-network.ts';
import { BadBase64 } from './base64-stream.ts';
import type { ExchangeFault } from './exchange.ts';

/** True of what `exchange` rejects with. */
export function isExchangeFault(error: unknown): error is ExchangeFault {
  return typeof error === 'object' && error !== null && 'fault' in error;
}

/** What the caller is told of an exchange that failed (DECISIONS « 503 », « 502 », « 504 »). */
export function transportFailure(provider: ProviderIdentity, error: ExchangeFault): Error {
  switch (error.fault) {
    case 'timeout':
      return providerFailure(provider, '002');
    case 'too_large':
      return providerFailure(provider, '056');
    case 'unreachable':
      if (error.cause instanceof ForbiddenAddress) return providerFailure(provider, '054', { cause: error.cause });
      return providerFailure(provider, isNameFailure(error.cause) ? '004' : '001', { cause: error.cause });
    case 'cut':
    case 'not_http':
      return providerFailure(provider, '000', { cause: error.cause });
    case 'abandoned':
      if (error.cause instanceof Failure) return error.cause;
      return providerFailure(provider, error.cause instanceof BadBase64 ? '051' : '000', { cause: error.cause });
  }
}

function isNameFailure(cause: unknown): boolean {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : '';
  return code === 'ENOTFOUND' || code === 'EAI_AGAIN';
}
